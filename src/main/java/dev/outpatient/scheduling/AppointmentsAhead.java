package dev.outpatient.scheduling;

import dev.outpatient.accounts.HomePages;
import dev.outpatient.shared.Actor;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A patient who signs in with an appointment ahead mostly wants to see when and where it is, to move it or to cancel it. */
@Component
class AppointmentsAhead implements HomePages.Waiting {

    private final Appointments appointments;

    AppointmentsAhead(Appointments appointments) {
        this.appointments = appointments;
    }

    @Override
    public Optional<String> findPage(Actor actor) {
        return appointments.isAnyAhead(actor) ? Optional.of("/appointments") : Optional.empty();
    }
}
