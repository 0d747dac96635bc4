package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Closes several offices on one day, as when it snows: chosen in the list, asked once. */
@Controller
@RequestMapping(CloseManyPages.PATH)
class CloseManyPages {

    static final String PATH = "/admin/offices/close";

    private static final String LIST = "/admin/offices";

    private static final Logger log = LoggerFactory.getLogger(CloseManyPages.class);

    /** An office that is closed on a day on which it has appointments. */
    public record Unfit(Office office, int appointments) {}

    private final Closures closures;
    private final Directory directory;

    CloseManyPages(Closures closures, Directory directory) {
        this.closures = closures;
        this.directory = directory;
    }

    @GetMapping
    String ask(@RequestParam(required = false) @Nullable List<Long> id, Model model) {
        model.addAttribute("form", ClosureForm.EMPTY);
        return show(chosen(id), model);
    }

    /**
     * Each by itself: where one can't be closed, the others are. One that is closed already gets the new name, so the
     * same sent twice closes nothing twice.
     */
    @PostMapping
    String close(
            @RequestParam(required = false) @Nullable List<Long> id,
            @ModelAttribute("form") ClosureForm form,
            BindingResult errors,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        List<Office> chosen = chosen(id);
        Optional<LocalDate> date = Typed.date(form.date());
        if (date.isEmpty()) {
            errors.rejectValue("date", "closures.problem.date");
        }
        if (Typed.isBlank(form.name())) {
            errors.rejectValue("name", "closures.problem.name");
        }
        if (chosen.isEmpty() || errors.hasErrors()) {
            return refused(chosen, model, response);
        }
        Closures.Day day = new Closures.Day(date.orElseThrow(), Objects.requireNonNullElse(form.name(), ""));
        if (!form.isSure()) {
            List<Unfit> booked = chosen.stream()
                    .map(office -> new Unfit(office, closures.countBooked(actor, office.id(), day.date())))
                    .filter(office -> office.appointments() > 0)
                    .toList();
            if (!booked.isEmpty()) {
                model.addAttribute("booked", booked);
                return show(chosen, model);
            }
        }
        List<Office> open = new ArrayList<>();
        List<Unfit> unfit = new ArrayList<>();
        for (Office office : chosen) {
            try {
                int appointments = closures.enter(actor, office.id(), List.of(day))
                        .affected()
                        .size();
                if (appointments > 0) {
                    unfit.add(new Unfit(office, appointments));
                }
            } catch (Problem.Invalid e) {
                // Where clocks differ, the day has passed in some of them only.
                String field = e.errors().getFirst().field().endsWith("name") ? "name" : "date";
                if (!errors.hasFieldErrors(field)) {
                    errors.rejectValue(field, "closures.problem." + field);
                }
                open.add(office);
            } catch (DataAccessException | TransactionException e) {
                log.warn("Office {} could not be closed with the others", office.id(), e);
                open.add(office);
            }
        }
        model.addAttribute("unfit", unfit);
        if (!open.isEmpty()) {
            model.addAttribute("done", chosen.size() - open.size());
            return refused(open, model, response);
        }
        if (unfit.isEmpty()) {
            flash.addFlashAttribute("toast", "close-many.done");
            flash.addFlashAttribute("toastAbout", chosen.size());
            return "redirect:" + LIST;
        }
        model.addAttribute("closed", chosen.size());
        return show(List.of(), model);
    }

    private static String refused(List<Office> open, Model model, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        return show(open, model);
    }

    private static String show(List<Office> open, Model model) {
        model.addAttribute("offices", open);
        return "close-many";
    }

    private List<Office> chosen(@Nullable List<Long> ids) {
        return ids == null
                ? List.of()
                : directory
                        .officesById(ids.stream()
                                .filter(Objects::nonNull)
                                .distinct()
                                .limit(Page.MAX_LIMIT)
                                .map(OfficeId::new)
                                .toList())
                        .values()
                        .stream()
                        .sorted(Comparator.comparing(Office::name))
                        .toList();
    }
}
