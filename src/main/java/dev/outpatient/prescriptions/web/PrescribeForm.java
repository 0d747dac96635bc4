package dev.outpatient.prescriptions.web;

import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.Refills;
import dev.outpatient.prescriptions.Replacement;
import dev.outpatient.prescriptions.WarningOverride;
import dev.outpatient.shared.AppointmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A prescription while it is written. A change of its rows gives another form and saves nothing.
 *
 * @param key tells this form from others, so that sent twice it writes once
 * @param seen the keys of the warnings that were shown with it
 */
public record PrescribeForm(
        @Nullable String key,
        @Nullable List<@Nullable Row> medication,
        @Nullable String refills,
        @Nullable String replaces,
        @Nullable String replaceReason,
        @Nullable String overrideReason,
        @Nullable List<String> seen) {

    static final int MOST_ROWS = 20;

    /** A medicine as it was typed. */
    public record Row(
            @Nullable String name,
            @Nullable String dosage,
            @Nullable String instructions) {

        static final Row EMPTY = new Row("", "", "");

        static Row of(Medication medication) {
            return new Row(medication.name(), medication.dosage(), medication.instructions());
        }

        boolean isOf(Medication medication) {
            return text(name).strip().equalsIgnoreCase(medication.name());
        }

        boolean isEmpty() {
            return blank(name) && blank(dosage) && blank(instructions);
        }

        Medication medication() {
            return new Medication(text(name), text(dosage), text(instructions));
        }
    }

    static PrescribeForm empty() {
        return new PrescribeForm(newKey(), List.of(Row.EMPTY), "0", null, null, null, null);
    }

    /** To take the place of another prescription, with what that one holds. */
    static PrescribeForm replacing(Prescription other) {
        return new PrescribeForm(
                newKey(),
                other.medication().stream().<@Nullable Row>map(Row::of).toList(),
                Integer.toString(other.refills().allowed()),
                other.id().toHexString(),
                null,
                null,
                null);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    public List<Row> rows() {
        return medication == null
                ? List.of()
                : medication.stream()
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList();
    }

    PrescribeForm adding() {
        List<Row> rows = rows();
        return rows.size() >= MOST_ROWS
                ? this
                : with(Stream.concat(rows.stream(), Stream.of(Row.EMPTY)).toList());
    }

    /**
     * With the medicines of another prescription after those that are written, without the ones that are, and with its
     * refills where none is written. More than can be prescribed at once stay, to be told of when it is sent.
     */
    PrescribeForm with(Prescription other) {
        List<Row> rows = new ArrayList<>(rows());
        rows.removeIf(Row::isEmpty);
        List<Row> written = List.copyOf(rows);
        other.medication().stream()
                .filter(medication -> written.stream().noneMatch(row -> row.isOf(medication)))
                .map(Row::of)
                .forEach(rows::add);
        return new PrescribeForm(
                key,
                rows,
                written.isEmpty() ? Integer.toString(other.refills().allowed()) : refills,
                replaces,
                replaceReason,
                overrideReason,
                seen);
    }

    /** With just so many rows, for who comes back from another page to what was written in them. */
    PrescribeForm ofLength(int length) {
        return with(Stream.concat(rows().stream(), Stream.generate(() -> Row.EMPTY))
                .limit(Math.clamp(length, 1, MOST_ROWS))
                .toList());
    }

    PrescribeForm without(int row) {
        List<Row> left = new ArrayList<>(rows());
        if (row >= 0 && row < left.size()) {
            left.remove(row);
        }
        return with(left.isEmpty() ? List.of(Row.EMPTY) : left);
    }

    /** Without rows that say nothing, but with one at least. */
    PrescribeForm tidy() {
        List<Row> said = rows().stream().filter(row -> !row.isEmpty()).toList();
        return with(said.isEmpty() ? List.of(Row.EMPTY) : said);
    }

    private PrescribeForm with(List<Row> rows) {
        return new PrescribeForm(key, new ArrayList<>(rows), refills, replaces, replaceReason, overrideReason, seen);
    }

    PrescriptionRequest request(AppointmentId appointment) {
        return new PrescriptionRequest(
                appointment,
                rows().stream().map(Row::medication).toList(),
                null,
                number(refills),
                replaces == null || !ObjectId.isValid(replaces)
                        ? null
                        : new Replacement(new ObjectId(replaces), text(replaceReason)),
                seen == null || blank(overrideReason) ? null : new WarningOverride(seen, text(overrideReason)));
    }

    /** What is no number is one that the use case refuses. */
    private static int number(@Nullable String typed) {
        if (blank(typed)) {
            return 0;
        }
        return text(typed).strip().matches("[0-9]{1,4}")
                ? Integer.parseInt(text(typed).strip())
                : Refills.MOST + 1;
    }

    private static boolean blank(@Nullable String typed) {
        return typed == null || typed.isBlank();
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
