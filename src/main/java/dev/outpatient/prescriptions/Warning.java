package dev.outpatient.prescriptions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something to think about before prescribing.
 *
 * @param medication as it was written
 * @param found what stands against it: the allergy, or the medication that is active already; for what could not be
 *     checked, why, in English
 * @param gap why it could not be checked, for pages in any language; null for the other kinds
 */
public record Warning(
        Kind kind,
        String medication,
        String found,
        @Nullable Gap gap) {

    private static final String AFTER_KIND = ": ";
    private static final String BETWEEN = " / ";

    /** What stands against a medication. */
    public enum Kind {
        ALLERGY,
        DUPLICATE,
        /** The check could not run, so nothing is known. */
        NOT_CHECKED;

        public String word() {
            return Warning.word(this);
        }
    }

    /** Why a check could not run. */
    public enum Reason {
        NAME("The name is none that can be compared."),
        UNREADABLE("The active medications could not be read."),
        TOO_MANY("Only the latest %s prescriptions were compared."),
        LOST("Prescription %s could not be found."),
        ILLEGIBLE("Prescription %s could not be read."),
        PENDING("Prescription %s is being written at this moment.");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        public String word() {
            return Warning.word(this);
        }

        /** The detail that the sentence was made with; empty when it is another sentence. */
        private Optional<String> detail(String sentence) {
            Matcher same = Pattern.compile("\\Q" + text.replace("%s", "\\E(.*)\\Q") + "\\E")
                    .matcher(sentence);
            return same.matches() ? Optional.of(same.groupCount() == 0 ? "" : same.group(1)) : Optional.empty();
        }
    }

    /**
     * What was not checked.
     *
     * @param detail how many prescriptions, or which one; or nothing
     */
    public record Gap(Reason reason, String detail) {}

    Warning(Kind kind, String medication, String found) {
        this(kind, medication, found, null);
    }

    static Warning notChecked(Reason reason, String medication, String detail) {
        return new Warning(Kind.NOT_CHECKED, medication, reason.text.formatted(detail), new Gap(reason, detail));
    }

    /** Tells warnings of one prescription apart; overriding one names it. */
    public String key() {
        return kind.word() + AFTER_KIND + medication + BETWEEN + found;
    }

    /**
     * The warning that a key is of, as far as that can be told: where a medication has a slash in its name, nobody knows
     * which of them is meant, and both stand in {@code found}.
     */
    static Warning ofKey(String key) {
        for (Kind kind : Kind.values()) {
            if (key.startsWith(kind.word() + AFTER_KIND)) {
                String rest = key.substring(kind.word().length() + AFTER_KIND.length());
                return kind == Kind.NOT_CHECKED ? notChecked(rest) : new Warning(kind, "", rest);
            }
        }
        return new Warning(Kind.NOT_CHECKED, "", key);
    }

    private static Warning notChecked(String rest) {
        int between = rest.lastIndexOf(BETWEEN);
        String medication = between < 0 ? "" : rest.substring(0, between);
        String sentence = between < 0 ? rest : rest.substring(between + BETWEEN.length());
        return Arrays.stream(Reason.values())
                .flatMap(reason ->
                        reason.detail(sentence).stream().map(detail -> notChecked(reason, medication, detail)))
                .findFirst()
                .orElse(new Warning(Kind.NOT_CHECKED, medication, sentence));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
