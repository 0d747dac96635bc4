package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One appointment: right after it was booked, and later from the lists. */
@Controller
class BookedPage {

    private final Appointments appointments;
    private final Booking booking;
    private final Clock clock;

    BookedPage(Appointments appointments, Booking booking, Clock clock) {
        this.appointments = appointments;
        this.booking = booking;
        this.clock = clock;
    }

    @GetMapping("/booked/{id}")
    String booked(@PathVariable long id, Actor actor, Model model) {
        AppointmentView view = appointments.get(actor, new AppointmentId(id));
        Instant until = booking.changeableUntil(actor, view.appointment());
        Instant now = clock.instant();
        model.addAttribute("view", view);
        model.addAttribute("until", until);
        model.addAttribute("now", now);
        model.addAttribute("change", Change.of(view.appointment(), until, now));
        model.addAttribute("home", Back.home(actor));
        return "booked";
    }
}
