package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.InvalidTransition;
import dev.outpatient.scheduling.NotBookable;
import dev.outpatient.scheduling.PatientBusy;
import dev.outpatient.scheduling.SlotTaken;
import dev.outpatient.scheduling.TooLate;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Calls an appointment off, after asking. Patients and admins come here, each from their own list. */
@Controller
class CancelPages {

    private final Booking booking;
    private final Appointments appointments;
    private final Clock clock;

    CancelPages(Booking booking, Appointments appointments, Clock clock) {
        this.booking = booking;
        this.appointments = appointments;
        this.clock = clock;
    }

    @GetMapping("/appointments/{id}/cancel")
    String ask(
            @PathVariable long id,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model) {
        AppointmentView view = appointments.get(actor, new AppointmentId(id));
        model.addAttribute("form", new CancelForm(null, view.appointment().version()));
        return show(view, after, actor, model);
    }

    @PostMapping("/appointments/{id}/cancel")
    String cancel(
            @PathVariable long id,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            @Valid @ModelAttribute("form") CancelForm form,
            BindingResult errors,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        AppointmentId appointment = new AppointmentId(id);
        if (errors.hasErrors()) {
            return show(appointments.get(actor, appointment), after, actor, model);
        }
        try {
            booking.cancel(actor, appointment, form.reason(), form.version());
        } catch (InvalidTransition | TooLate | Problem.Stale e) {
            // The page shows the appointment as it is now; there is a button only if it can still be cancelled.
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            AppointmentView now = appointments.get(actor, appointment);
            model.addAttribute("problem", e instanceof TooLate ? null : e.type());
            model.addAttribute(
                    "form", new CancelForm(form.reason(), now.appointment().version()));
            return show(now, after, actor, model);
        }
        String back = Back.to(after, actor);
        flash.addFlashAttribute("toast", "cancel.done");
        flash.addFlashAttribute("undo", undoing(appointment, back));
        return "redirect:" + back;
    }

    /**
     * It was a slip: the same is booked anew, as the time was free for others meanwhile. Pressed twice it is booked once. Where
     * somebody else has it by now, the booking page says what is free.
     */
    @PostMapping("/appointments/{id}/cancel/undo")
    String undo(
            @PathVariable long id,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            RedirectAttributes flash) {
        AppointmentView view = appointments.get(actor, new AppointmentId(id));
        Appointment cancelled = view.appointment();
        if (cancelled.status() != AppointmentStatus.CANCELLED || cancelled.isNoShow()) {
            return "redirect:" + Back.to(after, actor);
        }
        BookingRequest same = new BookingRequest(
                cancelled.doctorId(),
                cancelled.officeId(),
                cancelled.time().start(),
                cancelled.reason(),
                cancelled.patientId());
        try {
            booking.book(actor, same, RequestKey.ofForm("undo-" + id + "-" + cancelled.version(), same));
        } catch (SlotTaken | PatientBusy | NotBookable e) {
            return "redirect:"
                    + new WantedTime.Whole(cancelled.doctorId(), cancelled.officeId(), view.startsAt()).path();
        }
        flash.addFlashAttribute("toast", "cancel.undone");
        return "redirect:" + Back.to(after, actor);
    }

    private static String undoing(AppointmentId id, String back) {
        return UriComponentsBuilder.fromPath("/appointments/{id}/cancel/undo")
                .queryParam("continue", "{back}")
                .encode()
                .buildAndExpand(id, back)
                .toUriString();
    }

    private String show(AppointmentView view, @Nullable String after, Actor actor, Model model) {
        model.addAttribute("view", view);
        Instant until = booking.changeableUntil(actor, view.appointment());
        model.addAttribute("until", until);
        model.addAttribute("change", Change.of(view.appointment(), until, clock.instant()));
        model.addAttribute("back", Back.to(after, actor));
        return "cancel";
    }
}
