package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A substance that a patient must not be given, or should keep away from.
 *
 * @param reaction what it does, or null when nobody said
 * @param severity null when nobody said
 * @param source who told: {@value #CLINIC}, or the name of what it was imported from
 * @param recordedBy the doctor's name, or null when it was imported
 */
public record Allergy(
        long id,
        PatientId patientId,
        String substance,
        @Nullable String reaction,
        @Nullable Severity severity,
        String source,
        Instant recordedAt,
        @Nullable String recordedBy) {

    /** The source of what a doctor of this clinic recorded. */
    public static final String CLINIC = "clinic";

    /** How bad the reaction is. */
    public enum Severity {
        MILD,
        MODERATE,
        SEVERE;

        /** As it is stored and as the API writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Severity> find(String word) {
            return Arrays.stream(values())
                    .filter(severity -> severity.word().equalsIgnoreCase(word))
                    .findFirst();
        }
    }
}
