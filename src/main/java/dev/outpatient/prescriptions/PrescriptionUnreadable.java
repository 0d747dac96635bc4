package dev.outpatient.prescriptions;

import dev.outpatient.shared.Problem;

/** The prescription is there, but not as one should be: another program wrote it so, or somebody altered it. */
public final class PrescriptionUnreadable extends Problem {

    private PrescriptionUnreadable(Throwable cause) {
        super(Kind.DAMAGED, "prescription-unreadable", "This prescription is there, but it can't be read.");
        initCause(cause);
    }

    /** @param cause what is wrong with it, for the log */
    static PrescriptionUnreadable because(Throwable cause) {
        return new PrescriptionUnreadable(cause);
    }
}
