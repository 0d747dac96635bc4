package dev.outpatient.scheduling;

import dev.outpatient.scheduling.FreeTimes.FreeTime;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What some doctors offer from a UTC day's start to its end, in order, made as it is asked for: of many doctors' thousands
 * of times, mostly the first hundreds are enough. Each range of hours waits at the tick of its next visit, as in a timing
 * wheel (Varghese and Lauck, 1987).
 */
final class OfferedDay {

    /** A range of hours of one doctor, and which of its visits comes next. */
    private static final class Waiting {

        private final DoctorId doctor;
        private final OfficeId office;
        private final List<TimeRange> visits;
        private final Predicate<TimeRange> allowed;
        private int next;

        Waiting(DoctorId doctor, OfficeId office, List<TimeRange> visits, Predicate<TimeRange> allowed) {
            this.doctor = doctor;
            this.office = office;
            this.visits = visits;
            this.allowed = allowed;
        }
    }

    private final long midnight;
    private final List<@Nullable List<Waiting>> byTick = new ArrayList<>();
    private int tick;

    OfferedDay(LocalDate day) {
        this.midnight = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        for (int i = 0; i < Ticks.PER_DAY; i++) {
            byTick.add(null);
        }
    }

    /**
     * Takes in what a range of hours offers.
     *
     * @param visits in order, no two in one tick; those of other UTC days are passed over
     * @param allowed which of them are offered
     */
    void add(DoctorId doctor, OfficeId office, List<TimeRange> visits, Predicate<TimeRange> allowed) {
        if (!visits.isEmpty()
                && tick(visits.getFirst().start()) < Ticks.PER_DAY
                && tick(visits.getLast().start()) >= 0) {
            await(new Waiting(doctor, office, visits, allowed));
        }
    }

    /** The times that come next, at least so many while there are any; whoever starts at the same moment comes along. */
    List<FreeTime> next(int count) {
        List<FreeTime> next = new ArrayList<>();
        for (; tick < Ticks.PER_DAY && next.size() < count; tick++) {
            List<Waiting> here = byTick.set(tick, null);
            if (here != null) {
                int first = next.size();
                for (Waiting range : here) {
                    next.add(new FreeTime(range.doctor, range.office, range.visits.get(range.next)));
                    range.next++;
                    await(range);
                }
                next.subList(first, next.size()).sort(FreeTime.IN_ORDER);
            }
        }
        return next;
    }

    /** Puts the range where its next allowed visit of this day begins, if there is one. */
    private void await(Waiting range) {
        for (; range.next < range.visits.size(); range.next++) {
            TimeRange visit = range.visits.get(range.next);
            long at = tick(visit.start());
            if (at >= Ticks.PER_DAY) {
                return;
            }
            if (at >= 0 && range.allowed.test(visit)) {
                List<Waiting> there = byTick.get((int) at);
                if (there == null) {
                    there = new ArrayList<>();
                    byTick.set((int) at, there);
                }
                there.add(range);
                return;
            }
        }
    }

    private long tick(Instant start) {
        return Math.floorDiv(start.getEpochSecond() - midnight, Ticks.MINUTES * 60L);
    }
}
