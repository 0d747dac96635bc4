package dev.outpatient.scheduling;

import static java.util.stream.Collectors.toMap;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.RequestKeys;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.Directory;
import dev.outpatient.patients.RecordAccess;
import dev.outpatient.scheduling.SeriesRepository.Stored;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Books visits that come again, for doctors and admins: all in one transaction, each by the same rules as a single one.
 * One that can't be had does not keep the others from being booked.
 */
@Service
public class SeriesBooking {

    private static final int MOST_DAYS = 366;
    private static final int MOST_VISITS = 52;

    /** What came of cancelling the rest of a series: the visits that are cancelled now, and those that could not be. */
    public record Cancelled(List<AppointmentView> cancelled, List<AppointmentView> kept) {}

    private final SeriesRepository series;
    private final AppointmentRepository appointments;
    private final CalendarRepository calendar;
    private final Schedules schedules;
    private final Offers offers;
    private final Claims claims;
    private final Booking booking;
    private final SlotSearch slots;
    private final Directory directory;
    private final RecordAccess access;
    private final RequestKeys requestKeys;
    private final RetriedTransaction transaction;
    private final AuditTrail trail;
    private final Clock clock;

    SeriesBooking(
            SeriesRepository series,
            AppointmentRepository appointments,
            CalendarRepository calendar,
            Schedules schedules,
            Offers offers,
            Claims claims,
            Booking booking,
            SlotSearch slots,
            Directory directory,
            RecordAccess access,
            RequestKeys requestKeys,
            RetriedTransaction transaction,
            AuditTrail trail,
            Clock clock) {
        this.series = series;
        this.appointments = appointments;
        this.calendar = calendar;
        this.schedules = schedules;
        this.offers = offers;
        this.claims = claims;
        this.booking = booking;
        this.slots = slots;
        this.directory = directory;
        this.access = access;
        this.requestKeys = requestKeys;
        this.transaction = transaction;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Books what can be booked of a series.
     *
     * @param key what makes a repeated request answer as the first one did, or null
     * @throws Problem.Forbidden when the actor is a patient, or a doctor in the calendar of another
     * @throws Problem.Invalid when it is too long or too many
     * @throws Problem.NotFound when doctor, office or patient do not exist, or a doctor has the patient not in care
     */
    public Series book(Actor actor, SeriesRequest request, @Nullable RequestKey key) {
        check(actor, request);
        String reason = Reasons.checked("reason", request.reason());
        SeriesId id = transaction.run(() -> requestKeys
                .findCreated(actor, key)
                .map(SeriesId::new)
                .orElseGet(() -> take(actor, request, reason, key)));
        return get(actor, id);
    }

    /**
     * A series, for its doctor, its patient and admins. The alternatives are those of this moment.
     *
     * @throws Problem.NotFound when there is none, or it is none of the actor's
     */
    public Series get(Actor actor, SeriesId id) {
        Stored stored = find(actor, id);
        ZoneId zone = directory.getOffice(stored.office()).timeZone();
        Map<AppointmentId, AppointmentView> all = appointments.ofSeries(id).stream()
                .collect(toMap(view -> view.appointment().id(), view -> view));
        // Those that were booked together were numbered in order.
        var booked = all.values().stream()
                .filter(view ->
                        !stored.instead().containsValue(view.appointment().id()))
                .sorted(Comparator.comparing(view -> view.appointment().id().value()))
                .iterator();
        List<Series.Visit> visits = new ArrayList<>();
        for (int i = 0; i < stored.visits(); i++) {
            LocalDateTime wall = wall(stored.firstStartsAt(), zone, i * stored.everyDays());
            String refusal = stored.refused().get(i);
            AppointmentId instead = stored.instead().get(i);
            if (refusal != null) {
                visits.add(new Series.Visit(wall, null, refusal, alternative(actor, stored, wall, zone)));
            } else {
                visits.add(new Series.Visit(wall, instead == null ? booked.next() : all.get(instead), null, null));
            }
        }
        return new Series(id, stored.patient(), stored.doctor(), stored.office(), stored.everyDays(), visits);
    }

    /**
     * Cancels what is left of a series.
     *
     * @param from the first date at the office to cancel on
     * @param why in the person's own words, or null
     * @throws Problem.NotFound when there is none, or it is none of the actor's
     */
    public Cancelled cancel(Actor actor, SeriesId id, LocalDate from, @Nullable String why) {
        find(actor, id);
        List<AppointmentView> cancelled = new ArrayList<>();
        List<AppointmentView> kept = new ArrayList<>();
        for (AppointmentView view : appointments.ofSeries(id)) {
            if (view.startsAt().toLocalDate().isBefore(from)
                    || view.appointment().status() != AppointmentStatus.SCHEDULED) {
                continue;
            }
            try {
                cancelled.add(booking.cancel(actor, view.appointment().id(), why, null));
            } catch (InvalidTransition | TooLate e) {
                kept.add(view);
            }
        }
        return new Cancelled(cancelled, kept);
    }

    private SeriesId take(Actor actor, SeriesRequest request, @Nullable String reason, @Nullable RequestKey key) {
        Map<Integer, String> refused = new TreeMap<>();
        Map<Integer, Offer> wanted = offers(actor, request, refused);
        BusyDays days = claims.lock(List.copyOf(wanted.values()), new TreeSet<>());
        // The same request may have been under way, and the lock has waited for it.
        return requestKeys
                .findCreated(actor, key)
                .map(SeriesId::new)
                .orElseGet(() -> insert(actor, request, wanted, refused, days, reason, key));
    }

    private SeriesId insert(
            Actor actor,
            SeriesRequest request,
            Map<Integer, Offer> wanted,
            Map<Integer, String> refused,
            BusyDays days,
            @Nullable String reason,
            @Nullable RequestKey key) {
        // After the calendar rows: it locks the row of the patient, which others lock after theirs.
        SeriesId id = series.insert(request, clock.instant());
        List<Hold> held = held(List.copyOf(wanted.values()));
        List<Visit> visits = new ArrayList<>();
        List<TimeRange> times = new ArrayList<>();
        wanted.forEach((number, offer) -> {
            try {
                claims.take(days, offer, held);
                visits.add(Visit.booked(offer, reason, id));
                times.add(offer.time());
            } catch (SlotTaken | PatientBusy e) {
                refused.put(number, e.type());
            }
        });
        calendar.save(days);
        List<AppointmentId> booked = appointments.insertAll(visits, times, actor, clock.instant());
        series.setRefused(id, refused, Map.of());
        requestKeys.created(actor, key, id.value());
        booked.forEach(appointment -> trail.info(
                actor,
                "appointment.booked",
                "Booked the appointment",
                Reference.of(appointment),
                Reference.of(request.patientId())));
        return id;
    }

    /** The visits that the schedule offers, by their number; the others go to {@code refused}. */
    private Map<Integer, Offer> offers(Actor actor, SeriesRequest request, Map<Integer, String> refused) {
        ZoneId zone = directory.getOffice(request.officeId()).timeZone();
        Wish first =
                new Wish(actor, request.patientId(), request.doctorId(), request.officeId(), request.firstStartsAt());
        Schedule schedule = schedules.current();
        // In the order of their numbers.
        Map<Integer, Offer> wanted = new TreeMap<>();
        for (int i = 0; i < request.visits(); i++) {
            try {
                Instant start = start(request.firstStartsAt(), zone, i * request.everyDays());
                wanted.put(i, offers.find(schedule, first.at(start)));
            } catch (NotBookable e) {
                refused.put(i, e.rule().word());
            }
        }
        return wanted;
    }

    /** What is held from the first visit to the last. */
    private List<Hold> held(List<Offer> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        TimeRange all = new TimeRange(
                wanted.getFirst().around().start(), wanted.getLast().around().end());
        return claims.holds(wanted.getFirst().wish().doctor(), all);
    }

    /**
     * The same time of day some days later. Of a time that occurs twice, the one with the offset of the first visit, or
     * else the earlier.
     *
     * @throws NotBookable when the clocks skip it
     */
    private static Instant start(Instant first, ZoneId zone, int days) {
        LocalDateTime wall = wall(first, zone, days);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
        if (offsets.isEmpty()) {
            throw NotBookable.because(NotBookable.Rule.SKIPPED);
        }
        ZoneOffset same = zone.getRules().getOffset(first);
        return wall.toInstant(offsets.contains(same) ? same : offsets.getFirst());
    }

    private static LocalDateTime wall(Instant first, ZoneId zone, int days) {
        return LocalDateTime.ofInstant(first, zone).plusDays(days);
    }

    private @Nullable Slot alternative(Actor actor, Stored stored, LocalDateTime wall, ZoneId zone) {
        Instant wanted = wall.atZone(zone).toInstant();
        if (wanted.isBefore(clock.instant())) {
            return null;
        }
        return slots.nearest(actor, stored.doctor(), wanted, 1).stream()
                .findFirst()
                .orElse(null);
    }

    private Stored find(Actor actor, SeriesId id) {
        return series.find(id)
                .filter(stored -> access.maySee(actor, stored.patient(), stored.doctor()))
                .orElseThrow(() -> Problem.NotFound.of("series"));
    }

    private void check(Actor actor, SeriesRequest request) {
        if (actor.role() == Role.PATIENT) {
            throw Problem.Forbidden.to("book a series");
        }
        if (request.everyDays() < 1 || request.everyDays() > MOST_DAYS) {
            throw Problem.Invalid.field("everyDays", "Use 1 to " + MOST_DAYS + " days.");
        }
        if (request.visits() < 2 || request.visits() > MOST_VISITS) {
            throw Problem.Invalid.field("visits", "Use 2 to " + MOST_VISITS + " visits.");
        }
        Dates.check("startsAt", request.firstStartsAt());
        booking.patientOf(actor, request.doctorId(), request.patientId());
        directory.getDoctor(request.doctorId());
    }
}
