package dev.outpatient.feedback.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.feedback.Feedback;
import dev.outpatient.feedback.FeedbackRefused;
import dev.outpatient.feedback.Feedbacks;
import dev.outpatient.feedback.Rating;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a patient rates a visit, a doctor reads and answers, and an admin hides. */
@Controller
class FeedbackPages {

    private final Feedbacks feedbacks;
    private final Appointments appointments;
    private final Directory directory;

    FeedbackPages(Feedbacks feedbacks, Appointments appointments, Directory directory) {
        this.feedbacks = feedbacks;
        this.appointments = appointments;
        this.directory = directory;
    }

    @GetMapping("/appointments/{id}/feedback")
    String ask(Actor actor, @PathVariable long id, Model model) {
        AppointmentId visit = new AppointmentId(id);
        AppointmentView view = appointments.get(actor, visit);
        try {
            Optional<Feedback> given = feedbacks.find(actor, visit);
            given.ifPresent(feedback -> model.addAttribute("given", feedback));
        } catch (Problem.Unavailable e) {
            model.addAttribute("problem", "feedback.problem.away");
        }
        return form(view, model);
    }

    /** What was typed is there again when it can't be kept. */
    @PostMapping("/appointments/{id}/feedback")
    String give(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Integer rating,
            @RequestParam(required = false) @Nullable String comments,
            @RequestParam(required = false) @Nullable String key,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        AppointmentId visit = new AppointmentId(id);
        model.addAttribute("rating", rating);
        model.addAttribute("comments", comments);
        try {
            feedbacks.give(
                    actor,
                    visit,
                    rating == null ? 0 : rating,
                    comments,
                    RequestKey.ofForm(key, id + " " + rating + " " + comments));
        } catch (Problem.Invalid e) {
            model.addAttribute("wrong", e.errors().getFirst().field());
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return form(appointments.get(actor, visit), model);
        } catch (Problem.Unavailable e) {
            model.addAttribute("problem", "feedback.problem.away");
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return form(appointments.get(actor, visit), model);
        } catch (FeedbackRefused e) {
            // The page says how it is by now.
            return "redirect:/appointments/" + id + "/feedback";
        }
        flash.addFlashAttribute("toast", "feedback.thanks");
        return "redirect:/appointments#past";
    }

    private String form(AppointmentView view, Model model) {
        model.addAttribute("view", view);
        feedbacks
                .findRefusal(view.appointment())
                .ifPresent(refusal -> model.addAttribute("refused", refusal.getMessage()));
        return "feedback-give";
    }

    @GetMapping("/feedback")
    String mine(Actor actor, @RequestParam(required = false) @Nullable String after, Model model) {
        return list(actor, new DoctorId(actor.id()), after, "/feedback", model);
    }

    @PostMapping("/feedback/{id}/answer")
    String answer(
            Actor actor,
            @PathVariable ObjectId id,
            @RequestParam(defaultValue = "") String answer,
            RedirectAttributes flash) {
        return after(flash, "/feedback", "feedback.answered", () -> feedbacks.answer(actor, id, answer));
    }

    @GetMapping("/admin/doctors/{id}/feedback")
    String ofDoctor(
            Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable String after, Model model) {
        return list(actor, new DoctorId(id), after, "/admin/doctors/" + id + "/feedback", model);
    }

    /** @param after the list that the admin looks at, to come back to it, or null for that of the doctor */
    @PostMapping("/admin/doctors/{doctorId}/feedback/{id}/hide")
    String hide(
            Actor actor,
            @PathVariable long doctorId,
            @PathVariable ObjectId id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            RedirectAttributes flash) {
        return after(
                flash,
                after == null ? "/admin/doctors/" + doctorId + "/feedback" : Continue.safe(after),
                "feedback.hidden",
                () -> feedbacks.hide(actor, id, reason));
    }

    private String list(Actor actor, DoctorId id, @Nullable String after, String path, Model model) {
        Doctor doctor = directory.getDoctor(id);
        model.addAttribute("doctor", doctor);
        model.addAttribute("path", path);
        try {
            Page<Feedback> page = feedbacks.list(actor, id, after, Page.DEFAULT_LIMIT);
            Rating rating = feedbacks.rating(id);
            model.addAttribute("rating", rating);
            model.addAttribute("all", page.items());
            model.addAttribute("first", after == null ? null : path);
            model.addAttribute("next", page.next() == null ? null : path + "?after=" + page.next());
        } catch (Problem.Unavailable e) {
            model.addAttribute("away", true);
        }
        model.addAttribute("zone", directory.zone());
        return "feedback";
    }

    private static String after(RedirectAttributes flash, String path, String toast, Runnable step) {
        try {
            step.run();
            flash.addFlashAttribute("toast", toast);
        } catch (Problem.Invalid e) {
            flash.addFlashAttribute("problem", "feedback.problem.text");
        } catch (Problem.Unavailable e) {
            flash.addFlashAttribute("problem", "feedback.problem.away");
        } catch (FeedbackRefused e) {
            flash.addFlashAttribute("problem", "feedback.problem.changed");
        }
        return "redirect:" + path;
    }
}
