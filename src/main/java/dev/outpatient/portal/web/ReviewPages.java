package dev.outpatient.portal.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.directory.Directory;
import dev.outpatient.patients.EmergencyAccess;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Reviews an emergency access from the list, or several of which the same is to be said, as after one night: chosen there,
 * asked once.
 */
@Controller
class ReviewPages {

    private static final String LIST = "/admin/emergencies";
    private static final String PATH = LIST + "/review";

    private static final Logger log = LoggerFactory.getLogger(ReviewPages.class);

    /** What came of all of them. */
    public record Note(
            @NotBlank(message = "{emergencies.note.missing}")
            @Size(max = 500, message = "{emergencies.note.missing}")
            @Nullable
            String note) {}

    private final EmergencyAccesses accesses;
    private final Directory directory;

    ReviewPages(EmergencyAccesses accesses, Directory directory) {
        this.accesses = accesses;
        this.directory = directory;
    }

    @GetMapping(PATH)
    String ask(@RequestParam(required = false) @Nullable List<Long> id, Actor actor, Model model) {
        model.addAttribute("form", new Note(null));
        return show(waiting(actor, id), model);
    }

    /** @param after the list that the admin looks at, to come back to it */
    @PostMapping(LIST + "/{id}/review")
    String reviewOne(
            @PathVariable("id") long one,
            @RequestParam(name = "continue", defaultValue = LIST) String after,
            @Valid @ModelAttribute("form") Note form,
            BindingResult errors,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        String note = form.note();
        if (errors.hasErrors() || note == null) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return show(waiting(actor, List.of(one)), model);
        }
        accesses.review(actor, one, note);
        flash.addFlashAttribute("toast", "emergencies.done");
        return "redirect:" + Continue.safe(after);
    }

    /** Each by itself. One that another admin has reviewed meanwhile keeps the note of that admin. */
    @PostMapping(PATH)
    String review(
            @RequestParam(required = false) @Nullable List<Long> id,
            @Valid @ModelAttribute("form") Note form,
            BindingResult errors,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        List<EmergencyAccess> chosen = waiting(actor, id);
        String note = form.note();
        if (chosen.isEmpty() || errors.hasErrors() || note == null) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return show(chosen, model);
        }
        List<EmergencyAccess> kept = new ArrayList<>();
        int reviewed = 0;
        for (EmergencyAccess access : chosen) {
            try {
                accesses.review(actor, access.id(), note);
                reviewed++;
            } catch (Problem.NotFound e) {
                log.info("Emergency access {} was reviewed by somebody else meanwhile", access.id());
            } catch (DataAccessException | TransactionException e) {
                // Those before it are reviewed: the page has to say which are not.
                log.warn("Emergency access {} could not be reviewed with the others", access.id(), e);
                kept.add(access);
            }
        }
        if (kept.isEmpty()) {
            flash.addFlashAttribute("toast", "review-many.done");
            flash.addFlashAttribute("toastAbout", reviewed);
            return "redirect:" + LIST;
        }
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        model.addAttribute("done", reviewed);
        return show(kept, model);
    }

    private List<EmergencyAccess> waiting(Actor actor, @Nullable List<Long> ids) {
        return accesses.waiting(
                actor,
                ids == null
                        ? List.of()
                        : ids.stream()
                                .filter(Objects::nonNull)
                                .distinct()
                                .limit(Page.MAX_LIMIT)
                                .toList());
    }

    private String show(List<EmergencyAccess> waiting, Model model) {
        model.addAttribute("waiting", waiting);
        model.addAttribute("zone", directory.zone());
        return "review-many";
    }
}
