package dev.outpatient.portal.web;

import dev.outpatient.audit.LogEntry;
import dev.outpatient.shared.Reference;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Records of the trail as lines of a file, with the numbers of people, not their names. */
final class LogLines {

    private static final String[] COLUMNS = {
        "number",
        "time",
        "who",
        "action",
        "outcome",
        "severity",
        "message",
        "about",
        "record",
        "request",
        "node",
        "address"
    };

    static final String HEAD = String.join(",", COLUMNS) + "\r\n";

    private LogLines() {}

    static Map<String, Object> of(LogEntry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        Object[] values = values(entry).toArray();
        for (int i = 0; i < COLUMNS.length; i++) {
            if (!values[i].equals("")) {
                line.put(COLUMNS[i], values[i]);
            }
        }
        return line;
    }

    static String csv(LogEntry entry) {
        return values(entry).map(LogLines::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static Stream<Object> values(LogEntry entry) {
        return Stream.of(
                entry.seq(),
                entry.createdAt().toString(),
                person(entry.user()),
                text(entry.action()),
                entry.outcome(),
                entry.severity(),
                entry.message(),
                person(entry.subject()),
                entry.appointment()
                        .map(LogLines::person)
                        .orElseGet(() -> Optional.ofNullable(entry.reference())
                                .map(ObjectId::toHexString)
                                .orElse("")),
                text(entry.requestId()),
                text(entry.node()),
                text(entry.address()));
    }

    /** A spreadsheet would take some texts for formulas; these are told to be text by an apostrophe. */
    private static String quoted(Object value) {
        String text = value.toString();
        String plain = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }

    private static String person(@Nullable Reference reference) {
        return reference == null ? "" : reference.kind().name().toLowerCase(Locale.ROOT) + " " + reference.id();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
