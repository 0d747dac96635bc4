package dev.outpatient.scheduling;

import java.time.LocalTime;

/** Before or from noon, by the clock at the office. */
public enum PartOfDay {
    AM,
    PM;

    private static final int NOON = 12 * 60;

    boolean contains(LocalTime time) {
        return (this == AM) == time.isBefore(LocalTime.NOON);
    }

    /** Whether a range of the day, by its minutes, has time in this part. */
    boolean overlaps(int startMinute, int endMinute) {
        return this == AM ? startMinute < NOON : endMinute > NOON;
    }
}
