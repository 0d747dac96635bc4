package dev.outpatient.scheduling;

import java.time.LocalTime;

/** Before or from noon, by the clock at the office. */
public enum PartOfDay {
    AM,
    PM;

    boolean contains(LocalTime time) {
        return (this == AM) == time.isBefore(LocalTime.NOON);
    }
}
