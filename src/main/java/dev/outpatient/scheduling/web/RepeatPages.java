package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Series;
import dev.outpatient.scheduling.SeriesBooking;
import dev.outpatient.scheduling.SeriesRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Books an appointment again, every so many days or weeks, for doctors and admins. */
@Controller
class RepeatPages {

    private static final int WEEK = 7;

    private final SeriesBooking series;
    private final Appointments appointments;
    private final Clock clock;

    RepeatPages(SeriesBooking series, Appointments appointments, Clock clock) {
        this.series = series;
        this.appointments = appointments;
        this.clock = clock;
    }

    @GetMapping("/appointments/{id}/repeat")
    String ask(
            @PathVariable long id,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model) {
        AppointmentView view = appointments.get(actor, new AppointmentId(id));
        model.addAttribute("form", RepeatForm.from(next(view)));
        return show(view, after, actor, model);
    }

    @PostMapping("/appointments/{id}/repeat")
    String repeat(
            @PathVariable long id,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            @Valid @ModelAttribute("form") RepeatForm form,
            BindingResult errors,
            Actor actor,
            Model model) {
        AppointmentView view = appointments.get(actor, new AppointmentId(id));
        if (!errors.hasFieldErrors("every") && form.tooRare()) {
            errors.rejectValue("every", "repeat.every.wrong");
        }
        if (form.startOn() != null) {
            check(form.startOn(), view, errors);
        }
        if (errors.hasErrors()) {
            return show(view, after, actor, model);
        }
        Appointment one = view.appointment();
        SeriesRequest request = new SeriesRequest(
                one.doctorId(),
                one.officeId(),
                one.patientId(),
                first(Objects.requireNonNull(form.startOn()), view)
                        .atZone(view.office().timeZone())
                        .toInstant(),
                form.everyDays(),
                Objects.requireNonNull(form.times()),
                one.reason());
        Series booked = series.book(actor, request, RequestKey.ofForm(form.key(), request));
        return "redirect:/series/" + booked.id();
    }

    private void check(LocalDate startOn, AppointmentView view, BindingResult errors) {
        ZoneId zone = view.office().timeZone();
        LocalDate today = LocalDate.now(clock.withZone(zone));
        if (startOn.isBefore(today) || startOn.isAfter(today.plusYears(2))) {
            errors.rejectValue("startOn", "repeat.start.range");
        } else if (zone.getRules().getValidOffsets(first(startOn, view)).isEmpty()) {
            errors.rejectValue("startOn", "repeat.start.skipped");
        }
    }

    /** The same time of day on another date. */
    private static LocalDateTime first(LocalDate date, AppointmentView view) {
        return date.atTime(view.startsAt().toLocalTime());
    }

    /** The same day of the week, after the appointment and after today. */
    private LocalDate next(AppointmentView view) {
        LocalDate today = LocalDate.now(clock.withZone(view.office().timeZone()));
        LocalDate date = view.startsAt().toLocalDate().plusDays(WEEK);
        return date.isAfter(today)
                ? date
                : today.plusDays(1 + Math.floorMod(date.toEpochDay() - today.toEpochDay() - 1, WEEK));
    }

    private static String show(AppointmentView view, @Nullable String after, Actor actor, Model model) {
        model.addAttribute("view", view);
        model.addAttribute("units", RepeatForm.Unit.values());
        model.addAttribute("back", Back.to(after, actor));
        return "repeat";
    }
}
