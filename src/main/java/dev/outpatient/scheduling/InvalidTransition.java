package dev.outpatient.scheduling;

import dev.outpatient.shared.Problem;

/** An appointment can't take this step from where it stands. */
public final class InvalidTransition extends Problem {

    private InvalidTransition(String message) {
        super(Kind.CONFLICT, "invalid-transition", message);
    }

    static InvalidTransition of(String step, AppointmentStatus status) {
        return new InvalidTransition("Can't " + step + " an appointment that is " + status.word() + ".");
    }

    static InvalidTransition because(String message) {
        return new InvalidTransition(message);
    }
}
