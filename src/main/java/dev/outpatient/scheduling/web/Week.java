package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.Conflicts.Conflict;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A doctor's week, Monday first, as the list and the calendar show it.
 *
 * @param stranded visits ahead that no longer fit
 * @param snapMinutes what all visits of these hours start on
 * @param oneOffice whether it needs no saying where
 * @param oneZone whether it needs no saying by which clock
 * @param now by the clock that time off is told by
 */
public record Week(
        List<WeekDay> days,
        List<Conflict> stranded,
        int snapMinutes,
        boolean oneOffice,
        boolean oneZone,
        LocalDate today,
        LocalDateTime now) {

    private static final int OPENS = 8;
    private static final int CLOSES = 17;

    public LocalDate monday() {
        return days.getFirst().date();
    }

    public LocalDate sunday() {
        return days.getLast().date();
    }

    public boolean isThisWeek() {
        return !today.isBefore(monday()) && !today.isAfter(sunday());
    }

    /** The days of the weekend on which there is nothing, such as {@code 6 0}: Sunday is 0. */
    public String hiddenDays() {
        return days.stream()
                .skip(5)
                .filter(WeekDay::isEmpty)
                .map(day -> Integer.toString(day.date().getDayOfWeek().getValue() % 7))
                .collect(Collectors.joining(" "));
    }

    /** The full hour at which the calendar begins. */
    public int firstHour() {
        return times().mapToInt(range -> range.startsAt().getHour()).reduce(OPENS, Math::min);
    }

    /** The full hour at which it ends, up to 24. */
    public int lastHour() {
        return times().mapToInt(range -> lastHour(range.startsAt(), range.endsAt()))
                .reduce(CLOSES, Math::max);
    }

    private static int lastHour(LocalDateTime start, LocalDateTime end) {
        if (end.toLocalDate().isAfter(start.toLocalDate())) {
            return 24;
        }
        return end.getMinute() == 0 ? end.getHour() : end.getHour() + 1;
    }

    /** What the calendar has to have room for: hours and visits. */
    private Stream<WeekDay.Opening> times() {
        return days.stream()
                .flatMap(day -> Stream.concat(
                        day.hours().stream(),
                        day.rows().stream()
                                .map(DayRow::view)
                                .flatMap(Stream::ofNullable)
                                .map(view -> new WeekDay.Opening(
                                        view.office(),
                                        view.startsAt().toLocalDateTime(),
                                        view.endsAt().toLocalDateTime()))));
    }

    /** The greatest number of minutes that divides all of them, at least five. */
    static int snap(IntStream minutes) {
        int snap = minutes.reduce(0, Week::divisor);
        return snap < 5 ? 5 : snap;
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
