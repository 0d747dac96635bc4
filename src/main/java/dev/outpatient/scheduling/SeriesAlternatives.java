package dev.outpatient.scheduling;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.scheduling.SeriesRepository.Stored;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Books another time for a visit of a series that was refused; it becomes a part of the series. */
@Service
public class SeriesAlternatives {

    private final SeriesRepository series;
    private final AppointmentRepository appointments;
    private final CalendarRepository calendar;
    private final Offers offers;
    private final Claims claims;
    private final Booking booking;
    private final RetriedTransaction transaction;
    private final AuditTrail trail;
    private final Clock clock;

    SeriesAlternatives(
            SeriesRepository series,
            AppointmentRepository appointments,
            CalendarRepository calendar,
            Offers offers,
            Claims claims,
            Booking booking,
            RetriedTransaction transaction,
            AuditTrail trail,
            Clock clock) {
        this.series = series;
        this.appointments = appointments;
        this.calendar = calendar;
        this.offers = offers;
        this.claims = claims;
        this.booking = booking;
        this.transaction = transaction;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Books a visit at another time. When that has been done already, that answers again.
     *
     * @param number which of the visits, from 0
     * @param office the same or another office of the doctor
     * @throws Problem.NotFound when there is none, or it is none of the actor's, or the visit was never refused, or a doctor
     *     has the patient not in care any more
     * @throws Problem.Forbidden when the actor is a patient
     * @throws SlotTaken as in {@link Booking#book}
     * @throws PatientBusy as in {@link Booking#book}
     * @throws NotBookable as in {@link Booking#book}
     */
    public AppointmentView book(Actor actor, SeriesId id, int number, OfficeId office, Instant startsAt) {
        if (actor.role() == Role.PATIENT) {
            throw Problem.Forbidden.to("book a visit of a series");
        }
        Stored seen = series.find(id)
                .filter(stored -> actor.is(stored.doctor()) || actor.isAdmin())
                .orElseThrow(() -> Problem.NotFound.of("series"));
        // Who was in care when the series was made need not be any more.
        PatientId patient = booking.patientOf(actor, seen.doctor(), seen.patient());
        Wish wish = new Wish(actor, patient, seen.doctor(), office, startsAt);
        try {
            AppointmentId booked = transaction.run(() -> {
                // With the row locked, two who press at once book one visit.
                Stored stored = series.findForUpdate(id).orElseThrow();
                AppointmentId before = stored.instead().get(number);
                return before == null ? take(wish, stored, number) : before;
            });
            return appointments.find(booked).orElseThrow();
        } catch (SlotTaken e) {
            throw e.with(booking.alternatives(actor, seen.doctor(), startsAt));
        } catch (DuplicateKeyException e) {
            throw Booking.disagreement(e);
        }
    }

    private AppointmentId take(Wish wish, Stored stored, int number) {
        if (!stored.refused().containsKey(number)) {
            throw Problem.NotFound.of("visit");
        }
        Offer offer = offers.find(wish);
        BusyDays days = claims.lock(List.of(offer), new TreeSet<>());
        claims.take(days, offer);
        calendar.save(days);
        String reason = appointments.ofSeries(stored.id()).stream()
                .map(view -> view.appointment().reason())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        AppointmentId id = appointments.insert(
                Visit.booked(offer, reason, stored.id()), offer.time(), wish.actor(), clock.instant());
        Map<Integer, String> refused = new TreeMap<>(stored.refused());
        refused.remove(number);
        Map<Integer, AppointmentId> instead = new TreeMap<>(stored.instead());
        instead.put(number, id);
        series.setRefused(stored.id(), refused, instead);
        trail.info(
                wish.actor(),
                "appointment.booked",
                "Booked the appointment",
                Reference.of(id),
                Reference.of(wish.patient()));
        return id;
    }
}
