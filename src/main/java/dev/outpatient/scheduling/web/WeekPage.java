package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.VisitAction;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A doctor's week. The page is a list by day; where there is room and JavaScript, calendar.js makes a calendar of it.
 * What the calendar opens in a dialog are pages of their own.
 */
@Controller
class WeekPage {

    private final Weeks weeks;
    private final Appointments appointments;
    private final Clock clock;

    WeekPage(Weeks weeks, Appointments appointments, Clock clock) {
        this.weeks = weeks;
        this.appointments = appointments;
        this.clock = clock;
    }

    /** @param view {@code list} for who would rather read than look */
    @GetMapping("/week")
    String week(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable String view,
            Actor actor,
            Model model) {
        model.addAttribute("week", weeks.of(actor, date));
        model.addAttribute("asList", "list".equals(view));
        return "week";
    }

    @GetMapping("/week/appointments/{id}")
    String visit(@PathVariable long id, Actor actor, Model model) {
        AppointmentView view = appointments.get(actor, new AppointmentId(id));
        model.addAttribute("view", view);
        model.addAttribute("actions", VisitAction.of(view, clock.instant()));
        model.addAttribute("back", "/week?date=" + view.startsAt().toLocalDate());
        return "week-visit";
    }
}
