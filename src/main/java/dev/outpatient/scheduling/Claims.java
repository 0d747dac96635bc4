package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Key;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;

/**
 * Takes offered visits within the transaction that books them: locks the calendar rows of doctor and patient in key
 * order, refuses if any tick is busy, marks them.
 */
@Component
class Claims {

    private final CalendarRepository calendar;
    private final HoldRepository holds;
    private final Schedules schedules;
    private final Offers offers;
    private final Clock clock;

    Claims(CalendarRepository calendar, HoldRepository holds, Schedules schedules, Offers offers, Clock clock) {
        this.calendar = calendar;
        this.holds = holds;
        this.schedules = schedules;
        this.offers = offers;
        this.clock = clock;
    }

    /**
     * Locks the rows of some visits, and those of {@code more}. What the schedule offers is asked again with the lock in
     * hand: a change of hours or time off that was committed meanwhile counts.
     *
     * @throws CannotAcquireLockException when it offers something else or nothing by now; to be tried again
     */
    BusyDays lock(List<Offer> wanted, SortedSet<Key> more) {
        SortedSet<Key> keys = new TreeSet<>(more);
        wanted.forEach(offer -> keys.addAll(offer.keys()));
        BusyDays days = calendar.lock(keys);
        Schedule schedule = schedules.current();
        for (Offer offer : wanted) {
            if (!isStillOffered(schedule, offer)) {
                throw new CannotAcquireLockException("The schedule of the doctor changed");
            }
        }
        return days;
    }

    private boolean isStillOffered(Schedule schedule, Offer offer) {
        try {
            return offers.find(schedule, offer.wish()).equals(offer);
        } catch (NotBookable e) {
            // Which rule refuses it, the next try tells: of a series it refuses one visit only.
            return false;
        }
    }

    /**
     * Marks a visit as busy for doctor and patient.
     *
     * @throws SlotTaken when the doctor is busy, or the time is held for somebody else
     * @throws PatientBusy when the patient is
     */
    void take(BusyDays days, Offer offer) {
        take(days, offer, holds(offer.wish().doctor(), offer.around()));
    }

    /**
     * The same for one of several visits.
     *
     * @param held what is held of the time of all of them
     */
    void take(BusyDays days, Offer offer, List<Hold> held) {
        if (!days.isFree(offer.doctor(), offer.around()) || isHeldForAnother(offer, held)) {
            throw SlotTaken.now();
        }
        if (!days.isFree(offer.patient(), offer.time())) {
            throw PatientBusy.now();
        }
        days.occupy(offer.doctor(), offer.time());
        days.occupy(offer.patient(), offer.time());
    }

    /** What is held of a doctor's time, for whomever. */
    List<Hold> holds(DoctorId doctor, TimeRange range) {
        return holds.active(doctor, range, clock.instant());
    }

    private boolean isHeldForAnother(Offer offer, List<Hold> held) {
        boolean another = false;
        for (Hold hold : held) {
            if (!hold.time().overlaps(offer.around())) {
                continue;
            }
            if (hold.isFor(offer.wish())) {
                // What was held is booked now, or something instead of it.
                holds.delete(hold.id());
            } else {
                another = true;
            }
        }
        return another;
    }
}
