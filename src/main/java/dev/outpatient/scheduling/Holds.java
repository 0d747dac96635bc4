package dev.outpatient.scheduling;

import dev.outpatient.patients.RecordAccess;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Keeps a time for a patient while the booking is being written. A patient has one hold at most, and makes one at
 * most: a new one takes the place of the old, unless staff made it. A hold keeps others from booking; that nobody is booked twice, the calendar sees to alone.
 */
@Service
public class Holds {

    private final HoldRepository holds;
    private final Claims claims;
    private final Offers offers;
    private final Booking booking;
    private final RecordAccess access;
    private final RetriedTransaction transaction;
    private final Duration length;
    private final Clock clock;

    Holds(
            HoldRepository holds,
            Claims claims,
            Offers offers,
            Booking booking,
            RecordAccess access,
            RetriedTransaction transaction,
            @Value("${outpatient.booking.hold:10m}") Duration length,
            Clock clock) {
        this.holds = holds;
        this.claims = claims;
        this.offers = offers;
        this.booking = booking;
        this.access = access;
        this.transaction = transaction;
        this.length = length;
        this.clock = clock;
    }

    /**
     * Keeps a free time for some minutes.
     *
     * @param patient for whom it is; patients leave it out, unless it is for somebody of the family
     * @throws SlotTaken when it is not free, or held for somebody else
     * @throws PatientBusy when the patient has another appointment then
     * @throws NotBookable when the time breaks a rule
     * @throws Problem.NotFound as {@link Booking#book}
     */
    public Hold hold(Actor actor, DoctorId doctor, OfficeId office, Instant startsAt, @Nullable PatientId patient) {
        Wish wish = new Wish(actor, booking.patientOf(actor, doctor, patient), doctor, office, startsAt);
        PatientId heldBy = wish.byStaff() ? null : new PatientId(actor.id());
        try {
            return transaction.run(() -> {
                Offer offer = offers.find(wish);
                BusyDays days = claims.lock(List.of(offer), new TreeSet<>());
                Optional<Instant> before = expiry(wish, offer);
                // As if it was booked; the days are not saved.
                claims.take(days, offer);
                if (!wish.byStaff()) {
                    booking.checkCount(offer);
                    holds.deleteOf(wish.patient(), new PatientId(actor.id()));
                }
                // To the second, as the column keeps it. Who holds it already does not hold it longer by asking again.
                Instant expiresAt = before.orElse(clock.instant().plus(length).truncatedTo(ChronoUnit.SECONDS));
                long id = holds.insert(wish.patient(), heldBy, doctor, office, offer.time(), expiresAt);
                return new Hold(id, wish.patient(), heldBy, doctor, office, offer.time(), expiresAt);
            });
        } catch (SlotTaken e) {
            throw e.with(booking.alternatives(actor, doctor, startsAt));
        }
    }

    private Optional<Instant> expiry(Wish wish, Offer offer) {
        return holds.active(wish.doctor(), offer.time(), clock.instant()).stream()
                .filter(hold -> hold.isFor(wish) && hold.time().equals(offer.time()))
                .map(Hold::expiresAt)
                .findFirst();
    }

    /**
     * Gives a held time back before it expires.
     *
     * @throws Problem.NotFound when there is no such hold, or it is none of the actor's
     */
    public void release(Actor actor, long id) {
        Hold hold = holds.find(id)
                .filter(h -> access.maySee(actor, h.patientId(), h.doctorId()))
                .orElseThrow(() -> Problem.NotFound.of("hold"));
        holds.delete(hold.id());
    }

    /** Rows that expired are in nobody's way; this keeps the table small. */
    @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void removeExpired() {
        holds.deleteExpired(clock.instant().minus(length));
    }
}
