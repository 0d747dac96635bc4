package dev.outpatient.scheduling;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Problem.Invalid.FieldError;
import dev.outpatient.shared.Reference;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The weekly hours of doctors. They are public: free times follow from them. */
@Service
public class Hours {

    private static final int LONGEST_VISIT = 8 * 60;

    private final HoursRepository hours;
    private final Schedules schedules;
    private final ScheduleStamps stamps;
    private final Affected affected;
    private final Directory directory;
    private final RetriedTransaction transaction;
    private final AuditTrail trail;
    private final Clock clock;

    Hours(
            HoursRepository hours,
            Schedules schedules,
            ScheduleStamps stamps,
            Affected affected,
            Directory directory,
            RetriedTransaction transaction,
            AuditTrail trail,
            Clock clock) {
        this.hours = hours;
        this.schedules = schedules;
        this.stamps = stamps;
        this.affected = affected;
        this.directory = directory;
        this.transaction = transaction;
        this.trail = trail;
        this.clock = clock;
    }

    /** A doctor's hours by day and start. */
    @Transactional(readOnly = true)
    public List<WorkingHours> get(DoctorId doctor) {
        return hours.list(List.of(doctor));
    }

    /** The hours of several doctors, by doctor, day and start. */
    @Transactional(readOnly = true)
    public List<WorkingHours> list(Collection<DoctorId> doctors) {
        return hours.list(doctors);
    }

    /** A doctor's hours that hold on a date, in all offices. */
    public List<WorkingHours> on(DoctorId doctor, LocalDate date) {
        return schedules.current().of(doctor).on(date).stream()
                .map(Schedule.Opening::hours)
                .toList();
    }

    /** Who works in an office on a date there, by doctor and start. */
    public List<WorkingHours> inOffice(OfficeId office, LocalDate date) {
        return schedules.current().inOffice(office, date);
    }

    /**
     * Those who work on some day in the part of the day.
     *
     * @param office in which, or null for any
     */
    public Set<DoctorId> doctorsWorking(PartOfDay part, @Nullable OfficeId office) {
        return schedules
                .current()
                .doctorsWith(hours -> (office == null || office.equals(hours.officeId()))
                        && part.overlaps(hours.startMinute(), hours.endMinute()));
    }

    /** Whether somebody works in an office on a date there, as it was known a moment ago: for what to show first. */
    public boolean isStaffed(OfficeId office, LocalDate date) {
        return schedules.lastKnown().isStaffed(office, date);
    }

    /**
     * Replaces a doctor's week. Appointments that stand are not touched.
     *
     * @return the appointments ahead that now lie outside the hours
     * @throws Problem.NotFound when there is no such doctor, or the actor is another one
     * @throws Problem.Invalid naming each range that can't be, such as {@code [2].endTime}
     */
    public List<AppointmentView> replace(Actor actor, DoctorId doctor, List<WorkingHours> week) {
        return replace(actor, doctor, week, before -> true);
    }

    /**
     * As {@link #replace(Actor, DoctorId, List)}, if the week is still the one that it was decided on.
     *
     * @param expected what the week before must be
     * @throws Problem.Stale when it is another
     */
    public List<AppointmentView> replace(
            Actor actor, DoctorId doctor, List<WorkingHours> week, Predicate<? super List<WorkingHours>> expected) {
        if (!actor.is(doctor) && !actor.isAdmin()) {
            throw Problem.NotFound.of("doctor");
        }
        directory.getDoctor(doctor);
        transaction.run(() -> {
            // First, so that of two changes at once the second waits and then replaces what the first wrote.
            stamps.changed(doctor);
            if (!expected.test(hours.list(List.of(doctor)))) {
                throw Problem.Stale.version();
            }
            check(week, officesOf(doctor));
            hours.replace(doctor, week);
            trail.info(actor, "Changed the working hours", Reference.of(doctor));
            return doctor;
        });
        return affected.outsideHours(doctor);
    }

