package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.shared.Actor;
import org.jspecify.annotations.Nullable;

/** Where somebody goes on to after a step: the page the person came from, or the one of the role. */
final class Back {

    private Back() {}

    static String to(@Nullable String after, Actor actor) {
        return after == null || after.isBlank() ? home(actor) : Continue.safe(after);
    }

    /** Where the person's own appointments are. */
    static String home(Actor actor) {
        return switch (actor.role()) {
            case PATIENT -> "/appointments";
            case DOCTOR -> "/day";
            case ADMIN -> "/admin/appointments";
        };
    }
}
