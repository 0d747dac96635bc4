package dev.outpatient.reports;

import com.github.benmanes.caffeine.cache.Cache;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * The figures of {@link Reports} as pages show them: counted at most three seconds ago, and once for all who ask at the
 * same time, since each is counted from all visits of weeks or of a year. Files and programs get them as they are.
 */
@Service
public class RecentFigures {

    private static final Duration RECENT = Duration.ofSeconds(3);
    /** Those of a network of thousands of doctors take some megabytes. */
    private static final int REMEMBERED = 16;

    private record Range(LocalDate from, LocalDate to) {}

    private final Reports reports;
    private final Cache<Range, List<DayCount>> perDay;
    private final Cache<Range, List<HourCount>> perHour;
    private final Cache<Range, List<Attendance>> attendance;
    private final Cache<Range, List<Utilisation>> utilisation;
    private final Cache<YearMonth, MostPatients> mostPatients;

    RecentFigures(Reports reports, Clock clock) {
        this.reports = reports;
        perDay = remembered(clock);
        perHour = remembered(clock);
        attendance = remembered(clock);
        utilisation = remembered(clock);
        mostPatients = remembered(clock);
    }

    /** As {@link Reports#perDay}. */
    public List<DayCount> perDay(Actor actor, LocalDate from, LocalDate to) {
        Reports.check(actor);
        return perDay.get(new Range(from, to), range -> reports.perDay(actor, range.from(), range.to()));
    }

    /** As {@link Reports#perHour}. */
    public List<HourCount> perHour(Actor actor, LocalDate from, LocalDate to) {
        Reports.check(actor);
        return perHour.get(new Range(from, to), range -> reports.perHour(actor, range.from(), range.to()));
    }

    /** As {@link Reports#attendance}. */
    public List<Attendance> attendance(Actor actor, LocalDate from, LocalDate to) {
        Reports.check(actor);
        return attendance.get(new Range(from, to), range -> reports.attendance(actor, range.from(), range.to()));
    }

    /** As {@link Reports#utilisation}. */
    public List<Utilisation> utilisation(Actor actor, LocalDate from, LocalDate to) {
        Reports.check(actor);
        return utilisation.get(new Range(from, to), range -> reports.utilisation(actor, range.from(), range.to()));
    }

    /**
     * As {@link Reports#mostPatients(Actor, YearMonth)}.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    public MostPatients mostPatients(Actor actor, YearMonth month) {
        Reports.check(actor);
        return mostPatients.get(month, asked -> reports.mostPatients(actor, asked));
    }

    private static <K, V> Cache<K, V> remembered(Clock clock) {
        return Remembered.lasting(RECENT, REMEMBERED, clock).build();
    }
}
