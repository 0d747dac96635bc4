package dev.outpatient.portal.web;

import dev.outpatient.shared.Like;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which words somebody may have meant by those that are mistyped. */
final class NearWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}']+");
    /** Shorter words are near too many others. */
    private static final int SHORTEST = 4;
    /** A word of so many letters may have two slips, a shorter one has one. */
    private static final int LONG = 7;

    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(2);

    /** In order, so that of two that are equally near always the same is meant. */
    private final Set<String> known = new TreeSet<>();

    /** @param texts whose words there are */
    NearWords(Stream<String> texts) {
        texts.map(Like::plain).flatMap(text -> WORD.matcher(text).results()).forEach(word -> known.add(word.group()));
    }

    /**
     * A text with each word that is not known replaced by the nearest that is.
     *
     * @param needed the words that have to be known; the others stay as they are
     * @return empty when there is nothing to replace
     */
    Optional<String> correct(String text, Set<String> needed) {
        Matcher words = WORD.matcher(text);
        String corrected = words.replaceAll(word -> Matcher.quoteReplacement(
                needed.contains(word.group().toLowerCase(java.util.Locale.ROOT)) ? near(word.group()) : word.group()));
        return corrected.equals(text) ? Optional.empty() : Optional.of(corrected);
    }

    private String near(String word) {
        String plain = String.valueOf(Like.plain(word));
        if (plain.length() < SHORTEST || known.stream().anyMatch(one -> one.startsWith(plain))) {
            return word;
        }
        int slips = plain.length() < LONG ? 1 : 2;
        return known.stream()
                .filter(one -> distance(plain, one) <= slips)
                .min(Comparator.comparingInt(one -> distance(plain, one)))
                .orElse(word);
    }

    private static int distance(String a, String b) {
        int distance = DISTANCE.apply(a, b);
        return distance < 0 ? Integer.MAX_VALUE : distance;
    }
}
