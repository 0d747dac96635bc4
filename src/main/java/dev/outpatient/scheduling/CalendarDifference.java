package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Key;
import dev.outpatient.scheduling.CalendarCheck.Booked;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.StringJoiner;

/** Something about an owner's UTC day that can't be as it is. Its text is a line for the operator. */
sealed interface CalendarDifference {

    /**
     * The calendar row does not say what the appointments say.
     *
     * @param extra busy ticks without an appointment
     * @param missing ticks of appointments that are not busy
     * @param repaired whether the row was written anew
     */
    record Ticked(Key key, BitSet extra, BitSet missing, boolean repaired) implements CalendarDifference {

        @Override
        public String toString() {
            StringJoiner text = new StringJoiner("; ", who(key) + ": ", repaired ? "; repaired" : "");
            if (!extra.isEmpty()) {
                text.add("busy without an appointment " + times(extra));
            }
            if (!missing.isEmpty()) {
                text.add("an appointment but not busy " + times(missing));
            }
            return text.toString();
        }
    }

    /** Two appointments of one owner that share time. Which of them stays, a person has to decide. */
    record Overlap(Key key, Booked one, Booked other) implements CalendarDifference {

        @Override
        public String toString() {
            return "%s: appointments %d (%s to %s) and %d (%s to %s) overlap"
                    .formatted(
                            who(key),
                            one.id(),
                            one.time().start(),
                            one.time().end(),
                            other.id(),
                            other.time().start(),
                            other.time().end());
        }
    }

    /** Those of one owner, in order of their start, that overlap on the day on which the later one begins. */
    static List<Overlap> overlaps(Key key, List<Booked> booked) {
        List<Overlap> overlaps = new ArrayList<>();
        Booked longest = null;
        for (Booked next : booked) {
            if (longest != null
                    && next.time().overlaps(longest.time())
                    && Ticks.day(next.time().start()).equals(key.day())) {
                overlaps.add(new Overlap(key, longest, next));
            }
            if (longest == null || next.time().end().isAfter(longest.time().end())) {
                longest = next;
            }
        }
        return overlaps;
    }

    private static String who(Key key) {
        return key.owner() + ", " + key.day();
    }

    /** Such as {@code 09:00 to 09:30, 14:00 to 24:00}. */
    private static String times(BitSet ticks) {
        StringJoiner times = new StringJoiner(", ");
        int to = 0;
        for (int from = ticks.nextSetBit(to); from >= 0; from = ticks.nextSetBit(to)) {
            to = ticks.nextClearBit(from);
            times.add(time(from) + " to " + time(to));
        }
        return times.toString();
    }

    private static String time(int tick) {
        int minutes = tick * Ticks.MINUTES;
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }
}
