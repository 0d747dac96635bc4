package dev.outpatient.prescriptions;

import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Problem.Invalid.FieldError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a prescription may hold. */
final class PrescriptionRules {

    private static final int MOST_MEDICATIONS = 20;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_INSTRUCTIONS = 1000;
    private static final int LONGEST_REASON = 500;

    private PrescriptionRules() {}

    /**
     * The medications as they are kept, without blanks around them.
     *
     * @throws Problem.Invalid naming all that is wrong in the request
     */
    static List<Medication> checked(PrescriptionRequest request) {
        List<FieldError> errors = new ArrayList<>();
        List<Medication> medication = request.medication().stream()
                .map(m -> new Medication(
                        m.name().strip(), m.dosage().strip(), m.instructions().strip()))
                .toList();
        if (medication.isEmpty() || medication.size() > MOST_MEDICATIONS) {
            errors.add(new FieldError("medication", "Name at least one, and at most " + MOST_MEDICATIONS + "."));
        }
        for (int i = 0; i < medication.size(); i++) {
            Medication one = medication.get(i);
            String field = "medication[" + i + "].";
            if (one.name().isEmpty()) {
                errors.add(new FieldError(field + "name", "Name the medicine."));
            }
            if (one.dosage().isEmpty() && one.instructions().isEmpty()) {
                // Nobody can take it by its name alone, and what is prescribed can't be completed later.
                errors.add(new FieldError(field + "dosage", "Say how much, or how to take it."));
            }
            checkLength(errors, field + "name", one.name(), LONGEST_NAME);
            checkLength(errors, field + "dosage", one.dosage(), LONGEST_NAME);
            checkLength(errors, field + "instructions", one.instructions(), LONGEST_INSTRUCTIONS);
        }
        if (request.refills() < 0 || request.refills() > Refills.MOST) {
            errors.add(new FieldError("refills", "Use 0 to " + Refills.MOST + "."));
        }
        WarningOverride override = request.override();
        if (override != null) {
            if (override.reason().isBlank()) {
                errors.add(new FieldError("overrideReason", "Say why you prescribe all the same."));
            }
            checkLength(errors, "overrideReason", override.reason(), LONGEST_REASON);
        }
        Replacement replaces = request.replaces();
        if (replaces != null) {
            checkLength(errors, "replaceReason", replaces.reason(), LONGEST_REASON);
        }
        if (!errors.isEmpty()) {
            throw Problem.Invalid.fields(errors);
        }
        return medication;
    }

    private static void checkLength(List<FieldError> errors, String field, String text, int longest) {
        if (text.length() > longest) {
            errors.add(new FieldError(field, "Use at most " + longest + " characters."));
        }
    }

    /** A date is kept as its noon at the office, so that it is that date in every zone nearby. */
    static Instant prescribedAt(@Nullable LocalDate date, ZoneId zone, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        if (date == null || date.equals(today)) {
            return now;
        }
        if (date.isAfter(today) || date.isBefore(today.minusYears(1))) {
            throw Problem.Invalid.field("datePrescribed", "Use today or a day of the past year.");
        }
        return date.atTime(LocalTime.NOON).atZone(zone).toInstant();
    }
}
