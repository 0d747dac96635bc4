package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.FreeWeeks;
import dev.outpatient.scheduling.InvalidTransition;
import dev.outpatient.scheduling.NotBookable;
import dev.outpatient.scheduling.PatientBusy;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotTaken;
import dev.outpatient.scheduling.TooLate;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Moves an appointment: another time of the same doctor is chosen, looked at beside the old one, and confirmed. */
@Controller
class MovePages {

    /** Who can't come on a day is shown the days around it first. */
    private static final int DAYS_BEFORE = 3;

    private final Booking booking;
    private final Appointments appointments;
    private final FreeWeeks weeks;
    private final ChosenTimes times;
    private final Clock clock;

    MovePages(Booking booking, Appointments appointments, FreeWeeks weeks, ChosenTimes times, Clock clock) {
        this.booking = booking;
        this.appointments = appointments;
        this.weeks = weeks;
        this.times = times;
        this.clock = clock;
    }

    @GetMapping("/appointments/{id}/move")
    String ask(
            @PathVariable long id,
            @ModelAttribute("form") MoveForm form,
            BindingResult ignored,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model) {
        AppointmentView view = appointments.get(actor, new AppointmentId(id));
        Optional<WantedTime.Whole> wanted = form.whole(view.appointment());
        if (wanted.isEmpty()) {
            LocalDate near = view.startsAt().toLocalDate().minusDays(DAYS_BEFORE);
            return choose(view, from == null ? near : from, after, actor, model);
        }
        Optional<Slot> free = times.find(actor, wanted.get());
        if (free.isEmpty()) {
            return refused(view, wanted.get(), "gone", times.near(actor, wanted.get()), after, actor, model);
        }
        model.addAttribute("slot", free.get());
        return show(view, after, actor, model);
    }

    @PostMapping("/appointments/{id}/move")
    String move(
            @PathVariable long id,
            @ModelAttribute("form") MoveForm form,
            BindingResult ignored,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        AppointmentId appointment = new AppointmentId(id);
        AppointmentView before = appointments.get(actor, appointment);
        WantedTime.Whole wanted = form.whole(before.appointment()).orElse(null);
        if (wanted == null) {
            return choose(before, null, after, actor, model);
        }
        try {
            AppointmentView moved =
                    booking.move(actor, appointment, wanted.startsAt().toInstant(), wanted.officeId(), form.version());
            flash.addFlashAttribute("toast", "move.done");
            flash.addFlashAttribute("toastAt", moved.startsAt());
            return "redirect:" + Back.to(after, actor);
        } catch (SlotTaken | PatientBusy | NotBookable e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return refused(before, wanted, Refusals.word(e), Refusals.alternatives(e), after, actor, model);
        } catch (InvalidTransition | TooLate | Problem.Stale e) {
            // The page shows the appointment as it is now, and free times only if it can still be moved.
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            model.addAttribute("problem", e instanceof Problem.Stale ? e.type() : null);
            return choose(appointments.get(actor, appointment), null, after, actor, model);
        }
    }

    private String refused(
            AppointmentView view,
            WantedTime.Whole wanted,
            String problem,
            List<Slot> alternatives,
            @Nullable String after,
            Actor actor,
            Model model) {
        model.addAttribute("problem", problem);
        model.addAttribute("alternatives", alternatives);
        LocalDate date =
                wanted.startsAt().atZoneSameInstant(view.office().timeZone()).toLocalDate();
        return choose(view, date, after, actor, model);
    }

    private String choose(
            AppointmentView view, @Nullable LocalDate from, @Nullable String after, Actor actor, Model model) {
        model.addAttribute("week", weeks.of(actor, view.doctor().id(), from));
        return show(view, after, actor, model);
    }

    private String show(AppointmentView view, @Nullable String after, Actor actor, Model model) {
        Instant until = booking.changeableUntil(actor, view.appointment());
        model.addAttribute("view", view);
        model.addAttribute("until", until);
        model.addAttribute("change", Change.of(view.appointment(), until, clock.instant()));
        model.addAttribute("back", Back.to(after, actor));
        return "move";
    }
}
