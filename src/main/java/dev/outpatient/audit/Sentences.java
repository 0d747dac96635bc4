package dev.outpatient.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the trail says, in the languages of those who read it. A message is kept in English, as one of the sentences of
 * {@code audit/sentences.properties} with its gaps filled; here it is recognised and said in another language. So the
 * trail stays one text that is hashed, sealed and exported, whoever reads it.
 */
final class Sentences {

    private static final String FILE = "audit.sentences";
    private static final Pattern GAP = Pattern.compile("\\{(\\d)}");
    /** Stands around what was done, where a program did it with a token. */
    private static final String BY_TOKEN = "by-token";

    /** A sentence with gaps, and how it begins, which most messages differ in. */
    private record Shape(String key, String beginning, Pattern pattern) {

        static Shape of(String key, String english) {
            Matcher gaps = GAP.matcher(english);
            StringBuilder pattern = new StringBuilder();
            int end = 0;
            while (gaps.find()) {
                pattern.append(Pattern.quote(english.substring(end, gaps.start())))
                        .append("(?<g")
                        .append(gaps.group(1))
                        .append(">.*)");
                end = gaps.end();
            }
            pattern.append(Pattern.quote(english.substring(end)));
            return new Shape(
                    key,
                    english.substring(0, english.indexOf('{')),
                    Pattern.compile(pattern.toString(), Pattern.DOTALL));
        }

        Optional<Matcher> match(String message) {
            return message.startsWith(beginning)
                    ? Optional.of(pattern.matcher(message)).filter(Matcher::matches)
                    : Optional.empty();
        }
    }

    private static final ResourceBundle ENGLISH = bundle(Locale.ROOT);
    private static final Map<String, String> WHOLE = new HashMap<>();
    /** The longest first: of two that fit, it says more. */
    private static final List<Shape> SHAPES = new ArrayList<>();

    private static final Shape TOKEN = Shape.of(BY_TOKEN, ENGLISH.getString(BY_TOKEN));

    static {
        for (String key : ENGLISH.keySet()) {
            String english = ENGLISH.getString(key);
            if (!GAP.matcher(english).find()) {
                WHOLE.put(english, key);
            } else if (!key.equals(BY_TOKEN)) {
                SHAPES.add(Shape.of(key, english));
            }
        }
        SHAPES.sort((one, other) ->
                other.pattern.pattern().length() - one.pattern.pattern().length());
    }

    private Sentences() {}

    /** Whether the message is one that can be said in every language. */
    static boolean know(String message) {
        return say(message, ENGLISH).isPresent();
    }

    /** The message in a language; as it is where the language has no words for it. */
    static String say(String message, Locale language) {
        ResourceBundle words = bundle(language);
        return words.getLocale().equals(Locale.ROOT)
                ? message
                : say(message, words).orElse(message);
    }

    private static Optional<String> say(String message, ResourceBundle words) {
        String whole = WHOLE.get(message);
        if (whole != null) {
            return Optional.of(words.getString(whole));
        }
        // Before the others: a gap at the end of a sentence would take what stands behind it for its own.
        Optional<String> byToken = TOKEN.match(message)
                .flatMap(parts -> say(parts.group("g0"), words)
                        .map(done ->
                                fill(words.getString(BY_TOKEN), gap -> gap.equals("0") ? done : parts.group("g1"))));
        return byToken.isPresent()
                ? byToken
                : SHAPES.stream()
                        .flatMap(shape -> shape.match(message).stream()
                                .map(parts -> fill(words.getString(shape.key), gap -> parts.group("g" + gap))))
                        .findFirst();
    }

    private static String fill(String sentence, UnaryOperator<String> gaps) {
        return GAP.matcher(sentence).replaceAll(gap -> Matcher.quoteReplacement(gaps.apply(gap.group(1))));
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                FILE, language, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
