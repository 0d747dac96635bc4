package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Slot;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's day as a page shows it, with the figures of its head.
 *
 * @param visits how many are or were to be seen, without those cancelled
 * @param done how many are completed
 * @param waiting how many have arrived and are not done
 * @param missed how many had a time and did not come; they are no visits, and have a row
 * @param next the visit that comes or goes on now, or null when none is left
 * @param oneOffice whether the rows may leave out where they are
 * @param zones the clocks that the rows go by; none where there are no rows
 * @param closed the doctor's offices that see nobody on this date
 */
public record DaySheet(
        List<DayRow> rows,
        long visits,
        long done,
        long waiting,
        long missed,
        @Nullable AppointmentView next,
        boolean oneOffice,
        List<ZoneId> zones,
        List<ClosedOffice> closed) {

    /** @param awayZone the clock that time off is told by */
    static DaySheet of(
            List<AppointmentView> appointments,
            List<Slot> free,
            List<AwayTime> away,
            ZoneId awayZone,
            Fit fit,
            Instant now) {
        List<AppointmentView> kept = appointments.stream()
                .filter(view -> view.appointment().status() != AppointmentStatus.CANCELLED)
                .toList();
        List<AppointmentView> open = kept.stream()
                .filter(view -> view.appointment().status() == AppointmentStatus.SCHEDULED)
                .toList();
        // Time off comes before what starts with it: the sort keeps the order of equals.
        List<DayRow> rows = Stream.of(
                        away.stream().map(DayRow::of),
                        appointments.stream().map(view -> DayRow.of(view, fit.missed(view, now), now)),
                        free.stream().map(DayRow::of))
                .flatMap(stream -> stream)
                .sorted(Comparator.comparing(row -> row.startsAt().toInstant()))
                .toList();
        return new DaySheet(
                rows,
                kept.size(),
                kept.size() - open.size(),
                open.stream()
                        .filter(view -> view.appointment().arrivedAt() != null)
                        .count(),
                appointments.stream()
                        .filter(view -> view.appointment().isNoShow())
                        .count(),
                open.stream()
                        .filter(view -> view.appointment().time().end().isAfter(now))
                        .findFirst()
                        .orElse(null),
                rows.stream()
                                .map(DayRow::office)
                                .filter(Objects::nonNull)
                                .distinct()
                                .count()
                        < 2,
                rows.stream()
                        .map(DayRow::office)
                        .map(office -> office == null ? awayZone : office.timeZone())
                        .distinct()
                        .toList(),
                fit.closed());
    }

    /** The name of the office, where the whole day is in one. */
    public @Nullable String place() {
        return oneOffice
                ? rows.stream()
                        .map(DayRow::office)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(Office::name)
                        .orElse(null)
                : null;
    }
}
