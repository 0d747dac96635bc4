package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Attendance;
import dev.outpatient.scheduling.InvalidTransition;
import dev.outpatient.scheduling.VisitAction;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** Says from a day sheet how an appointment goes: the patient is here, was seen, or did not come. */
@Controller
class AttendancePages {

    /** The steps that are taken without a question, by what is said of them. */
    private static final Set<String> UNDONE_BY_PRESS = Set.of("visit.arrive.done", "visit.complete.done");

    private final Attendance attendance;
    private final Appointments appointments;
    private final Clock clock;

    AttendancePages(Attendance attendance, Appointments appointments, Clock clock) {
        this.attendance = attendance;
        this.appointments = appointments;
        this.clock = clock;
    }

    /** One of the steps of {@link Attendance}. */
    private interface Step {
        AppointmentView take(Actor actor, AppointmentId id, @Nullable Integer version);
    }

    @PostMapping("/day/{id}/arrive")
    String arrive(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return step("visit.arrive.done", attendance::arrive, id, version, after, actor, model, response, flash);
    }

    @PostMapping("/day/{id}/complete")
    String complete(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return step("visit.complete.done", attendance::complete, id, version, after, actor, model, response, flash);
    }

    /** Asks first, on a page of its own, where there is no dialog. */
    @GetMapping("/day/{id}/no-show")
    String askNoShow(
            @PathVariable long id,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model) {
        AppointmentView view = appointments.get(actor, new AppointmentId(id));
        boolean possible = VisitAction.of(view, clock.instant()).contains(VisitAction.NO_SHOW);
        model.addAttribute("asking", possible);
        return show(view, after, actor, model);
    }

    @PostMapping("/day/{id}/no-show")
    String noShow(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return step("visit.no-show.done", attendance::noShow, id, version, after, actor, model, response, flash);
    }

    /** Takes back the arrival or completion that led to this version. */
    @PostMapping("/day/{id}/undo")
    String undo(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        return step("visit.undone", attendance::undo, id, version, after, actor, model, response, flash);
    }

    private String step(
            String done,
            Step step,
            long id,
            @Nullable Integer version,
            @Nullable String after,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        AppointmentId appointment = new AppointmentId(id);
        try {
            AppointmentView view = step.take(actor, appointment, version);
            flash.addFlashAttribute("toast", done);
            flash.addFlashAttribute("toastAbout", view.patientName());
            String back = back(after, view, actor);
            if (UNDONE_BY_PRESS.contains(done)) {
                flash.addFlashAttribute("undo", undoing(view, back));
            }
            return "redirect:" + back;
        } catch (InvalidTransition | Problem.Stale e) {
            // The page shows the appointment as it is now, with what can still be done.
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            model.addAttribute("problem", e.type());
            return show(appointments.get(actor, appointment), after, actor, model);
        }
    }

    private String show(AppointmentView view, @Nullable String after, Actor actor, Model model) {
        model.addAttribute("view", view);
        model.addAttribute("actions", VisitAction.of(view, clock.instant()));
        model.addAttribute("back", back(after, view, actor));
        return "attendance";
    }

    private static String undoing(AppointmentView view, String back) {
        return UriComponentsBuilder.fromPath("/day/{id}/undo")
                .queryParam("version", "{version}")
                .queryParam("continue", "{back}")
                .encode()
                .buildAndExpand(view.appointment().id(), view.appointment().version(), back)
                .toUriString();
    }

    private static String back(@Nullable String after, AppointmentView view, Actor actor) {
        if (after != null && !after.isBlank()) {
            return Continue.safe(after);
        }
        String date = "date=" + view.startsAt().toLocalDate();
        return actor.isAdmin() ? "/admin/day?officeId=" + view.office().id() + "&" + date : "/day?" + date;
    }
}
