package dev.outpatient.reports;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.reports.OfferedTime.Range;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The figures of the clinic, for admins. Dates are those on the calendar of the office where a visit takes place. */
@Service
public class Reports {

    /** The most days that a report of a range looks at. */
    public static final int LONGEST_DAYS = 366;

    private final ReportRepository reports;
    private final AuditTrail trail;

    Reports(ReportRepository reports, AuditTrail trail) {
        this.reports = reports;
        this.trail = trail;
    }

    /**
     * The appointments of a day with the patients' names and telephone numbers, so the trail is told.
     *
     * @param doctor of this one only, or null for all
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional
    public List<DailyVisit> daily(Actor actor, LocalDate date, @Nullable DoctorId doctor) {
        check(actor);
        Dates.check("date", date);
        trail.info(actor, "Read the report of the day " + date);
        return reports.daily(date, doctor);
    }

    /**
     * Who saw the most patients in a month or a year; several when they are level, none when nobody saw anybody.
     *
     * @param month or null for the whole year
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public List<PatientsSeen> mostPatients(Actor actor, Year year, @Nullable Month month) {
        check(actor);
        Dates.check("year", year.atDay(1));
        YearMonth part = year.atMonth(month == null ? Month.JANUARY : month);
        List<ReportRepository.Seen> seen =
                month == null ? seen(year, part) : reports.patientsSeen(part.atDay(1), part.atEndOfMonth(), part);
        return PatientsRank.of(seen.stream().map(ReportRepository.Seen::all).toList()).stream()
                .filter(PatientsRank::isFirst)
                .map(PatientsRank::seen)
                .toList();
    }

    /**
     * How the doctors rank by the patients whom they saw in a month, and in its whole year.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public MostPatients mostPatients(Actor actor, YearMonth month) {
        check(actor);
        Dates.check("year", month.atDay(1));
        List<ReportRepository.Seen> seen = seen(Year.of(month.getYear()), month);
        return new MostPatients(
                month,
                PatientsRank.of(seen.stream().map(ReportRepository.Seen::part).toList()),
                PatientsRank.of(seen.stream().map(ReportRepository.Seen::all).toList()));
    }

    private List<ReportRepository.Seen> seen(Year year, YearMonth part) {
        return reports.patientsSeen(year.atDay(1), year.atMonth(Month.DECEMBER).atEndOfMonth(), part);
    }

    /**
     * What became of the appointments of each doctor who had any, by name.
     *
     * @throws Problem.Invalid when the range ends before it begins, or is longer than {@link #LONGEST_DAYS}
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public List<Attendance> attendance(Actor actor, LocalDate from, LocalDate to) {
        check(actor);
        checkRange(from, to);
        return reports.attendance(from, to);
    }

    /**
     * How full each doctor is in each office, in order of offices and doctors; those without hours and visits are left
     * out.
     *
     * @throws Problem.Invalid as in {@link #attendance}
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public List<Utilisation> utilisation(Actor actor, LocalDate from, LocalDate to) {
        check(actor);
        checkRange(from, to);
        Map<ReportRepository.Place, List<OfferedTime.Hours>> hours = reports.hours();
        Map<ReportRepository.Place, Long> booked = reports.bookedMinutes(from, to);
        Map<DoctorId, List<Range>> away = reports.away(from, to);
        Map<OfficeId, Set<LocalDate>> closed = reports.closed(from, to);
        return reports.places().stream()
                .map(named -> {
                    ReportRepository.Place place = named.place();
                    List<Range> gone = away.getOrDefault(place.doctorId(), List.of()).stream()
                            .map(range -> ReportRepository.at(named.timeZone(), range))
                            .toList();
                    long offered = OfferedTime.minutes(
                            hours.getOrDefault(place, List.of()),
                            from,
                            to,
                            gone,
                            closed.getOrDefault(place.officeId(), Set.of()));
                    return new Utilisation(
                            place.doctorId(),
                            named.doctorName(),
                            place.officeId(),
                            named.officeName(),
                            offered,
                            booked.getOrDefault(place, 0L));
                })
                .filter(one -> one.offeredMinutes() > 0 || one.bookedMinutes() > 0)
                .toList();
    }

    /**
     * The appointments of each day, also of those without any.
     *
     * @throws Problem.Invalid as in {@link #attendance}
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public List<DayCount> perDay(Actor actor, LocalDate from, LocalDate to) {
        check(actor);
        checkRange(from, to);
        Map<LocalDate, DayCount> counted =
                reports.perDay(from, to).stream().collect(Collectors.toMap(DayCount::date, day -> day));
        return from.datesUntil(to.plusDays(1))
                .map(date -> counted.getOrDefault(date, new DayCount(date, 0, 0, 0, 0)))
                .toList();
    }

    /**
     * When in the week visits begin; hours without any are left out.
     *
     * @throws Problem.Invalid as in {@link #attendance}
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public List<HourCount> perHour(Actor actor, LocalDate from, LocalDate to) {
        check(actor);
        checkRange(from, to);
        return reports.perHour(from, to);
    }

    /** @throws Problem.Forbidden when the actor is no admin */
    static void check(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("read the reports");
        }
    }

    private static void checkRange(LocalDate from, LocalDate to) {
        Dates.check("from", from);
        Dates.check("to", to);
        if (to.isBefore(from)) {
            throw Problem.Invalid.field("to", "Choose a day that is not before the first.");
        }
        if (from.plusDays(LONGEST_DAYS).isBefore(to.plusDays(1))) {
            throw Problem.Invalid.field("to", "Choose at most " + LONGEST_DAYS + " days.");
        }
    }
}
