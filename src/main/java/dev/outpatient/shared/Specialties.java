package dev.outpatient.shared;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the usual specialties are called in each language of the pages: {@code specialty.…} among the messages. Of a doctor
 * the English name is kept. Any other text that is kept there is shown as it is.
 */
public final class Specialties {

    private static final String CODE = "specialty.";
    /** Words of those who need it and do not know what it is called, for the usual ones. */
    private static final String NEED = "need.";

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> SMALL = Set.of("and", "y");

    /** What a search takes for the beginning of a word. */
    private static final int SHORTEST = 4;
    /** How who practises it is called, after the part that both words share: cardiolog-ist, pediatr-a. */
    private static final Pattern ENDING = Pattern.compile("(?<=.{5})(?:istas?|ists?|ics|i?[ao]s?|y)$");

    /** @param names by the word of their language */
    private record Known(Map<String, String> names, Set<String> words) {

        String in(Locale language) {
            String name = names.get(language.getLanguage());
            return name == null ? english() : name;
        }

        String english() {
            return names.getOrDefault(Locale.ENGLISH.getLanguage(), "");
        }

        boolean hasWord(String word, String stem) {
            return words.contains(word)
                    || stem.length() >= SHORTEST && words.stream().anyMatch(one -> one.startsWith(stem));
        }
    }

    private static final List<Known> ALL = read();
    /** By the names to the letter, as most are kept. */
    private static final Map<String, Known> BY_NAME = new HashMap<>();
    /** By the names without case, accents and punctuation. */
    private static final Map<String, Known> BY_LETTERS = new HashMap<>();

    static {
        for (Known one : ALL) {
            for (String name : one.names().values()) {
                BY_NAME.put(name, one);
                BY_LETTERS.put(letters(name), one);
            }
        }
    }

    private Specialties() {}

    /** What the reader calls it, whatever the language it is kept in. */
    public static String name(String kept, Locale language) {
        Known known = BY_NAME.get(kept);
        if (known != null) {
            return known.in(language);
        }
        String letters = letters(kept);
        known = BY_LETTERS.get(letters);
        if (known == null) {
            return kept;
        }
        String name = known.in(language);
        // Who writes it in capitals, say, goes on reading it so.
        return letters(name).equals(letters) ? kept : name;
    }

    /** What is kept of a specialty that was typed in any of the languages. */
    public static String kept(String typed) {
        return name(typed.strip(), Locale.ENGLISH);
    }

    /** The same texts in the order of what the reader calls them. */
    public static List<String> inOrder(Collection<String> kept, Locale language) {
        Map<String, String> ordered = new TreeMap<>();
        kept.forEach(one -> ordered.put(letters(name(one, language)) + '\n' + one, one));
        return List.copyOf(ordered.values());
    }

    /**
     * Of which specialties a word speaks in whatever language: "cardiología", "cardiolog", "cardiólogo" and "heart" of the one
     * that is kept as "Cardiology".
     *
     * @return all names of each in lower case, perhaps none
     */
    public static List<String> meant(String word) {
        String letters = plain(word).replaceAll(BETWEEN_WORDS.pattern(), "");
        String stem = ENDING.matcher(letters).replaceFirst("");
        return ALL.stream()
                .filter(one -> one.hasWord(letters, stem))
                .flatMap(one -> one.names().values().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** All words by which the usual specialties are known, in all languages, without accents. */
    public static Set<String> words() {
        return ALL.stream().flatMap(one -> one.words().stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Known> read() {
        Map<String, ResourceBundle> languages = new HashMap<>();
        for (Locale language : SpokenLanguages.ALL) {
            languages.put(language.getLanguage(), messages(language));
        }
        return messages(Locale.ENGLISH).keySet().stream()
                .filter(code -> code.startsWith(CODE))
                .sorted()
                .map(code -> {
                    Map<String, String> names = new HashMap<>();
                    Set<String> words = new HashSet<>();
                    languages.forEach((language, messages) -> {
                        String name = messages.getString(code);
                        names.put(language, name);
                        words.addAll(List.of(BETWEEN_WORDS.split(plain(name))));
                        String need = NEED + code.substring(CODE.length());
                        if (messages.containsKey(need)) {
                            words.addAll(List.of(BETWEEN_WORDS.split(plain(messages.getString(need)))));
                        }
                    });
                    return new Known(names, words);
                })
                .toList();
    }

    private static ResourceBundle messages(Locale language) {
        return ResourceBundle.getBundle(
                "messages",
                language,
                Specialties.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** "OBSTETRICS/GYNAECOLOGY" and "Obstetrics and Gynecology" are one. */
    private static String letters(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(plain(text)))
                .filter(word -> !word.isEmpty() && !SMALL.contains(word))
                .reduce((all, word) -> all + ' ' + word)
                .orElse("");
    }

    /** As typed by somebody in a hurry, and in American spelling. */
    private static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("")
                .replace("ae", "e");
    }
}
