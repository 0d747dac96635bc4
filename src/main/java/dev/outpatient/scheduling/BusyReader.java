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
 * few doctors the further ahead, the longer nothing is found.
 */
final class BusyReader {

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
    private final BusyDays days = new BusyDays();
    /** The first day that was not read, of each doctor. */
    private final Map<DoctorId, LocalDate> unread = new HashMap<>();

    private int window;

    /**
     * @param held what is held for others, and so busy
     * @param buffers whether the time before a visit matters
     * @param doctors whose times are searched; some may be taken out on the way
     * @param end the last day that is searched
     */
    BusyReader(CalendarRepository calendar, List<Hold> held, boolean buffers, Set<DoctorId> doctors, LocalDate end) {
        this.calendar = calendar;
        this.held = held;
        this.buffers = buffers;
        this.doctors = doctors;
        this.end = end;
        this.window = doctors.size() <= FEW ? 4 : 1;
    }

    /** What tells whether some times that start on a UTC day are free. */
    BusyDays read(List<FreeTime> offered, LocalDate day) {
        // A visit may end on the day after.
        LocalDate last = day.plusDays(1);
        Set<DoctorId> needed = new LinkedHashSet<>();
        for (FreeTime time : offered) {
            if (isUnread(time.doctor(), last)) {
                needed.add(time.doctor());
            }
        }
        if (!needed.isEmpty()) {
            if (doctors.size() <= FEW) {
                doctors.stream().filter(doctor -> isUnread(doctor, last)).forEach(needed::add);
            }
            int ahead = Math.min(window, Math.max(1, ROWS / needed.size()));
            LocalDate to = last.plusDays(ahead - 1L);
            to = to.isAfter(end) ? later(end.plusDays(1), last) : to;
            calendar.read(needed, buffers ? day.minusDays(1) : day, to, days);
            for (DoctorId doctor : needed) {
                unread.put(doctor, to.plusDays(1));
            }
            held.stream()
                    .filter(hold -> needed.contains(hold.doctorId()))
                    .forEach(hold -> days.overlay(Owner.of(hold.doctorId()), hold.time()));
            window = Math.min(window * 2, LONGEST_WINDOW);
        }
        return days;
    }

    private boolean isUnread(DoctorId doctor, LocalDate last) {
        LocalDate from = unread.get(doctor);
        return from == null || !from.isAfter(last);
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
