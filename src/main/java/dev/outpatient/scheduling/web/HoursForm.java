package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.WorkingHours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The week as it is being edited. A change gives another form and saves nothing.
 *
 * @param rows by day; those of one day stay in the order in which they were entered
 */
public record HoursForm(@Nullable List<@Nullable HoursRow> rows) {

    /** A day of the form, with the places of its rows. */
    public record Day(DayOfWeek day, List<Integer> rows) {}

    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 0);
    /** A break, and what follows it, if there is time for both on the day. */
    private static final int BREAK_MINUTES = 60;

    private static final String VISIT_MINUTES = "30";

    static HoursForm of(List<WorkingHours> week) {
        return tidy(week.stream().map(HoursRow::of));
    }

    /** Without rows that say nothing, and in the order of the days, so that a place here is a place in the week. */
    HoursForm tidy() {
        return tidy(list().stream());
    }

    /** Whether each row that says something names its day. */
    boolean isUnderstood() {
        return list().stream().allMatch(row -> row.isEmpty() || row.day().isPresent());
    }

    private static HoursForm tidy(Stream<HoursRow> rows) {
        return new HoursForm(new ArrayList<>(rows.filter(row -> row.day().isPresent() && !row.isEmpty())
                .sorted(Comparator.comparing(row -> row.day().orElseThrow()))
                .toList()));
    }

    List<HoursRow> list() {
        return rows == null
                ? List.of()
                : rows.stream()
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList();
    }

    List<Day> days() {
        List<HoursRow> all = list();
        return Arrays.stream(DayOfWeek.values())
                .map(day -> new Day(
                        day,
                        IntStream.range(0, all.size())
                                .filter(i -> all.get(i).dayOfWeek() != null
                                        && day.name().equals(all.get(i).dayOfWeek()))
                                .boxed()
                                .toList()))
                .toList();
    }

    /** With one more row on a day, after those it has: after a break, if the last one leaves room. */
    HoursForm adding(DayOfWeek day, String firstOffice) {
        List<HoursRow> all = list();
        HoursRow last = all.stream()
                .filter(row -> row.day().filter(day::equals).isPresent())
                .reduce((a, b) -> b)
                .orElse(null);
        HoursRow like = last != null ? last : all.stream().reduce((a, b) -> b).orElse(null);
        Optional<LocalTime> start = (last == null ? Optional.of(OPENS) : afterBreak(last)).filter(CLOSES::isAfter);
        HoursRow added = new HoursRow(
                day.name(),
                like == null ? firstOffice : like.officeId(),
                start.map(LocalTime::toString).orElse(""),
                start.isPresent() ? CLOSES.toString() : "",
                like == null ? VISIT_MINUTES : like.visitMinutes(),
                null,
                null);
        // Not tidied again: an empty row is what was asked for.
        return new HoursForm(new ArrayList<>(Stream.concat(all.stream(), Stream.of(added))
                .sorted(Comparator.comparing(row -> row.day().orElse(DayOfWeek.SUNDAY)))
                .toList()));
    }

    private static Optional<LocalTime> afterBreak(HoursRow row) {
        return Typed.time(row.endTime())
                .map(end -> end.plusMinutes(BREAK_MINUTES))
                .filter(OPENS::isBefore);
    }

    HoursForm without(int row) {
        List<HoursRow> left = new ArrayList<>(list());
        if (row >= 0 && row < left.size()) {
            left.remove(row);
        }
        return new HoursForm(new ArrayList<>(left)).tidy();
    }

    /** With the hours of Monday on each working day. */
    HoursForm mondayToFriday() {
        List<HoursRow> monday = on(DayOfWeek.MONDAY);
        List<DayOfWeek> others = List.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY);
        Stream<HoursRow> kept = list().stream()
                .filter(row -> row.day().filter(day -> !others.contains(day)).isPresent());
        return tidy(Stream.concat(
                kept, others.stream().flatMap(day -> monday.stream().map(row -> row.on(day)))));
    }

    private List<HoursRow> on(DayOfWeek day) {
        return list().stream()
                .filter(row -> row.day().filter(day::equals).isPresent())
                .toList();
    }
}
