package dev.outpatient.directory;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;

/** A doctor can't leave an office while working hours there stand. */
public final class StillHasHours extends Problem {

    private StillHasHours(String message) {
        super(Kind.CONFLICT, "still-has-hours", message);
    }

    static StillHasHours of(DoctorId doctor, OfficeId office) {
        return new StillHasHours(
                "Doctor " + doctor + " has working hours in office " + office + ". Remove them first.");
    }
}
