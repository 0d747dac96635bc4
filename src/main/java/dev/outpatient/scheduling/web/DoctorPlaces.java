package dev.outpatient.scheduling.web;

import static java.util.Objects.requireNonNull;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a signed-in doctor works, what day it is there, and what keeps the doctor or the offices from it. */
@Component
class DoctorPlaces {

    /** No doctor has seen or will see anybody further from today. */
    private static final int YEARS = 100;

    private final Directory directory;
    private final Closures closures;
    private final TimeOffs timeOffs;
    private final Clock clock;

    DoctorPlaces(Directory directory, Closures closures, TimeOffs timeOffs, Clock clock) {
        this.directory = directory;
        this.closures = closures;
        this.timeOffs = timeOffs;
        this.clock = clock;
    }

    List<Office> offices(Actor actor) {
        DoctorId doctor = new DoctorId(actor.id());
        return directory.officesOf(List.of(doctor)).getOrDefault(doctor, List.of());
    }

    /** The clock that time off is told by: that of the first office. */
    ZoneId zone(List<Office> offices) {
        return offices.isEmpty() ? clock.getZone() : offices.getFirst().timeZone();
    }

    LocalDate today(List<Office> offices) {
        return LocalDate.now(clock.withZone(zone(offices)));
    }

    /** The date that was asked for, or today when it was none that a doctor can mean. */
    LocalDate day(@Nullable LocalDate asked, List<Office> offices) {
        LocalDate today = today(offices);
        return asked == null || Math.abs(asked.getYear() - today.getYear()) > YEARS ? today : asked;
    }

    /** The doctor's time off on some dates, both included. */
    List<TimeOff> timeOff(Actor actor, List<Office> offices, LocalDate from, LocalDate to) {
        ZoneId zone = zone(offices);
        return timeOffs.list(
                actor,
                new DoctorId(actor.id()),
                new TimeRange(
                        from.atStartOfDay(zone).toInstant(),
                        to.plusDays(1).atStartOfDay(zone).toInstant()));
    }

    /** The doctor's offices that are closed on some of the dates, both included. */
    List<ClosedOffice> closed(List<Office> offices, LocalDate from, LocalDate to) {
        Map<OfficeId, Office> byId = offices.stream().collect(Collectors.toMap(Office::id, Function.identity()));
        return closures.list(byId.keySet(), from, to).stream()
                .map(closure -> new ClosedOffice(requireNonNull(byId.get(closure.officeId())), closure))
                .toList();
    }
}
