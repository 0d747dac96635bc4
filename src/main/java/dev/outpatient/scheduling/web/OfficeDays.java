package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.scheduling.VisitAction;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the day of an office together. */
@Component
class OfficeDays {

    /** More than any office offers on a day. */
    private static final int TIMES_ON_A_DAY = 5000;

    private static final int DAYS_TO_LOOK = 14;

    private final Hours hours;
    private final TimeOffs timeOffs;
    private final SlotSearch slots;
    private final Directory directory;
    private final Clock clock;

    OfficeDays(Hours hours, TimeOffs timeOffs, SlotSearch slots, Directory directory, Clock clock) {
        this.hours = hours;
        this.timeOffs = timeOffs;
        this.slots = slots;
        this.directory = directory;
        this.clock = clock;
    }

    static TimeRange range(Office office, LocalDate date) {
        return new TimeRange(
                date.atStartOfDay(office.timeZone()).toInstant(),
                date.plusDays(1).atStartOfDay(office.timeZone()).toInstant());
    }

    /**
     * Which office to show to somebody who named none: the first in which somebody works, or else the first.
     *
     * @param offices one at least
     * @param date there, or null for today
     */
    Office first(List<Office> offices, @Nullable LocalDate date) {
        return offices.stream()
                .filter(one ->
                        hours.isStaffed(one.id(), date == null ? LocalDate.now(clock.withZone(one.timeZone())) : date))
                .findFirst()
                .orElse(offices.getFirst());
    }

    /** The next date on which somebody works in the office, or null when there is none within two weeks. */
    @Nullable
    LocalDate next(Office office, LocalDate after) {
        return after.plusDays(1)
                .datesUntil(after.plusDays(1 + DAYS_TO_LOOK))
                .filter(date -> hours.isStaffed(office.id(), date))
                .findFirst()
                .orElse(null);
    }

    /**
     * A column for each doctor who works on that date or has a visit.
     *
     * @param visits all of the date, without those called off
     * @param closed whether nobody works
     */
    OfficeDay of(Actor actor, Office office, LocalDate date, List<AppointmentView> visits, boolean closed) {
        List<WorkingHours> working = closed ? List.of() : hours.inOffice(office.id(), date);
        List<DoctorId> ids = Stream.concat(
                        working.stream().map(WorkingHours::doctorId),
                        visits.stream().map(view -> view.doctor().id()))
                .distinct()
                .toList();
        List<TimeOff> off = timeOffs.list(actor, ids, range(office, date));
        // Before the free times, which name the same doctors.
        var doctors = directory.doctorsById(ids);
        SlotFilter here = new SlotFilter(null, office.id(), null, null, null, date, date, null);
        List<Slot> free = slots.search(actor, here, TIMES_ON_A_DAY);
        return OfficeDay.of(ids.stream()
                .map(doctors::get)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Doctor::name)
                        .thenComparing(doctor -> doctor.id().value()))
                .map(doctor -> new OfficeDay.Column(
                        doctor,
                        working.stream()
                                .filter(range -> range.doctorId().equals(doctor.id()))
                                .map(OfficeDays::minutes)
                                .toList(),
                        items(doctor, date, office.timeZone(), visits, free, off)))
                .toList());
    }

    private List<OfficeDayItem> items(
            Doctor doctor,
            LocalDate date,
            ZoneId zone,
            List<AppointmentView> visits,
            List<Slot> free,
            List<TimeOff> off) {
        return Stream.of(
                        visits.stream()
                                .filter(view -> view.doctor().id().equals(doctor.id()))
                                .map(view -> OfficeDayItem.of(view, VisitAction.of(view, clock.instant()))),
                        free.stream()
                                .filter(slot -> slot.doctor().id().equals(doctor.id()))
                                .map(OfficeDayItem::of),
                        off.stream()
                                .filter(one -> one.doctorId().equals(doctor.id()))
                                .map(one -> OfficeDayItem.of(doctor, date, AwayTime.on(date, one, zone))))
                .flatMap(stream -> stream)
                .toList();
    }

    private static OfficeDay.Minutes minutes(WorkingHours range) {
        return new OfficeDay.Minutes(
                range.startTime().toSecondOfDay() / 60,
                range.endTime().equals(LocalTime.MIDNIGHT)
                        ? OfficeDayItem.MIDNIGHT
                        : range.endTime().toSecondOfDay() / 60);
    }
}
