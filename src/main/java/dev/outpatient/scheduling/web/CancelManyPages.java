package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.InvalidTransition;
import dev.outpatient.scheduling.TooLate;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/**
 * Calls several appointments off at once, as on the day on which a doctor is ill: chosen in a list, asked once. Doctors do
 * so with their own, admins with any.
 */
@Controller
@RequestMapping(CancelManyPages.PATH)
class CancelManyPages {

    static final String PATH = "/appointments/cancel";

    private static final Logger log = LoggerFactory.getLogger(CancelManyPages.class);

    private final Appointments appointments;
    private final Booking booking;
    private final Clock clock;

    CancelManyPages(Appointments appointments, Booking booking, Clock clock) {
        this.appointments = appointments;
        this.booking = booking;
        this.clock = clock;
    }

    @GetMapping
    String ask(
            @RequestParam(required = false) @Nullable List<Long> id,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model) {
        model.addAttribute("form", new CancelForm(null, null));
        return show(chosen(actor, id), after, actor, model);
    }

    /**
     * Each by itself: what somebody else changed or cancelled meanwhile does not keep the others.
     *
     * @param version those that the page showed, in the order of the ids
     */
    @PostMapping
    String cancel(
            @RequestParam(required = false) @Nullable List<Long> id,
            @RequestParam(required = false) @Nullable List<Integer> version,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            @Valid @ModelAttribute("form") CancelForm form,
            BindingResult errors,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        List<AppointmentView> chosen = chosen(actor, id);
        if (chosen.isEmpty() || errors.hasFieldErrors("reason")) {
            return show(chosen, after, actor, model);
        }
        Map<Long, Integer> seen = seen(id, version);
        List<Long> kept = chosen.stream()
                .map(view -> view.appointment().id())
                .filter(one -> !cancelled(actor, one, form.reason(), seen.get(one.value())))
                .map(AppointmentId::value)
                .toList();
        if (kept.isEmpty()) {
            flash.addFlashAttribute("toast", "cancel-many.done");
            flash.addFlashAttribute("toastAbout", chosen.size());
            return "redirect:" + Back.to(after, actor);
        }
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        model.addAttribute("done", chosen.size() - kept.size());
        return show(chosen(actor, kept), after, actor, model);
    }

    /** @throws Problem.Invalid on {@code version}, when an id comes without one */
    private static Map<Long, Integer> seen(@Nullable List<Long> ids, @Nullable List<Integer> versions) {
        if (ids == null || versions == null || ids.size() != versions.size() || versions.contains(null)) {
            throw Problem.Invalid.field("version", "Each id needs the version that was seen.");
        }
        Map<Long, Integer> seen = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            seen.put(ids.get(i), versions.get(i));
        }
        return seen;
    }

    private boolean cancelled(Actor actor, AppointmentId id, @Nullable String reason, @Nullable Integer version) {
        try {
            booking.cancel(actor, id, reason, version);
            return true;
        } catch (InvalidTransition | TooLate | Problem.Stale e) {
            log.info("Appointment {} was not cancelled with the others: {}", id, e.getMessage());
            return false;
        } catch (DataAccessException e) {
            // Those before it are cancelled: the page has to say which are not.
            log.warn("Appointment {} could not be cancelled with the others", id, e);
            return false;
        }
    }

    private List<AppointmentView> chosen(Actor actor, @Nullable List<Long> ids) {
        return ids == null
                ? List.of()
                : appointments.list(
                        actor,
                        ids.stream()
                                .filter(Objects::nonNull)
                                .distinct()
                                .limit(Page.MAX_LIMIT)
                                .map(AppointmentId::new)
                                .toList());
    }

    private String show(List<AppointmentView> chosen, @Nullable String after, Actor actor, Model model) {
        Instant now = clock.instant();
        model.addAttribute("views", chosen);
        model.addAttribute(
                "open",
                chosen.stream().filter(view -> view.appointment().isAhead(now)).count());
        model.addAttribute("back", Back.to(after, actor));
        return "cancel-many";
    }
}
