package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.FreeTimes.FreeTime;
import dev.outpatient.shared.DoctorId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads busy days as a search that goes forward in time comes to them, each row once: of many doctors a day at a time, of
 * few doctors the further ahead, the longer nothing is found. What one search of a page has read, the next one finds.
 */
final class BusyReader {

    /** What was read for somebody, with what is held for others laid over it. */
    static final class Known {

        private final BusyDays days = new BusyDays();
        private final Map<DoctorId, Days> read = new HashMap<>();
    }

    /** Some days in a row, the last included. */
    private record Days(LocalDate first, LocalDate last) {

        boolean hold(Days others) {
            return !others.first.isBefore(first) && !others.last.isAfter(last);
        }

        /** These and the days after them, where there is no gap; else the other ones alone. */
        Days and(Days next) {
            boolean gap = next.first.isBefore(first) || next.first.isAfter(last.plusDays(1));
            return gap ? next : new Days(first, later(last, next.last));
        }
    }

    private static final int LONGEST_WINDOW = 64;
    /** So many doctors are read together: who is not needed for one day is for the next. */
    private static final int FEW = 64;
    /** About how many rows one look may read for days that may not be needed. */
    private static final int ROWS = 256;

    private final CalendarRepository calendar;
    private final List<Hold> held;
    private final boolean buffers;
    private final Set<DoctorId> doctors;
    private final LocalDate end;
    private final Known known;

    private int window;

    /**
     * @param held what is held for others, and so busy
     * @param buffers whether the time before a visit matters
     * @param doctors whose times are searched; some may be taken out on the way
     * @param end the last day that is searched
     * @param known what was read before for the same viewer
     */
    BusyReader(
            CalendarRepository calendar,
            List<Hold> held,
            boolean buffers,
            Set<DoctorId> doctors,
            LocalDate end,
            Known known) {
        this.calendar = calendar;
        this.held = held;
        this.buffers = buffers;
        this.doctors = doctors;
        this.end = end;
        this.known = known;
        this.window = doctors.size() <= FEW ? 4 : 1;
    }

    /** What tells whether some times that start on a UTC day are free. */
    BusyDays read(List<FreeTime> offered, LocalDate day) {
        // A visit may end on the day after, and the time before it may lie on the day before.
        Days wanted = new Days(buffers ? day.minusDays(1) : day, day.plusDays(1));
        Set<DoctorId> needed = new LinkedHashSet<>();
        for (FreeTime time : offered) {
            if (isUnread(time.doctor(), wanted)) {
                needed.add(time.doctor());
            }
        }
        if (!needed.isEmpty()) {
            if (doctors.size() <= FEW) {
                doctors.stream().filter(doctor -> isUnread(doctor, wanted)).forEach(needed::add);
            }
            int ahead = Math.min(window, Math.max(1, ROWS / needed.size()));
            LocalDate to = wanted.last().plusDays(ahead - 1L);
            to = to.isAfter(end) ? later(end.plusDays(1), wanted.last()) : to;
            Days read = new Days(wanted.first(), to);
            calendar.read(needed, read.first(), read.last(), known.days);
            for (DoctorId doctor : needed) {
                known.read.merge(doctor, read, Days::and);
            }
            held.stream()
                    .filter(hold -> needed.contains(hold.doctorId()))
                    .forEach(hold -> known.days.overlay(Owner.of(hold.doctorId()), hold.time()));
            window = Math.min(window * 2, LONGEST_WINDOW);
        }
        return known.days;
    }

    private boolean isUnread(DoctorId doctor, Days wanted) {
        Days read = known.read.get(doctor);
        return read == null || !read.hold(wanted);
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
