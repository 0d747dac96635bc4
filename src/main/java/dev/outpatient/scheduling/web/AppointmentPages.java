package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a patient has ahead and behind. Others have a page of their own for it. */
@Controller
class AppointmentPages {

    private static final int PAST = 10;

    private final Appointments appointments;
    private final Booking booking;
    private final EmergencyAccesses emergencies;
    private final Directory directory;
    private final Clock clock;

    AppointmentPages(
            Appointments appointments,
            Booking booking,
            EmergencyAccesses emergencies,
            Directory directory,
            Clock clock) {
        this.directory = directory;
        this.appointments = appointments;
        this.emergencies = emergencies;
        this.booking = booking;
        this.clock = clock;
    }

    @GetMapping("/appointments")
    String mine(Actor actor, @RequestParam(required = false) @Nullable String after, Model model) {
        if (actor.role() != Role.PATIENT) {
            return actor.isAdmin() ? "redirect:/admin/appointments" : "redirect:/day";
        }
        Appointments.Own own = appointments.own(actor, after, PAST);
        List<AppointmentView> upcoming = own.upcoming();
        String next = own.past().next();
        model.addAttribute("past", own.past().items());
        model.addAttribute("first", after == null ? null : "/appointments#past");
        model.addAttribute("next", next == null ? null : "/appointments?after=" + next + "#past");
        model.addAttribute("upcoming", upcoming);
        model.addAttribute(
                "until",
                booking.changeableUntil(
                        actor,
                        upcoming.stream().map(AppointmentView::appointment).toList()));
        model.addAttribute("emergencies", emergencies.lately(new PatientId(actor.id())));
        model.addAttribute("zone", directory.zone());
        model.addAttribute("now", clock.instant());
        return "appointments";
    }
}
