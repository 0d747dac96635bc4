package dev.outpatient.imports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names as the generator prints them, made readable. */
final class Words {

    private static final Pattern DIGITS_AT_END = Pattern.compile("\\d+(?=\\s|$)");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}'’]+");
    private static final Set<String> SMALL = Set.of("AND", "FOR", "IN", "OF", "OR", "THE", "TO");

    private Words() {}

    /** The parts of a person's name that are there, without the digits that the generator puts at their end. */
    static String personName(@Nullable String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .map(part -> DIGITS_AT_END.matcher(part).replaceAll(""))
                .flatMap(part -> Arrays.stream(SPACE.split(part.strip())))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** "HOSPICE AND PALLIATIVE CARE" as "Hospice and Palliative Care". */
    static String titleCase(String text) {
        return WORD.matcher(text).replaceAll(word -> {
            String upper = word.group().toUpperCase(Locale.ROOT);
            return SMALL.contains(upper) && word.start() > 0
                    ? upper.toLowerCase(Locale.ROOT)
                    : upper.charAt(0) + upper.substring(1).toLowerCase(Locale.ROOT);
        });
    }
}
