package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Key;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedSet;

/**
 * A visit that the schedule offers and the rules allow. Whether it is free, only the transaction that takes it knows.
 *
 * @param zone of the office
 * @param rules of the office, which staff book past
 */
record Offer(Wish wish, ZoneId zone, TimeRange time, BookingRules rules) {

    Owner doctor() {
        return Owner.of(wish.doctor());
    }

    Owner patient() {
        return Owner.of(wish.patient());
    }

    /** The visit and the time around it in which the doctor must have no other. */
    TimeRange around() {
        return FreeTimes.padded(time, wish.byStaff() ? Duration.ZERO : rules.buffer());
    }

    /** The calendar rows that decide whether it is free. */
    SortedSet<Key> keys() {
        SortedSet<Key> keys = BusyDays.keys(around(), List.of(doctor()));
        keys.addAll(BusyDays.keys(time, List.of(patient())));
        return keys;
    }
}