    private Map<OfficeId, Office> officesOf(DoctorId doctor) {
        return directory.officesOf(List.of(doctor)).getOrDefault(doctor, List.of()).stream()
                .collect(Collectors.toMap(Office::id, o -> o));
    }

    private void check(List<WorkingHours> week, Map<OfficeId, Office> offices) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < week.size(); i++) {
            check(week, i, offices, errors);
        }
        if (!errors.isEmpty()) {
            throw Problem.Invalid.fields(errors);
        }
    }

    private void check(List<WorkingHours> week, int i, Map<OfficeId, Office> offices, List<FieldError> errors) {
        WorkingHours range = week.get(i);
        String at = "[" + i + "].";
        Office office = offices.get(range.officeId());
        if (office == null) {
            errors.add(new FieldError(at + "officeId", "The doctor does not work in this office."));
            return;
        }
        if (!isOnGrid(range.startMinute()) || range.startTime().getSecond() != 0) {
            errors.add(new FieldError(at + "startTime", "Use a time on the five minutes."));
        }
        if (!isOnGrid(range.endMinute()) || range.endTime().getSecond() != 0) {
            errors.add(new FieldError(at + "endTime", "Use a time on the five minutes."));
        }
        if (range.visitMinutes() < Ticks.MINUTES
                || range.visitMinutes() > LONGEST_VISIT
                || !isOnGrid(range.visitMinutes())) {
            errors.add(new FieldError(at + "visitMinutes", "Use 5 to " + LONGEST_VISIT + " minutes, in fives."));
        } else if (range.startMinute() + range.visitMinutes() > range.endMinute()) {
            errors.add(new FieldError(at + "endTime", "It leaves no time for a visit after the start."));
        }
        if (range.validFrom() != null
                && range.validTo() != null
                && range.validTo().isBefore(range.validFrom())) {
            errors.add(new FieldError(at + "validTo", "It comes before validFrom."));
        }
        checkYear(at + "validFrom", range.validFrom(), errors);
        checkYear(at + "validTo", range.validTo(), errors);
        for (int j = 0; j < i; j++) {
            Office other = offices.get(week.get(j).officeId());
            if (other != null && overlap(range, office, week.get(j), other)) {
                errors.add(new FieldError(
                        at + "startTime",
                        "%s overlaps %s, the range [%d]."
                                .formatted(words(range, office), words(week.get(j), other), j)));
            }
        }
    }

    private static void checkYear(String field, @Nullable LocalDate date, List<FieldError> errors) {
        if (date != null && !Dates.isMeant(date)) {
            errors.add(new FieldError(field, "Use a year of four digits."));
        }
    }

    /**
     * Whether a doctor would be in two places. Between zones that depends on the date, so a year of dates is tried: the
     * next, or that in which the later of the two begins to hold.
     */
    private boolean overlap(WorkingHours a, Office officeA, WorkingHours b, Office officeB) {
        if (officeA.timeZone().equals(officeB.timeZone())) {
            return a.overlaps(b);
        }
        LocalDate first = Stream.of(a.validFrom(), b.validFrom())
                .filter(Objects::nonNull)
                .filter(Dates::isMeant)
                .reduce(LocalDate.now(clock), (one, other) -> one.isAfter(other) ? one : other);
        return first.minusDays(1)
                .datesUntil(first.plusYears(1))
                .filter(a::holdsOn)
                .anyMatch(date -> Stream.of(date.minusDays(1), date, date.plusDays(1))
                        .filter(b::holdsOn)
                        .anyMatch(other -> a.on(date, officeA.timeZone()).overlaps(b.on(other, officeB.timeZone()))));
    }

    /** Such as Monday 9:00 to 12:00 in Harbor Office. */
    private static String words(WorkingHours range, Office office) {
        return "%s %s to %s in %s"
                .formatted(
                        range.dayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                        range.startTime(),
                        range.endTime(),
                        office.name());
    }

    private static boolean isOnGrid(int minutes) {
        return minutes % Ticks.MINUTES == 0;
    }
}
