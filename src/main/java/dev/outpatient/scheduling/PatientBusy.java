package dev.outpatient.scheduling;

import dev.outpatient.shared.Problem;

/** The patient has another appointment that overlaps this time. */
public final class PatientBusy extends Problem {

    private PatientBusy(String message) {
        super(Kind.CONFLICT, "patient-busy", message);
    }

    static PatientBusy now() {
        return new PatientBusy("There is another appointment at this time.");
    }
}
