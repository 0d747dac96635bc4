package dev.outpatient.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Why a row or a file was not taken. It is kept in English, as the command line and the files to download say it; pages read
 * it from there and say {@code imports.because.NAME} in the reader's language.
 */
public enum ImportReason {
    TOO_FEW_COLUMNS("the row has too few columns"),
    TOO_MANY_COLUMNS("the row has too many columns"),
    MISSING_VALUE("missing value"),
    TOO_LONG("longer than {} characters"),
    NOT_UTF8("not in UTF-8"),
    NOT_AN_ID("not an id"),
    NOT_A_DATE("not a date such as 2021-03-04"),
    NOT_A_TIME("not a time such as 2021-03-04T05:06:07Z"),
    FAR_YEAR("not a year from 1800 to 2199"),
    NO_BIRTHDAY("in the future, or longer ago than anybody lives"),
    UNKNOWN_STATE("unknown state"),
    NO_SUBSTANCE("names no substance"),
    NOT_AFTER_START("not after START"),
    TOO_LONG_VISIT("more than {} days after START"),
    UNKNOWN_PATIENT("unknown reference: no such patient was taken"),
    UNKNOWN_PROVIDER("unknown reference: no such provider was taken"),
    UNKNOWN_ORGANIZATION("unknown reference: no such organization was taken"),
    UNKNOWN_ENCOUNTER("unknown reference: its encounter was not taken"),
    OTHER_PATIENT("not the patient of the encounter"),
    PROVIDER_BUSY("overlap: the provider has another encounter in that time"),
    PATIENT_BUSY("overlap: the patient has another encounter in that time"),
    NO_DIRECTORY("There is no directory {}"),
    MISSING_FILES("Missing in {}: {}"),
    /** What is left of the one before without where the files lay. */
    MISSING_AMONG_SENT("Missing: {}"),
    NO_COLUMN("{} has no column {} in its first line"),
    UNREADABLE_AFTER("Can't read {} beyond line {}: {}"),
    UNREADABLE("Can't read {}: {}"),
    UNWRITABLE("Can't write {}: {}");

    /**
     * What a text says.
     *
     * @param details what stands in it where the reason leaves room
     */
    public record Read(ImportReason reason, List<String> details) {}

    private final String english;
    private final Pattern pattern;

    ImportReason(String english) {
        this.english = english;
        this.pattern = Pattern.compile(
                Arrays.stream(english.split("\\{}", -1)).map(Pattern::quote).collect(Collectors.joining("(.*?)")),
                Pattern.DOTALL);
    }

    /** @param details one for each place that it leaves for them */
    String text(Object... details) {
        return english.replace("{}", "%s").formatted(details);
    }

    /** Which reason a kept text is; empty for one that this version does not give. */
    public static Optional<Read> read(String text) {
        for (ImportReason reason : values()) {
            Matcher match = reason.pattern.matcher(text);
            if (match.matches()) {
                return Optional.of(new Read(
                        reason,
                        IntStream.rangeClosed(1, match.groupCount())
                                .mapToObj(match::group)
                                .toList()));
            }
        }
        return Optional.empty();
    }
}
