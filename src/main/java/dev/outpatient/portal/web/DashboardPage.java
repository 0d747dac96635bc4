package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.reports.DayCount;
import dev.outpatient.reports.RecentFigures;
import dev.outpatient.reports.Utilisation;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Specialties;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where admins begin: how the clinic does, in pictures, and what waits for them. */
@Controller
class DashboardPage {

    private static final int DAYS_BACK = 14;
    private static final int DAYS_AHEAD = 14;
    private static final int WEEKS_OF_HOURS = 8;
    private static final int FULL_DAYS = 7;
    private static final int LONGEST_WAIT_DAYS = 30;

    /** @param days until the first free time, or null when there is none in a month */
    public record Wait(
            String specialty, @Nullable Slot slot, @Nullable Long days) {}

    private final RecentFigures figures;
    private final SlotSearch slots;
    private final EmergencyAccesses emergencies;
    private final FamilyReview families;
    private final Directory directory;
    private final Clock clock;

    DashboardPage(
            RecentFigures figures,
            SlotSearch slots,
            EmergencyAccesses emergencies,
            FamilyReview families,
            Directory directory,
            Clock clock) {
        this.figures = figures;
        this.slots = slots;
        this.emergencies = emergencies;
        this.families = families;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/admin")
    String dashboard(Actor actor, Model model) {
        List<Office> offices = directory.listOffices();
        LocalDate today = ClinicDay.today(offices, clock);
        List<DayCount> days = figures.perDay(actor, today.minusDays(2L * DAYS_BACK), today.plusDays(DAYS_AHEAD));
        List<DayCount> past = days.subList(0, 2 * DAYS_BACK);
        DayCount now = days.get(2 * DAYS_BACK);
        model.addAttribute("today", today);
        model.addAttribute("hasOffices", !offices.isEmpty());
        model.addAttribute("visitsToday", now.kept());
        model.addAttribute("visitsWeekAgo", days.get(2 * DAYS_BACK - 7).kept());
        model.addAttribute("visitsLine", Sparkline.ofCounts(days.subList(0, 2 * DAYS_BACK + 1), DayCount::kept));
        model.addAttribute("showRate", showRate(past.subList(DAYS_BACK, 2 * DAYS_BACK)));
        model.addAttribute("showRateBefore", showRate(past.subList(0, DAYS_BACK)));
        model.addAttribute("showLine", Sparkline.ofRates(past, DayCount::showRate));
        model.addAttribute("cancelled", sum(past.subList(DAYS_BACK, 2 * DAYS_BACK), DayCount::cancelled));
        model.addAttribute("cancelledBefore", sum(past.subList(0, DAYS_BACK), DayCount::cancelled));
        model.addAttribute("cancelledLine", Sparkline.ofCounts(past, DayCount::cancelled));
        model.addAttribute("chart", DayChart.of(days.subList(DAYS_BACK, days.size()), today));
        model.addAttribute(
                "heat", HeatMap.of(figures.perHour(actor, today.minusWeeks(WEEKS_OF_HOURS), today.minusDays(1))));
        List<Utilisation> week = figures.utilisation(actor, today, today.plusDays(FULL_DAYS - 1));
        model.addAttribute("until", today.plusDays(FULL_DAYS - 1));
        model.addAttribute("full", Fullness.share(week));
        model.addAttribute("offices", Fullness.ofOffices(week));
        model.addAttribute("doctors", Fullness.ofDoctors(week));
        model.addAttribute("emergencies", emergencies.countWaiting());
        model.addAttribute("families", families.countWaiting());
        return "admin";
    }

    /** How long one waits for each specialty. The overview fetches it when it is open, as it takes a search of its own. */
    @GetMapping("/admin/waits")
    String waits(Locale language, Model model) {
        model.addAttribute("waits", waits(ClinicDay.today(directory.listOffices(), clock), language));
        return "admin-waits";
    }

    private List<Wait> waits(LocalDate today, Locale language) {
        Map<String, Slot> next = slots.nextBySpecialty(today.plusDays(LONGEST_WAIT_DAYS));
        // The search has looked all of them up already.
        Set<String> specialties = directory.listDoctors(DoctorFilter.ALL).stream()
                .map(Doctor::specialty)
                .collect(Collectors.toSet());
        return Specialties.inOrder(specialties, language).stream()
                .map(specialty -> {
                    Slot slot = next.get(specialty);
                    return new Wait(
                            specialty,
                            slot,
                            slot == null
                                    ? null
                                    : Math.max(
                                            0,
                                            ChronoUnit.DAYS.between(
                                                    today, slot.startsAt().toLocalDate())));
                })
                .sorted(Comparator.comparing(
                        Wait::days,
                        Comparator.nullsFirst(Comparator.<Long>naturalOrder().reversed())))
                .toList();
    }

    /** Of those who were expected, how many came. */
    private static OptionalDouble showRate(List<DayCount> days) {
        return days.stream().reduce(DayCount::and).orElseThrow().showRate();
    }

    private static long sum(List<DayCount> days, ToLongFunction<DayCount> figure) {
        return days.stream().mapToLong(figure).sum();
    }
}
