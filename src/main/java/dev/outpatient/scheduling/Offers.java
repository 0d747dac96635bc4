package dev.outpatient.scheduling;

import dev.outpatient.directory.Directory;
import dev.outpatient.scheduling.NotBookable.Rule;
import dev.outpatient.scheduling.Schedule.OfDoctor;
import dev.outpatient.scheduling.Schedule.Opening;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says which visit the schedule offers at a moment, or which rule refuses it. */
@Component
class Offers {

    private final Schedules schedules;
    private final Directory directory;
    private final Clock clock;

    Offers(Schedules schedules, Directory directory, Clock clock) {
        this.schedules = schedules;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * @throws NotBookable when a rule refuses the time
     * @throws Problem.NotFound when there is no such doctor or office
     */
    Offer find(Wish wish) {
        return find(schedules.current(), wish);
    }

    /** The same by a schedule that was read for several wishes. */
    Offer find(Schedule schedule, Wish wish) {
        OfDoctor doctor = schedule.of(wish.doctor());
        ZoneId zone = doctor.zoneAt(wish.office()).orElseGet(() -> zone(wish));
        BookingRules rules = schedule.rules(wish.office());
        checkMoment(wish, rules);
        LocalDate date = LocalDate.ofInstant(wish.start(), zone);
        TimeRange time = visit(doctor, wish, zone, date);
        if (schedule.isClosed(wish.office(), date)) {
            throw NotBookable.because(Rule.CLOSED);
        }
        if (doctor.isOff(time)) {
            throw NotBookable.because(Rule.TIME_OFF);
        }
        return new Offer(wish, zone, time, rules);
    }

    private void checkMoment(Wish wish, BookingRules rules) {
        Instant now = clock.instant();
        if (wish.start().isBefore(now)) {
            throw NotBookable.because(Rule.PAST);
        }
        if (!wish.byStaff() && wish.start().isBefore(now.plus(rules.notice()))) {
            throw NotBookable.because(Rule.TOO_SOON);
        }
        if (wish.start().isAfter(now.plus(wish.byStaff() ? BookingRules.FURTHEST : rules.horizon()))) {
            throw NotBookable.because(Rule.TOO_FAR_AHEAD);
        }
    }

    private static TimeRange visit(OfDoctor doctor, Wish wish, ZoneId zone, LocalDate date) {
        ZonedDateTime wall = wish.start().atZone(zone);
        int minute = wall.getHour() * 60 + wall.getMinute();
        boolean inHours = false;
        for (Opening opening : doctor.on(date)) {
            WorkingHours hours = opening.hours();
            if (!opening.officeId().equals(wish.office())) {
                continue;
            }
            Optional<TimeRange> offered = OfferedTimes.on(date, hours, zone).stream()
                    .filter(time -> time.start().equals(wish.start()))
                    .findFirst();
            if (offered.isPresent()) {
                return offered.get();
            }
            inHours |= minute >= hours.startMinute() && minute < hours.endMinute();
        }
        throw NotBookable.because(inHours ? Rule.OFF_THE_GRID : Rule.OUTSIDE_HOURS);
    }

    /** Of an office in which the doctor has no hours. */
    private ZoneId zone(Wish wish) {
        directory.getDoctor(wish.doctor());
        return directory.getOffice(wish.office()).timeZone();
    }
}
