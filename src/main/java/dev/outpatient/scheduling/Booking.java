package dev.outpatient.scheduling;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.RequestKeys;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.patients.Patients;
import dev.outpatient.patients.RecordAccess;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Like;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Books, moves and cancels. Whether a time is free is decided in the transaction that takes it, by the calendar rows of
 * the doctor and the patient, which it locks in key order, checks and writes.
 */
@Service
public class Booking {

    private static final int ALTERNATIVES = 5;

    private final AppointmentRepository appointments;
    private final CalendarRepository calendar;
    private final Schedules schedules;
    private final Offers offers;
    private final Claims claims;
    private final Steps steps;
    private final SlotSearch slots;
    private final Patients patients;
    private final CareByAppointment care;
    private final RecordAccess access;
    private final RequestKeys requestKeys;
    private final RetriedTransaction transaction;
    private final AuditTrail trail;
    private final Clock clock;

    Booking(
            AppointmentRepository appointments,
            CalendarRepository calendar,
            Schedules schedules,
            Offers offers,
            Claims claims,
            Steps steps,
            SlotSearch slots,
            Patients patients,
            CareByAppointment care,
            RecordAccess access,
            RequestKeys requestKeys,
            RetriedTransaction transaction,
            AuditTrail trail,
            Clock clock) {
        this.appointments = appointments;
        this.calendar = calendar;
        this.schedules = schedules;
        this.offers = offers;
        this.claims = claims;
        this.steps = steps;
        this.slots = slots;
        this.patients = patients;
        this.care = care;
        this.access = access;
        this.requestKeys = requestKeys;
        this.transaction = transaction;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Books a time: a patient for oneself or somebody of the family, a doctor for a patient in care in the own calendar, an admin for anybody.
     * Doctors and admins book past the rules for patients, but nobody books past the hours or a busy time.
     *
     * @param key what makes a repeated request answer as the first one did, or null
     * @throws SlotTaken when the doctor has another appointment then, with free times near it
     * @throws PatientBusy when the patient has
     * @throws NotBookable when the time breaks a rule
     * @throws Problem.NotFound when doctor, office or patient do not exist, or a doctor has the patient not in care
     * @throws Problem.Forbidden when a doctor books in the calendar of another
     */
    public AppointmentView book(Actor actor, BookingRequest request, @Nullable RequestKey key) {
        PatientId patient = patientOf(actor, request.doctorId(), request.patientId());
        String reason = Reasons.checked("reason", request.reason());
        Wish wish = new Wish(actor, patient, request.doctorId(), request.officeId(), request.startsAt());
        AppointmentId id;
        try {
            id = transaction.run(() -> requestKeys
                    .findCreated(actor, key)
                    .map(AppointmentId::new)
                    .orElseGet(() -> take(wish, reason, key)));
        } catch (SlotTaken e) {
            throw e.with(alternatives(actor, request.doctorId(), request.startsAt()));
        } catch (DuplicateKeyException e) {
            throw disagreement(e);
        }
        return appointments.find(id).orElseThrow();
    }

    private AppointmentId take(Wish wish, @Nullable String reason, @Nullable RequestKey key) {
        Offer offer = offers.find(wish);
        BusyDays days = claims.lock(List.of(offer), new TreeSet<>());
        // The same request may have been under way: the lock has waited for it, and the time is taken by it.
        return requestKeys
                .findCreated(wish.actor(), key)
                .map(AppointmentId::new)
                .orElseGet(() -> insert(offer, days, reason, key));
    }

    private AppointmentId insert(Offer offer, BusyDays days, @Nullable String reason, @Nullable RequestKey key) {
        Wish wish = offer.wish();
        claims.take(days, offer);
        if (!wish.byStaff()) {
            checkCount(offer);
        }
        calendar.save(days);
        AppointmentId id =
                appointments.insert(Visit.booked(offer, reason, null), offer.time(), wish.actor(), clock.instant());
        requestKeys.created(wish.actor(), key, id.value());
        trail.info(
                wish.actor(),
                "appointment.booked",
                "Booked the appointment",
                Reference.of(id),
                Reference.of(wish.patient()));
        return id;
    }

    /**
     * Moves an appointment that has not started to another time of the same doctor. It keeps its id; the old time is
     * given up only with the new one taken.
     *
     * @param office another office of the doctor, or null for the same
     * @param version the version that was read, or null to move whatever is there
     * @throws Problem.NotFound when there is none, or it is none of the actor's
     * @throws Problem.Stale when it has another version by now
     * @throws InvalidTransition when it is cancelled or completed already, or has started
     * @throws TooLate when a patient moves it later than the office allows
     * @throws SlotTaken as in {@link #book}
     * @throws PatientBusy as in {@link #book}
     * @throws NotBookable as in {@link #book}
     */
    public AppointmentView move(
            Actor actor, AppointmentId id, Instant startsAt, @Nullable OfficeId office, @Nullable Integer version) {
        try {
            transaction.run(() -> {
                Appointment seen = steps.get(actor, id).appointment();
                checkMovable(actor, seen);
                Wish wish = new Wish(
                        actor, seen.patientId(), seen.doctorId(), office == null ? seen.officeId() : office, startsAt);
                Offer offer = offers.find(wish);
                List<Owner> owners = List.of(offer.doctor(), offer.patient());
                BusyDays days = claims.lock(List.of(offer), BusyDays.keys(seen.time(), owners));
                Appointment before = steps.locked(seen, version);
                Appointment after = before.move(wish.office(), offer.time(), clock.instant());
                owners.forEach(owner -> days.release(owner, before.time()));
                claims.take(days, offer);
                if (!wish.byStaff() && !after.officeId().equals(before.officeId())) {
                    checkCount(offer);
                }
                calendar.save(days);
                appointments.update(after, offer.zone(), clock.instant());
                trail.info(
                        actor,
                        "appointment.moved",
                        "Moved the appointment",
                        Reference.of(id),
                        Reference.of(before.patientId()));
                return id;
            });
        } catch (SlotTaken e) {
            throw e.with(alternatives(actor, steps.get(actor, id).appointment().doctorId(), startsAt));
        } catch (DuplicateKeyException e) {
            throw disagreement(e);
        }
        return appointments.find(id).orElseThrow();
    }

    private void checkMovable(Actor actor, Appointment appointment) {
        // What can't be moved at all is told before what is wrong with the new time.
        appointment.move(appointment.officeId(), appointment.time(), clock.instant());
        checkChangeable(actor, appointment);
    }

    /**
     * Calls an appointment off before it starts, so that its time is free again.
     *
     * @param why in the person's own words, or null
     * @param version the version that was read, or null to cancel whatever is there
     * @throws Problem.NotFound when there is none, or it is none of the actor's
     * @throws Problem.Stale when it has another version by now
     * @throws InvalidTransition when it is cancelled or completed already, or has started
     * @throws TooLate when a patient cancels later than the office allows
     * @throws Problem.Invalid on {@code reason}, when it is too long or what a no-show is told by
     */
    public AppointmentView cancel(Actor actor, AppointmentId id, @Nullable String why, @Nullable Integer version) {
        String reason = Reasons.checked("reason", why);
        // As a database compares it, which reads "No_Show" so too.
        if (Appointment.NO_SHOW.equals(Like.plain(reason))) {
            throw Problem.Invalid.field("reason", "This word is kept for who did not come. Say it in other words.");
        }
        transaction.run(() -> {
            Appointment after = steps.take(actor, id, version, before -> {
                Appointment cancelled = before.cancel(actor.role().word(), reason, clock.instant());
                checkChangeable(actor, before);
                return cancelled;
            });
            trail.info(
                    actor,
                    "appointment.cancelled",
                    "Cancelled the appointment",
                    Reference.of(id),
                    Reference.of(after.patientId()));
            return id;
        });
        return appointments.find(id).orElseThrow();
    }

    /** Until when somebody may move or cancel an appointment that is scheduled: patients by the rules of the office. */
    public Instant changeableUntil(Actor actor, Appointment appointment) {
        return changeableUntil(actor, List.of(appointment)).values().iterator().next();
    }

    /** The same of several, by the rules of one moment. */
    public Map<AppointmentId, Instant> changeableUntil(Actor actor, Collection<Appointment> several) {
        Schedule schedule = schedules.current();
        return several.stream().collect(Collectors.toMap(Appointment::id, appointment -> {
            Instant start = appointment.time().start();
            return actor.role() == Role.PATIENT
                    ? start.minus(schedule.rules(appointment.officeId()).cancelNotice())
                    : start;
        }));
    }

    private void checkChangeable(Actor actor, Appointment appointment) {
        Instant until = changeableUntil(actor, appointment);
        if (clock.instant().isAfter(until)) {
            throw TooLate.since(until);
        }
    }

    /** @throws NotBookable when the patient has as many visits ahead in the office as its rules allow */
    void checkCount(Offer offer) {
        int upcoming =
                appointments.countUpcoming(offer.wish().patient(), offer.wish().office(), clock.instant());
        if (upcoming >= offer.rules().maxUpcoming()) {
            throw NotBookable.because(NotBookable.Rule.TOO_MANY);
        }
    }

    /** The nearest free times of the same doctor. */
    List<Slot> alternatives(Actor actor, DoctorId doctor, Instant wanted) {
        return slots.nearest(actor, doctor, wanted, ALTERNATIVES);
    }

    /** For whom somebody books, if that may be. */
    PatientId patientOf(Actor actor, DoctorId doctor, @Nullable PatientId requested) {
        if (actor.role() == Role.PATIENT) {
            return requested == null ? new PatientId(actor.id()) : ofFamily(actor, requested);
        }
        if (actor.role() == Role.DOCTOR && !actor.is(doctor)) {
            throw Problem.Forbidden.to("book in the calendar of another doctor");
        }
        if (actor.role() == Role.DOCTOR && requested == null) {
            throw Problem.Forbidden.to("book without naming the patient");
        }
        if (requested == null) {
            throw Problem.Invalid.field("patientId", "Say for whom you book.");
        }
        if (actor.isAdmin() ? !patients.exists(requested) : !care.inCare(doctor, requested)) {
            throw Problem.NotFound.of("patient");
        }
        return requested;
    }

    private PatientId ofFamily(Actor actor, PatientId requested) {
        if (!access.actsFor(actor, requested)) {
            trail.warning(actor, "Refused: a time for another patient", Reference.of(requested));
            throw Problem.NotFound.of("patient");
        }
        return requested;
    }

    /** Nobody gets here while the calendar and the appointments agree. */
    static IllegalStateException disagreement(DuplicateKeyException e) {
        return new IllegalStateException("The calendar lets through what appointment_doctor_start refuses", e);
    }
}
