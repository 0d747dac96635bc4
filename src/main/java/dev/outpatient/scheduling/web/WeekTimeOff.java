package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.TimeRange;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
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

/** A doctor takes time off in the calendar, and gives it back. */
@Controller
class WeekTimeOff {

    private final TimeOffs timeOffs;
    private final AwayPreviews previews;
    private final DoctorPlaces places;

    WeekTimeOff(TimeOffs timeOffs, AwayPreviews previews, DoctorPlaces places) {
        this.timeOffs = timeOffs;
        this.previews = previews;
        this.places = places;
    }

    @GetMapping("/week/time-off/new")
    String ask(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    LocalDateTime start,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    LocalDateTime end,
            Actor actor,
            Model model) {
        model.addAttribute("form", new WeekTimeOffForm(start, end, null));
        return show(start == null ? null : start.toLocalDate(), actor, model);
    }

    /** The first step: what would come of it. Nothing is entered yet. */
    @PostMapping(value = "/week/time-off/new", params = "preview")
    String preview(
            @Valid @ModelAttribute("form") WeekTimeOffForm form,
            BindingResult errors,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        List<Office> offices = places.offices(actor);
        ZoneId zone = places.zone(offices);
        TimeRange time = read(form, zone, errors).orElse(null);
        if (time != null) {
            try {
                DoctorId doctor = new DoctorId(actor.id());
                model.addAttribute(
                        "preview", previews.of(actor, doctor, time, form.reason(), zone, offices.size() < 2));
            } catch (Problem.Invalid e) {
                e.errors().forEach(error -> errors.rejectValue(error.field(), "problem." + error.field()));
            }
        }
        if (errors.hasErrors()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        return show(form.startsAt() == null ? null : form.startsAt().toLocalDate(), actor, model);
    }

    @PostMapping("/week/time-off/new")
    String enter(
            @Valid @ModelAttribute("form") WeekTimeOffForm form,
            BindingResult errors,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        ZoneId zone = places.zone(places.offices(actor));
        TimeRange time = read(form, zone, errors).orElse(null);
        if (time != null) {
            try {
                timeOffs.enter(actor, new DoctorId(actor.id()), time.start(), time.end(), form.reason(), null);
                flash.addFlashAttribute("toast", "time-off.saved");
                return "redirect:/week?date=" + time.start().atZone(zone).toLocalDate();
            } catch (Problem.Invalid e) {
                e.errors().forEach(error -> errors.rejectValue(error.field(), "problem." + error.field()));
            }
        }
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        return show(form.startsAt() == null ? null : form.startsAt().toLocalDate(), actor, model);
    }

    /** What it is, and whether to be there after all. */
    @GetMapping("/week/time-off/{id}")
    String one(
            @PathVariable long id,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            Model model) {
        TimeOff off = timeOffs.get(actor, new DoctorId(actor.id()), id);
        ZoneId zone = places.zone(places.offices(actor));
        OffsetDateTime start = off.time().start().atZone(zone).toOffsetDateTime();
        model.addAttribute("off", off);
        model.addAttribute("startsAt", start);
        model.addAttribute("endsAt", off.time().end().atZone(zone).toOffsetDateTime());
        model.addAttribute("back", after == null ? "/week?date=" + start.toLocalDate() : Continue.safe(after));
        return "week-away";
    }

    @PostMapping("/week/time-off/{id}/remove")
    String remove(
            @PathVariable long id,
            @RequestParam(name = "continue", defaultValue = "/week") String after,
            Actor actor,
            RedirectAttributes flash) {
        try {
            timeOffs.remove(actor, new DoctorId(actor.id()), id);
        } catch (Problem.NotFound e) {
            // Pressed twice, or given back elsewhere: it is gone, as was wanted.
        }
        flash.addFlashAttribute("toast", "week.away.removed");
        return "redirect:" + Continue.safe(after);
    }

    private String show(@Nullable LocalDate date, Actor actor, Model model) {
        List<Office> offices = places.offices(actor);
        boolean oneZone = offices.stream().map(Office::timeZone).distinct().count() < 2;
        model.addAttribute("zone", oneZone ? null : places.zone(offices));
        model.addAttribute("back", "/week" + (date == null ? "" : "?date=" + date));
        return "week-time-off";
    }

    /** Empty with errors where it is no time. */
    private static Optional<TimeRange> read(WeekTimeOffForm form, ZoneId zone, BindingResult errors) {
        checkNotSkipped("startsAt", form.startsAt(), zone, errors);
        checkNotSkipped("endsAt", form.endsAt(), zone, errors);
        if (errors.hasErrors() || form.startsAt() == null || form.endsAt() == null) {
            return Optional.empty();
        }
        Optional<TimeRange> time = AwayRange.between(form.startsAt(), form.endsAt(), zone);
        if (time.isEmpty()) {
            errors.rejectValue("endsAt", "problem.endsAt");
        }
        return time;
    }

    private static void checkNotSkipped(String field, @Nullable LocalDateTime wall, ZoneId zone, BindingResult errors) {
        if (wall != null && WallTime.resolve(wall, zone, null).isEmpty()) {
            errors.rejectValue(field, "problem.skipped");
        }
    }
}
