package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.TimeRange;
import java.util.List;

/**
 * A scene of a round: who has what before, what everybody tries at once, and the times that are contended for.
 *
 * @param before appointments that are booked first, each for a client
 */
record Scene(RoundKind kind, List<Attempt> before, List<Attempt> attempts, List<Contended> contended) {

    /**
     * Somebody's time that more than one client wants.
     *
     * @param least how many appointments may lie in it afterwards, at least
     * @param most and at most
     */
    record Contended(Owner owner, TimeRange time, int least, int most) {

        static Contended exactlyOne(Owner owner, TimeRange time) {
            return new Contended(owner, time, 1, 1);
        }
    }
}
