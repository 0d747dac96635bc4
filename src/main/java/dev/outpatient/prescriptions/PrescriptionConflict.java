package dev.outpatient.prescriptions;

import dev.outpatient.shared.Problem;

/** What is asked for does not fit what became of the prescription or its appointment. */
public final class PrescriptionConflict extends Problem {

    private PrescriptionConflict(String message) {
        super(Kind.CONFLICT, "invalid-transition", message);
    }

    static PrescriptionConflict because(String message) {
        return new PrescriptionConflict(message);
    }
}
