package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.ETag;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.MessageSourceAccessor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Edits a doctor's week. Each button of the form sends all of it; but for the one that saves, they answer with the form as
 * it is then, so that it works the same with and without JavaScript.
 */
@Controller
@RequestMapping({HoursPlace.OWN, HoursPlace.OF_DOCTOR})
class HoursPages {

    private static final int MOST_ROWS = 200;

    private final Hours hours;
    private final HoursPage page;
    private final MessageSourceAccessor messages;

    HoursPages(Hours hours, HoursPage page, MessageSource messages) {
        this.hours = hours;
        this.page = page;
        this.messages = new MessageSourceAccessor(messages);
    }

    /** What the week was when it was opened, which each state of an edit carries on. */
    @ModelAttribute("seen")
    @Nullable
    String seen(@RequestParam(required = false) @Nullable String seen) {
        return seen;
    }

    @GetMapping
    String show(@PathVariable(required = false) @Nullable Long id, Actor actor, Model model) {
        return page.show(HoursPlace.of(id, actor), actor, model);
    }

    @PostMapping(params = "preview")
    String preview(
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("week") HoursForm form,
            Actor actor,
            Model model) {
        return edited(HoursPlace.of(id, actor), form.tidy(), true, actor, model);
    }

    @PostMapping(params = "add")
    String add(
            @PathVariable(required = false) @Nullable Long id,
            @RequestParam("add") DayOfWeek day,
            @ModelAttribute("week") HoursForm form,
            Actor actor,
            Model model) {
        HoursPlace place = HoursPlace.of(id, actor);
        String office = page.offices(place.doctor()).keySet().stream()
                .findFirst()
                .map(OfficeId::toString)
                .orElse("");
        HoursForm before = form.tidy();
        HoursForm after = before.list().size() < MOST_ROWS ? before.adding(day, office) : before;
        List<Integer> rows = after.days().get(day.ordinal()).rows();
        // A week that is full gets no row, and a day of it may have none.
        model.addAttribute("focus", rows.isEmpty() ? "add-" + day : "rows[" + rows.getLast() + "].startTime");
        return edited(place, after, false, actor, model);
    }

    @PostMapping(params = "drop")
    String drop(
            @PathVariable(required = false) @Nullable Long id,
            @RequestParam("drop") int row,
            @ModelAttribute("week") HoursForm form,
            Actor actor,
            Model model) {
        // Not tidied before, as the row is counted in the form as it was sent.
        List<HoursRow> rows = form.list();
        if (row >= 0 && row < rows.size()) {
            rows.get(row).day().ifPresent(day -> model.addAttribute("focus", "add-" + day));
        }
        return edited(HoursPlace.of(id, actor), form.without(row), false, actor, model);
    }

    @PostMapping(params = "copy")
    String copy(
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("week") HoursForm form,
            Actor actor,
            Model model) {
        model.addAttribute("focus", "copy");
        return edited(HoursPlace.of(id, actor), form.tidy().mondayToFriday(), false, actor, model);
    }

    @PostMapping
    String save(
            @PathVariable(required = false) @Nullable Long id,
            @ModelAttribute("week") HoursForm sent,
            @RequestParam(required = false) @Nullable String whole,
            @ModelAttribute("seen") @Nullable String seen,
            Actor actor,
            Model model,
            RedirectAttributes flash) {
        if (whole == null || !sent.isUnderstood()) {
            // Part of a form would take away the hours that it does not name.
            throw Problem.Invalid.field("rows", "Send the form as a whole.");
        }
        HoursPlace place = HoursPlace.of(id, actor);
        HoursForm form = sent.tidy();
        BindingResult errors = new BeanPropertyBindingResult(form, "week");
        HoursReader reader = new HoursReader(place.doctor(), page.offices(place.doctor()), errors);
        List<WorkingHours> week = reader.read(form);
        if (!errors.hasErrors()) {
            try {
                List<AppointmentView> affected = hours.replace(actor, place.doctor(), week, ETag.isStill(seen));
                flash.addFlashAttribute("toast", "hours.saved");
                flash.addFlashAttribute("focus", affected.isEmpty() ? null : "conflicts");
                return "redirect:" + place.path() + (affected.isEmpty() ? "" : "#conflicts");
            } catch (Problem.Stale e) {
                // Both weeks are shown; saved once more, this one counts.
                List<WorkingHours> kept = hours.get(place.doctor());
                model.addAttribute("seen", ETag.ofContent(kept));
                model.addAttribute("keptPicture", WeekPicture.of(kept, page.offices(place.doctor())));
            } catch (Problem.Invalid e) {
                reader.refuse(e.errors(), this::words);
            }
        }
        return page.show(place, form, week, errors, actor, model);
    }

    private String edited(HoursPlace place, HoursForm form, boolean checked, Actor actor, Model model) {
        BindingResult errors = new BeanPropertyBindingResult(form, "week");
        Map<OfficeId, Office> offices = page.offices(place.doctor());
        List<WorkingHours> understood = new HoursReader(place.doctor(), offices, errors).read(form);
        // Nobody is told of errors while still typing.
        BindingResult shown = checked ? errors : new BeanPropertyBindingResult(form, "week");
        return page.show(place, form, understood, shown, actor, model);
    }

    /** Such as 9:00 am to 12:00 pm, Harbor Office. */
    private String words(WorkingHours range, @Nullable Office office) {
        String times =
                messages.getMessage("times.range", new Object[] {clock(range.startTime()), clock(range.endTime())});
        return office == null ? times : times + ", " + office.name();
    }

    private String clock(LocalTime time) {
        var locale = LocaleContextHolder.getLocale();
        return DateTimeFormatter.ofPattern(messages.getMessage("times.clock"), locale)
                .format(time)
                .toLowerCase(locale);
    }
}
