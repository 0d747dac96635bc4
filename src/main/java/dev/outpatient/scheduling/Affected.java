package dev.outpatient.scheduling;

import dev.outpatient.scheduling.AppointmentRepository.Placed;
import dev.outpatient.scheduling.Schedule.OfDoctor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The appointments that no longer fit after a schedule changed. Nothing happens to them; somebody has to call. Asked once
 * the change is committed: bookings that began before it are waited for, those that begin later see it.
 */
@Component
class Affected {

    private final AppointmentRepository appointments;
    private final AppointmentSearchRepository lists;
    private final CalendarRepository calendar;
    private final Schedules schedules;
    private final RetriedTransaction transaction;
    private final Clock clock;

    Affected(
            AppointmentRepository appointments,
            AppointmentSearchRepository lists,
            CalendarRepository calendar,
            Schedules schedules,
            RetriedTransaction transaction,
            Clock clock) {
        this.appointments = appointments;
        this.lists = lists;
        this.calendar = calendar;
        this.schedules = schedules;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Those ahead of a doctor that lie outside the hours. */
    List<AppointmentView> outsideHours(DoctorId doctor) {
        Instant now = clock.instant();
        // Staff book as far ahead as anybody may.
        awaitBookings(List.of(doctor), TimeRange.of(now, BookingRules.FURTHEST));
        OfDoctor own = schedules.current().of(doctor);
        List<AppointmentId> outside = appointments.placed(doctor, TimeRange.of(now, BookingRules.FURTHEST)).stream()
                .filter(visit -> !isInHours(own, visit))
                .map(Placed::id)
                .toList();
        // Looked at again: it may have been moved or cancelled in between.
        return lists.byIds(outside).stream()
                .filter(view -> view.appointment().status() == AppointmentStatus.SCHEDULED)
                .filter(view -> !isInHours(own, Placed.of(view)))
                .toList();
    }

    /** Those of a doctor that overlap a range and are not over. */
    List<AppointmentView> within(DoctorId doctor, TimeRange range) {
        awaitBookings(List.of(doctor), range);
        return standing(doctor, range);
    }

    /** The same as it is now, before anything changed: no booking is waited for. */
    List<AppointmentView> standing(DoctorId doctor, TimeRange range) {
        return appointments.scheduled(doctor, range).stream()
                .filter(view -> view.appointment().time().end().isAfter(clock.instant()))
                .toList();
    }

    /** Those in an office on some dates there, if not over. */
    List<AppointmentView> on(Collection<LocalDate> dates, OfficeId office) {
        Map<DoctorId, OfDoctor> doctors = schedules.current().doctors();
        List<DoctorId> here = doctors.entrySet().stream()
                .filter(entry -> entry.getValue().zoneAt(office).isPresent())
                .map(Map.Entry::getKey)
                .toList();
        return dates.stream()
                .sorted()
                .flatMap(date -> {
                    // Wherever the office is, the date lies in these three days.
                    TimeRange around = new TimeRange(
                            date.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                            date.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC));
                    awaitBookings(here, around);
                    return appointments.scheduled(office, around).stream()
                            .filter(view -> view.startsAt().toLocalDate().equals(date));
                })
                .filter(view -> view.appointment().time().end().isAfter(clock.instant()))
                .toList();
    }

    private void awaitBookings(Collection<DoctorId> doctors, TimeRange range) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            // The change itself is not committed yet: nobody could have missed it, and nothing of it may be rolled
            // back.
            return;
        }
        transaction.look(() -> {
            calendar.awaitBookings(doctors, Ticks.day(range.start()), Ticks.day(range.end()));
            return true;
        });
    }

    static boolean isInHours(OfDoctor doctor, Placed visit) {
        return doctor.on(visit.startsAt().toLocalDate()).stream()
                .anyMatch(opening ->
                        opening.hours().holds(visit.officeId(), visit.startsAt(), visit.time(), opening.zone()));
    }
}
