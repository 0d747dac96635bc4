package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Closure;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.Holidays;
import dev.outpatient.scheduling.OfficeRules;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an admin sets the booking rules of an office and closes it on single days or on public holidays. */
@Controller
@RequestMapping("/admin/offices/{id}")
class OfficeAdminPages {

    private final OfficePage page;
    private final Directory directory;
    private final Closures closures;
    private final OfficeRules rules;

    OfficeAdminPages(OfficePage page, Directory directory, Closures closures, OfficeRules rules) {
        this.page = page;
        this.directory = directory;
        this.closures = closures;
        this.rules = rules;
    }

    @GetMapping
    String show(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String country,
            @RequestParam(required = false) @Nullable String subdivision,
            @RequestParam(required = false) @Nullable String year,
            Actor actor,
            Model model) {
        Office office = directory.getOffice(new OfficeId(id));
        HolidayChoice choice = page.choice(office, country, subdivision, year);
        model.addAttribute("holidays", country == null ? choice : page.find(office, choice));
        return page.show(actor, office.id(), model);
    }

    @PostMapping(params = "rules")
    String setRules(
            @PathVariable long id,
            @ModelAttribute("rules") RulesForm form,
            BindingResult errors,
            Actor actor,
            Model model,
            RedirectAttributes flash) {
        OfficeId office = new OfficeId(id);
        var wanted = form.read(errors);
        if (wanted.isPresent()) {
            try {
                rules.set(actor, office, wanted.get());
                flash.addFlashAttribute("toast", "rules.saved");
                return "redirect:/admin/offices/" + id;
            } catch (Problem.Invalid e) {
                e.errors().forEach(error -> RulesForm.refuse(error.field(), errors));
            }
        }
        return page.show(actor, office, model);
    }

    @PostMapping(params = "close")
    String close(
            @PathVariable long id,
            @ModelAttribute("form") ClosureForm form,
            BindingResult errors,
            Actor actor,
            Model model,
            RedirectAttributes flash) {
        OfficeId office = new OfficeId(id);
        Optional<LocalDate> date = Typed.date(form.date());
        if (date.isEmpty()) {
            errors.rejectValue("date", "closures.problem.date");
        }
        if (Typed.isBlank(form.name())) {
            errors.rejectValue("name", "closures.problem.name");
        }
        // Patients see its name: to press the button once more is no wish for another one.
        String name = Objects.requireNonNullElse(form.name(), "").strip();
        Optional<String> there = date.flatMap(day ->
                closures.list(List.of(office), day, day).stream().findFirst().map(Closure::name));
        Locale language = LocaleContextHolder.getLocale();
        boolean same = there.filter(kept ->
                        kept.equals(name) || Holidays.said(kept, language).equals(name))
                .isPresent();
        if (there.isPresent() && !same) {
            errors.rejectValue(
                    "date", "closures.problem.closed", new Object[] {Holidays.said(there.get(), language)}, null);
        }
        if (!errors.hasErrors() && !form.isSure() && !same) {
            int booked = closures.countBooked(actor, office, date.orElseThrow());
            if (booked > 0) {
                model.addAttribute("booked", booked);
                return page.show(actor, office, model);
            }
        }
        if (!errors.hasErrors()) {
            try {
                return closed(actor, office, List.of(new Closures.Day(date.orElseThrow(), there.orElse(name))), flash);
            } catch (Problem.Invalid e) {
                e.errors().forEach(error -> {
                    String field = error.field().endsWith("name") ? "name" : "date";
                    errors.rejectValue(field, "closures.problem." + field);
                });
            }
        }
        return page.show(actor, office, model);
    }

    /** The holidays are looked up again: only the dates come from the form, so that each gets its own name. */
    @PostMapping(params = "holidays")
    String closeOnHolidays(
            @PathVariable long id,
            @RequestParam String country,
            @RequestParam String subdivision,
            @RequestParam String year,
            @RequestParam(required = false) @Nullable List<String> day,
            Actor actor,
            Model model,
            RedirectAttributes flash) {
        Office office = directory.getOffice(new OfficeId(id));
        HolidayChoice found = page.find(office, page.choice(office, country, subdivision, year));
        List<Closures.Day> chosen = Optional.ofNullable(found.days()).orElse(List.of()).stream()
                .filter(holiday -> day != null && day.contains(holiday.date().toString()))
                .map(holiday -> new Closures.Day(holiday.date(), holiday.name()))
                .toList();
        if (chosen.isEmpty()) {
            model.addAttribute("holidays", found.problem() == null ? found.without() : found);
            return page.show(actor, office.id(), model);
        }
        return closed(actor, office.id(), chosen, flash);
    }

    /** @param after the list that the admin looks at, to come back to it, or null for this page */
    @PostMapping(params = "open")
    String open(
            @PathVariable long id,
            @RequestParam("open") long closure,
            @RequestParam(name = "continue", required = false) @Nullable String after,
            Actor actor,
            RedirectAttributes flash) {
        try {
            closures.remove(actor, new OfficeId(id), closure);
        } catch (Problem.NotFound e) {
            // Somebody was quicker: it is open, as was wanted.
        }
        flash.addFlashAttribute("toast", "closures.removed");
        return "redirect:" + (after == null ? "/admin/offices/" + id + "#closures" : Continue.safe(after));
    }

    private String closed(Actor actor, OfficeId office, List<Closures.Day> days, RedirectAttributes flash) {
        boolean affects = !closures.enter(actor, office, days).affected().isEmpty();
        flash.addFlashAttribute("toast", "closures.saved");
        flash.addFlashAttribute("focus", affects ? "conflicts" : null);
        return "redirect:/admin/offices/" + office + (affects ? "#conflicts" : "#closures");
    }
}
