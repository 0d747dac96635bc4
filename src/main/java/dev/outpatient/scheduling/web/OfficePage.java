package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Closure;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.Conflicts;
import dev.outpatient.scheduling.Holidays;
import dev.outpatient.scheduling.OfficeRules;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import java.text.Collator;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts together an admin's page of an office: what it asks of patients who book, and when it is closed. */
@Component
class OfficePage {

    /** A country by its name in the reader's language. */
    public record Country(String code, String name) {}

    /** Of a country's code; the library knows the holidays of stock exchanges too. */
    private static final int ISO_LENGTH = 2;

    /** So many of the days to come stand on the page; all are in a list of their own. */
    private static final int NEXT = 12;

    private final Directory directory;
    private final Closures closures;
    private final OfficeRules rules;
    private final Holidays holidays;
    private final Conflicts conflicts;
    private final Clock clock;

    OfficePage(
            Directory directory,
            Closures closures,
            OfficeRules rules,
            Holidays holidays,
            Conflicts conflicts,
            Clock clock) {
        this.directory = directory;
        this.closures = closures;
        this.rules = rules;
        this.holidays = holidays;
        this.conflicts = conflicts;
        this.clock = clock;
    }

    /** What a controller put into the model before stays: a form with errors. */
    String show(Actor actor, OfficeId id, Model model) {
        Office office = directory.getOffice(id);
        if (!model.containsAttribute("rules")) {
            model.addAttribute("rules", RulesForm.of(rules.get(id)));
        }
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", ClosureForm.EMPTY);
        }
        if (!model.containsAttribute("holidays")) {
            model.addAttribute("holidays", choice(office, null, null, null));
        }
        model.addAttribute("office", office);
        List<Closure> ahead = closures.list(id, null, null);
        model.addAttribute("closures", ahead.subList(0, Math.min(ahead.size(), NEXT)));
        model.addAttribute("closuresAhead", ahead.size());
        model.addAttribute(
                "hasClosures", !ahead.isEmpty() || !closures.years(id).isEmpty());
        model.addAttribute("conflicts", conflicts.ofOffice(actor, id));
        model.addAttribute("countries", countries());
        return "office-admin";
    }

    /** The choice as it was made, without the holidays. */
    HolidayChoice choice(Office office, @Nullable String country, @Nullable String subdivision, @Nullable String year) {
        return HolidayChoice.of(country, subdivision, year, office, today(office));
    }

    /** The choice with the holidays that have not passed. */
    HolidayChoice find(Office office, HolidayChoice choice) {
        LocalDate today = today(office);
        List<LocalDate> closed = closures.list(office.id(), null, null).stream()
                .map(Closure::closedOn)
                .toList();
        try {
            List<Closures.Day> found = holidays.list(
                    choice.country(),
                    choice.subdivision(),
                    Typed.number(choice.year()).orElse(0));
            return choice.with(found.stream()
                    .filter(day -> !day.date().isBefore(today))
                    .map(day -> HolidayChoice.Day.of(day, closed))
                    .toList());
        } catch (Problem.Invalid e) {
            return choice.refused(e.errors().getFirst().field());
        }
    }

    private LocalDate today(Office office) {
        return LocalDate.now(clock.withZone(office.timeZone()));
    }

    private List<Country> countries() {
        Locale locale = LocaleContextHolder.getLocale();
        Collator collator = Collator.getInstance(locale);
        return holidays.countries().stream()
                .filter(code -> code.length() == ISO_LENGTH)
                .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(locale)))
                .sorted(Comparator.comparing(Country::name, collator))
                .toList();
    }
}
