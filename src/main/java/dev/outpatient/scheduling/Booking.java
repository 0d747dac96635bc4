package dev.outpatient.scheduling;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.RequestKeys;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Books and cancels. Whether a time is free is decided in the transaction that takes it, by the calendar rows of the
 * doctor and the patient, which it locks in key order, checks and writes.
 */
@Service
public class Booking {

    private static final int LONGEST_REASON = 500;
    private static final int ALTERNATIVES = 5;
    /** Among how many free times the nearest are looked for. */
    private static final int CONSIDERED = 60;

    private final AppointmentRepository appointments;
    private final CalendarRepository calendar;
    private final HoursRepository hours;
    private final SlotSearch slots;
    private final Directory directory;
    private final Patients patients;
    private final RequestKeys requestKeys;
    private final RetriedTransaction transaction;
    private final AuditTrail trail;
    private final BookingRules rules;
    private final Clock clock;

    Booking(
            AppointmentRepository appointments,
            CalendarRepository calendar,
            HoursRepository hours,
            SlotSearch slots,
            Directory directory,
            Patients patients,
            RequestKeys requestKeys,
            RetriedTransaction transaction,
            AuditTrail trail,
            BookingRules rules,
            Clock clock) {
        this.appointments = appointments;
        this.calendar = calendar;
        this.hours = hours;
        this.slots = slots;
        this.directory = directory;
        this.patients = patients;
        this.requestKeys = requestKeys;
        this.transaction = transaction;
        this.trail = trail;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Books a time: a patient for oneself, an admin for anybody.
     *
     * @param key what makes a repeated request answer as the first one did, or null
     * @throws SlotTaken when the doctor has another appointment then, with free times near it
     * @throws PatientBusy when the patient has
     * @throws NotBookable when the time breaks a rule
     * @throws Problem.NotFound when doctor, office or patient do not exist
     * @throws Problem.Forbidden when the actor is a doctor
     */
    public AppointmentView book(Actor actor, BookingRequest request, @Nullable RequestKey key) {
        PatientId patient = patientOf(actor, request.patientId());
        String reason = checkedReason("reason", request.reason());
        AppointmentId id;
        try {
            id = transaction.run(() -> requestKeys
                    .findCreated(actor, key)
                    .map(AppointmentId::new)
                    .orElseGet(() -> take(actor, patient, request, reason, key)));
        } catch (SlotTaken e) {
            throw e.with(alternatives(request));
        } catch (DuplicateKeyException e) {
            // Nobody gets here while the calendar and the appointments agree.
            throw new IllegalStateException("The calendar lets through what appointment_doctor_start refuses", e);
        }
        return appointments.find(id).orElseThrow();
    }

    /**
     * Calls an appointment off before it starts, so that its time is free again.
     *
     * @param why in the person's own words, or null
     * @param version the version that was read, or null to cancel whatever is there
     * @throws Problem.NotFound when there is none, or it is none of the actor's
     * @throws Problem.Stale when it has another version by now
     * @throws InvalidTransition when it is cancelled or completed already, or has started
     */
    public AppointmentView cancel(Actor actor, AppointmentId id, @Nullable String why, @Nullable Integer version) {
        String reason = checkedReason("reason", why);
        transaction.run(() -> {
            Appointment seen = get(appointments.find(id).map(AppointmentView::appointment), actor);
            List<Owner> owners = List.of(Owner.of(seen.doctorId()), Owner.of(seen.patientId()));
            // The calendar is always locked before the appointment, as a booking writes them in that order.
            BusyDays days = calendar.lock(BusyDays.keys(seen.time(), owners));
            Appointment before = get(appointments.findForUpdate(id), actor);
            if (version != null && version != before.version()) {
                throw Problem.Stale.version();
            }
            Appointment after = before.cancel(actor.role().word(), reason, clock.instant());
            owners.forEach(owner -> days.release(owner, before.time()));
            calendar.save(days);
            appointments.update(after, clock.instant());
            trail.info(actor, "Cancelled the appointment", Reference.of(id), Reference.of(before.patientId()));
            return id;
        });
        return appointments.find(id).orElseThrow();
    }

    private AppointmentId take(
            Actor actor, PatientId patient, BookingRequest request, @Nullable String reason, @Nullable RequestKey key) {
        Office office = directory.getOffice(request.officeId());
        TimeRange time = bookable(actor, request, office);
        Owner doctor = Owner.of(request.doctorId());
        Owner owner = Owner.of(patient);
        BusyDays days = calendar.lock(BusyDays.keys(time, List.of(doctor, owner)));
        if (!days.isFree(doctor, time)) {
            throw SlotTaken.now();
        }
        if (!days.isFree(owner, time)) {
            throw PatientBusy.now();
        }
        days.occupy(doctor, time);
        days.occupy(owner, time);
        calendar.save(days);
        AppointmentId id = appointments.insert(
                new Visit(
                        patient,
                        request.doctorId(),
                        request.officeId(),
                        office.timeZone(),
                        time.start(),
                        time.length(),
                        AppointmentStatus.SCHEDULED,
                        reason,
                        null),
                time,
                actor,
                clock.instant());
        requestKeys.created(actor, key, id.value());
        trail.info(actor, "Booked the appointment", Reference.of(id), Reference.of(patient));
        return id;
    }

    /** The visit that the hours offer at the requested start. */
    private TimeRange bookable(Actor actor, BookingRequest request, Office office) {
        directory.getDoctor(request.doctorId());
        Instant start = request.startsAt();
        Instant now = clock.instant();
        if (start.isBefore(now)) {
            throw NotBookable.because(NotBookable.Rule.PAST);
        }
        if (start.isBefore(now.plus(rules.notice())) && !actor.isAdmin()) {
            throw NotBookable.because(NotBookable.Rule.TOO_SOON);
        }
        if (start.isAfter(now.plus(rules.horizon()))) {
            throw NotBookable.because(NotBookable.Rule.TOO_FAR_AHEAD);
        }
        var wall = start.atZone(office.timeZone());
        int minute = wall.getHour() * 60 + wall.getMinute();
        boolean inHours = false;
        for (WorkingHours range : hours.list(List.of(request.doctorId()))) {
            if (range.officeId().equals(office.id()) && range.holdsOn(wall.toLocalDate())) {
                Optional<TimeRange> offered = OfferedTimes.on(wall.toLocalDate(), range, office.timeZone()).stream()
                        .filter(time -> time.start().equals(start))
                        .findFirst();
                if (offered.isPresent()) {
                    return offered.get();
                }
                inHours |= minute >= range.startMinute() && minute < range.endMinute();
            }
        }
        throw NotBookable.because(inHours ? NotBookable.Rule.OFF_THE_GRID : NotBookable.Rule.OUTSIDE_HOURS);
    }

    private List<Slot> alternatives(BookingRequest request) {
        Office office = directory.getOffice(request.officeId());
        SlotFilter sameDoctor = new SlotFilter(
                request.doctorId(),
                null,
                null,
                null,
                null,
                request.startsAt().atZone(office.timeZone()).toLocalDate().minusDays(1),
                null,
                null);
        return slots.search(sameDoctor, CONSIDERED).stream()
                .sorted(Comparator.comparing((Slot slot) -> Duration.between(
                                request.startsAt(), slot.time().start())
                        .abs()))
                .limit(ALTERNATIVES)
                .sorted(Comparator.comparing(slot -> slot.time().start()))
                .toList();
    }

    private PatientId patientOf(Actor actor, @Nullable PatientId requested) {
        return switch (actor.role()) {
            case PATIENT -> {
                if (requested != null && !actor.is(requested)) {
                    throw Problem.NotFound.of("patient");
                }
                yield new PatientId(actor.id());
            }
            case ADMIN -> {
                if (requested == null) {
                    throw Problem.Invalid.field("patientId", "Say for whom you book.");
                }
                if (!patients.exists(requested)) {
                    throw Problem.NotFound.of("patient");
                }
                yield requested;
            }
            case DOCTOR -> throw Problem.Forbidden.to("book appointments as a doctor");
        };
    }

    private static Appointment get(Optional<Appointment> found, Actor actor) {
        return found.filter(a -> Appointments.maySee(actor, a)).orElseThrow(() -> Problem.NotFound.of("appointment"));
    }

    private static @Nullable String checkedReason(String field, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        if (reason.strip().length() > LONGEST_REASON) {
            throw Problem.Invalid.field(field, "Use at most " + LONGEST_REASON + " characters.");
        }
        return reason.strip();
    }
}
