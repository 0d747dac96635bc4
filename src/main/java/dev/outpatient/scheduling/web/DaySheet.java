package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Slot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A doctor's day as a page shows it, with the figures of its head.
 *
 * @param visits how many are or were to be seen, without those cancelled
 * @param done how many are completed
 * @param waiting how many have arrived and are not done
 * @param next the visit that comes or goes on now, or null when none is left
 * @param oneOffice whether the rows may leave out where they are
 */
record DaySheet(
        List<DayRow> rows,
        long visits,
        long done,
        long waiting,
        @Nullable AppointmentView next,
        boolean oneOffice) {

    static DaySheet of(List<AppointmentView> appointments, List<Slot> free, Instant now) {
        List<AppointmentView> kept = appointments.stream()
                .filter(view -> view.appointment().status() != AppointmentStatus.CANCELLED)
                .toList();
        List<AppointmentView> open = kept.stream()
                .filter(view -> view.appointment().status() == AppointmentStatus.SCHEDULED)
                .toList();
        List<DayRow> rows = Stream.concat(
                        appointments.stream().map(DayRow::of), free.stream().map(DayRow::of))
                .sorted(Comparator.comparing(row -> row.startsAt().toInstant()))
                .toList();
        return new DaySheet(
                rows,
                kept.size(),
                kept.size() - open.size(),
                open.stream()
                        .filter(view -> view.appointment().arrivedAt() != null)
                        .count(),
                open.stream()
                        .filter(view -> view.appointment().time().end().isAfter(now))
                        .findFirst()
                        .orElse(null),
                rows.stream().map(DayRow::office).distinct().count() < 2);
    }
}
