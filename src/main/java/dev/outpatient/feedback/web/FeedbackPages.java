package dev.outpatient.feedback.web;

import com.github.benmanes.caffeine.cache.Cache;
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
import dev.outpatient.shared.Remembered;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    private static final int SHOWN = 10;

    private static final Duration COUNTED_AGAIN = Duration.ofSeconds(10);
    private static final int REMEMBERED = 1_000;

    /** What a doctor's ratings are counted for: a new one is the first that is shown, and all is counted anew. */
    private record Counted(DoctorId doctor, List<ObjectId> shown) {}

    private final Feedbacks feedbacks;
    private final Appointments appointments;
    private final Directory directory;
    private final Cache<Counted, Rating> ratings;

    FeedbackPages(Feedbacks feedbacks, Appointments appointments, Directory directory, Clock clock) {
        this.feedbacks = feedbacks;
        this.appointments = appointments;
        this.directory = directory;
        this.ratings = Remembered.lasting(COUNTED_AGAIN, REMEMBERED, clock).build();
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
        return list(actor, new DoctorId(actor.id()), after, "/feedback", null, model);
    }

    /** @param after the page of the list on which the form stood */
    @PostMapping("/feedback/{id}/answer")
    String answer(
            Actor actor,
            @PathVariable ObjectId id,
            @RequestParam(defaultValue = "") String answer,
            @RequestParam(required = false) @Nullable String after,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        UnkeptText unkept = keep(id, answer, "feedback.answered", flash, () -> feedbacks.answer(actor, id, answer));
        if (unkept == null) {
            return back("/feedback", after, flash);
        }
        response.setStatus(unkept.status());
        return list(actor, new DoctorId(actor.id()), after, "/feedback", unkept, model);
    }

    @GetMapping("/admin/doctors/{id}/feedback")
    String ofDoctor(
            Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable String after, Model model) {
        return list(actor, new DoctorId(id), after, pathOf(id), null, model);
    }

    /**
     * @param after from where on the list of the doctor was shown
     * @param list the other list that the admin looks at, to come back to it
     */
    @PostMapping("/admin/doctors/{doctorId}/feedback/{id}/hide")
    String hide(
            Actor actor,
            @PathVariable long doctorId,
            @PathVariable ObjectId id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(name = "continue", required = false) @Nullable String list,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        UnkeptText unkept = keep(id, reason, "feedback.hidden", flash, () -> feedbacks.hide(actor, id, reason));
        if (unkept == null) {
            return list == null ? back(pathOf(doctorId), after, flash) : "redirect:" + Continue.safe(list);
        }
        response.setStatus(unkept.status());
        return list(actor, new DoctorId(doctorId), after, pathOf(doctorId), unkept, model);
    }

    private static String pathOf(long doctor) {
        return "/admin/doctors/" + doctor + "/feedback";
    }

    private static String back(String path, @Nullable String after, RedirectAttributes flash) {
        if (after != null) {
            flash.addAttribute("after", after);
        }
        return "redirect:" + path;
    }

    /** @param unkept what was typed and could not be kept, in its form again; null where nothing was typed */
    private String list(
            Actor actor, DoctorId id, @Nullable String after, String path, @Nullable UnkeptText unkept, Model model) {
        Doctor doctor = directory.getDoctor(id);
        ObjectId about = unkept == null ? null : unkept.about();
        model.addAttribute("doctor", doctor);
        model.addAttribute("path", path);
        model.addAttribute("after", after);
        model.addAttribute("unkept", unkept);
        // It stands by itself where what it is about is on another page by now, or can't be read.
        model.addAttribute("alone", about != null);
        try {
            Page<Feedback> page = feedbacks.list(actor, id, after, SHOWN);
            Counted counted =
                    new Counted(id, page.items().stream().map(Feedback::id).toList());
            model.addAttribute("rating", ratings.get(counted, key -> feedbacks.rating(key.doctor())));
            model.addAttribute("all", page.items());
            model.addAttribute(
                    "alone",
                    about != null
                            && page.items().stream().noneMatch(said -> said.id().equals(about)));
            model.addAttribute("first", after == null ? null : path);
            model.addAttribute("next", page.next() == null ? null : path + "?after=" + page.next());
        } catch (Problem.Unavailable e) {
            model.addAttribute("away", true);
        }
        model.addAttribute("zone", directory.zone());
        return "feedback";
    }

    /** Keeps what was typed, or says what to do about it; null when there is nothing to do but to look at the list. */
    private static @Nullable UnkeptText keep(
            ObjectId about, String text, String toast, RedirectAttributes flash, Runnable step) {
        try {
            step.run();
            flash.addFlashAttribute("toast", toast);
            return null;
        } catch (Problem.Invalid e) {
            return new UnkeptText(about, text, true);
        } catch (Problem.Unavailable e) {
            return new UnkeptText(about, text, false);
        } catch (FeedbackRefused e) {
            flash.addFlashAttribute("problem", "feedback.problem.changed");
            return null;
        }
    }
}
