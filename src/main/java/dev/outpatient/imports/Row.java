package dev.outpatient.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A row of a CSV file. Its getters give what a column must hold, or throw {@link RejectedRow}. */
final class Row {

    /** What {@code import_reference.external_id} tells apart on any engine, in any collation. */
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** What a decoder puts in place of bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2199;

    private final long line;
    private final Map<String, Integer> positions;
    private final List<String> fields;

    /** @param positions the columns of the file by name, in the order in which they stand there */
    Row(long line, Map<String, Integer> positions, List<String> fields) {
        this.line = line;
        this.positions = positions;
        this.fields = fields;
    }

    long line() {
        return line;
    }

    /** @throws RejectedRow when the row has more or fewer fields than the file has columns */
    void checkWidth() {
        if (fields.size() < positions.size()) {
            throw RejectedRow.tooFewColumns(List.copyOf(positions.keySet()).get(fields.size()));
        }
        if (fields.size() > positions.size()) {
            throw RejectedRow.tooManyColumns(List.copyOf(positions.keySet()).getLast());
        }
    }

    String required(String column, int maxLength) {
        String value = optional(column, maxLength);
        if (value == null) {
            throw RejectedRow.missing(column);
        }
        return value;
    }

    /** @return the value without space around it, or null when there is none */
    @Nullable
    String optional(String column, int maxLength) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException("Not a column that was asked for: " + column);
        }
        String value = fields.get(position).strip();
        if (value.length() > maxLength) {
            throw RejectedRow.tooLong(column, maxLength);
        }
        if (value.indexOf(REPLACEMENT) >= 0) {
            throw RejectedRow.notUtf8(column);
        }
        return value.isEmpty() ? null : value;
    }

    /** An id of the other system, in lower case. */
    String id(String column) {
        String value = required(column, 64).toLowerCase(Locale.ROOT);
        if (!ID.matcher(value).matches()) {
            throw RejectedRow.badId(column);
        }
        return value;
    }

    LocalDate date(String column) {
        String value = required(column, 64);
        try {
            LocalDate date = LocalDate.parse(value);
            checkYear(column, date.getYear());
            return date;
        } catch (DateTimeException e) {
            throw RejectedRow.badDate(column);
        }
    }

    /** A date and time with its offset from UTC, to the second. */
    Instant instant(String column) {
        String value = required(column, 64);
        try {
            OffsetDateTime time = OffsetDateTime.parse(value).withOffsetSameInstant(ZoneOffset.UTC);
            checkYear(column, time.getYear());
            return time.toInstant();
        } catch (DateTimeException e) {
            throw RejectedRow.badTime(column);
        }
    }

    private static void checkYear(String column, int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw RejectedRow.farYear(column);
        }
    }
}
