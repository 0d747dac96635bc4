package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.patients.EmergencyAccess;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reviews several emergency accesses of which the same is to be said, as after one night: chosen in the list, asked once. */
@Controller
@RequestMapping(ReviewManyPages.PATH)
class ReviewManyPages {

    static final String PATH = "/admin/emergencies/review";

    private static final Logger log = LoggerFactory.getLogger(ReviewManyPages.class);

    /** What came of all of them. */
    record Note(
            @NotBlank(message = "{emergencies.note.missing}")
            @Size(max = 500, message = "{emergencies.note.missing}")
            @Nullable String note) {}

    private final EmergencyAccesses accesses;
    private final Directory directory;

    ReviewManyPages(EmergencyAccesses accesses, Directory directory) {
        this.accesses = accesses;
        this.directory = directory;
    }

    @GetMapping
    String ask(@RequestParam(required = false) @Nullable List<Long> id, Actor actor, Model model) {
        model.addAttribute("form", new Note(null));
        return show(waiting(actor, id), model);
    }

    /** Each by itself. One that another admin has reviewed meanwhile keeps the note of that admin. */
    @PostMapping
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
            } catch (DataAccessException e) {
                // Those before it are reviewed: the page has to say which are not.
                log.warn("Emergency access {} could not be reviewed with the others", access.id(), e);
                kept.add(access);
            }
        }
        if (kept.isEmpty()) {
            flash.addFlashAttribute("toast", "review-many.done");
            flash.addFlashAttribute("toastAbout", reviewed);
            return "redirect:/admin/emergencies";
        }
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        model.addAttribute("done", reviewed);
        return show(kept, model);
    }

    private List<EmergencyAccess> waiting(Actor actor, @Nullable List<Long> ids) {
        Set<Long> chosen = Set.copyOf(
                ids == null ? List.of() : ids.stream().filter(one -> one != null).toList());
        return accesses.list(actor, false).stream()
                .filter(access -> chosen.contains(access.id()))
                .toList();
    }

    private String show(List<EmergencyAccess> waiting, Model model) {
        model.addAttribute("waiting", waiting);
        model.addAttribute("zone", directory.zone());
        return "review-many";
    }
}
