package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Key;
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
    private final Offers offers;
    private final Clock clock;

    Claims(CalendarRepository calendar, HoldRepository holds, Offers offers, Clock clock) {
        this.calendar = calendar;
        this.holds = holds;
        this.offers = offers;
        this.clock = clock;
    }

    /**
     * Locks the rows of some visits, and those of {@code more}. What the schedule offers is asked again with the lock in
     * hand: a change of hours or time off that was committed meanwhile counts.
     *
     * @throws CannotAcquireLockException when it offers something else by now; to be tried again
     */
    BusyDays lock(List<Offer> wanted, SortedSet<Key> more) {
        SortedSet<Key> keys = new TreeSet<>(more);
        wanted.forEach(offer -> keys.addAll(offer.keys()));
        BusyDays days = calendar.lock(keys);
        for (Offer offer : wanted) {
            if (!offers.find(offer.wish()).equals(offer)) {
                throw new CannotAcquireLockException("The schedule of the doctor changed");
            }
        }
        return days;
    }

    /**
     * Marks a visit as busy for doctor and patient.
     *
     * @throws SlotTaken when the doctor is busy, or the time is held for somebody else
     * @throws PatientBusy when the patient is
     */
    void take(BusyDays days, Offer offer) {
        if (!days.isFree(offer.doctor(), offer.around()) || isHeldForAnother(offer)) {
            throw SlotTaken.now();
        }
        if (!days.isFree(offer.patient(), offer.time())) {
            throw PatientBusy.now();
        }
        days.occupy(offer.doctor(), offer.time());
        days.occupy(offer.patient(), offer.time());
    }

    private boolean isHeldForAnother(Offer offer) {
        boolean another = false;
        for (Hold hold : holds.active(offer.wish().doctor(), offer.around(), clock.instant())) {
            if (hold.patientId().equals(offer.wish().patient())) {
                // What was held is booked now, or something instead of it.
                holds.delete(hold.id());
            } else {
                another = true;
            }
        }
        return another;
    }
}
