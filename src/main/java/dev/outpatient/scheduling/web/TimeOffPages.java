package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Enters and removes time off, on the page of the hours. */
@Controller
@RequestMapping({HoursPlace.OWN, HoursPlace.OF_DOCTOR})
class TimeOffPages {

    private static final String SECTION = "#time-off";

    private final TimeOffs timeOffs;
    private final AwayPreviews previews;
    private final HoursPage page;
    private final DoctorClock doctorClock;
    private final Clock clock;

    TimeOffPages(TimeOffs timeOffs, AwayPreviews previews, HoursPage page, DoctorClock doctorClock, Clock clock) {
        this.timeOffs = timeOffs;
        this.previews = previews;
        this.page = page;
        this.doctorClock = doctorClock;
        this.clock = clock;
    }

    /** What makes a request the same. */
    private record Wanted(
            long doctor, TimeRange time, @Nullable String reason) {}

    /** The first step: what would come of it. Nothing is entered yet. */
    @PostMapping(params = "preview-time-off")
    String preview(
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("form") TimeOffForm form,
            BindingResult errors,
            Actor actor,
            Model model) {
        HoursPlace place = HoursPlace.of(id, actor);
        ZoneId zone = doctorClock.of(place.doctor());
        TimeRange time = form.read(zone, errors).orElse(null);
        if (time != null && !errors.hasErrors()) {
            try {
                boolean oneOffice = page.offices(place.doctor()).size() < 2;
                model.addAttribute("preview", previews.of(actor, place.doctor(), time, form.reason(), zone, oneOffice));
            } catch (Problem.Invalid e) {
                e.errors().forEach(error -> refuse(error.field(), time, form, errors));
            }
        }
        return page.show(place, actor, model);
    }

    @PostMapping(params = "time-off")
    String enter(
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("form") TimeOffForm form,
            BindingResult errors,
            Actor actor,
            Model model,
            RedirectAttributes flash) {
        HoursPlace place = HoursPlace.of(id, actor);
        TimeRange time = form.read(doctorClock.of(place.doctor()), errors).orElse(null);
        if (time != null && !errors.hasErrors()) {
            Wanted wanted = new Wanted(place.doctor().value(), time, form.reason());
            RequestKey key = RequestKey.ofForm(form.key(), wanted);
            try {
                boolean affects = !timeOffs.enter(actor, place.doctor(), time.start(), time.end(), form.reason(), key)
                        .affected()
                        .isEmpty();
                flash.addFlashAttribute("toast", "time-off.saved");
                flash.addFlashAttribute("focus", affects ? "conflicts" : null);
                return "redirect:" + place.path() + (affects ? "#conflicts" : SECTION);
            } catch (Problem.Invalid e) {
                e.errors().forEach(error -> refuse(error.field(), time, form, errors));
            }
        }
        return page.show(place, actor, model);
    }

    @PostMapping(params = "remove-time-off")
    String remove(
            @PathVariable(required = false) @Nullable Long id,
            @RequestParam("remove-time-off") long timeOff,
            Actor actor,
            RedirectAttributes flash) {
        HoursPlace place = HoursPlace.of(id, actor);
        try {
            timeOffs.remove(actor, place.doctor(), timeOff);
        } catch (Problem.NotFound e) {
            // Somebody was quicker, or the button was pressed twice: it is gone, as was wanted. Who may not know of the
            // doctor gets the same from the page.
        }
        flash.addFlashAttribute("toast", "time-off.removed");
        return "redirect:" + place.path() + SECTION;
    }

    private void refuse(String field, TimeRange time, TimeOffForm form, BindingResult errors) {
        if (field.equals("reason")) {
            errors.rejectValue("reason", "time-off.problem.reason");
        } else {
            boolean over = !time.end().isAfter(clock.instant());
            errors.rejectValue(form.lastField(), over ? "time-off.problem.over" : "time-off.problem.long");
        }
    }
}
