package dev.outpatient.portal.web;

import dev.outpatient.reports.HourCount;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** When in the week visits begin: a row for each day, a cell for each hour from the first to the last that has any. */
public record HeatMap(List<LocalTime> hours, List<Row> rows) {

    /** As many shades as are told apart. */
    private static final int SHADES = 5;

    /** @param shade 0 for none, then 1 to 5 */
    public record Cell(long visits, int shade) {}

    public record Row(DayOfWeek day, List<Cell> cells) {}

    static HeatMap of(List<HourCount> counts) {
        if (counts.isEmpty()) {
            return new HeatMap(List.of(), List.of());
        }
        int first = counts.stream().mapToInt(HourCount::hour).min().orElseThrow();
        int last = counts.stream().mapToInt(HourCount::hour).max().orElseThrow();
        long most = counts.stream().mapToLong(HourCount::visits).max().orElseThrow();
        long[][] visits = new long[DayOfWeek.values().length][24];
        counts.forEach(count -> visits[count.day().ordinal()][count.hour()] = count.visits());
        List<Row> rows = Arrays.stream(DayOfWeek.values())
                .filter(day ->
                        !isWeekend(day) || Arrays.stream(visits[day.ordinal()]).anyMatch(count -> count > 0))
                .map(day -> new Row(
                        day,
                        IntStream.rangeClosed(first, last)
                                .mapToObj(hour -> cell(visits[day.ordinal()][hour], most))
                                .toList()))
                .toList();
        return new HeatMap(
                IntStream.rangeClosed(first, last)
                        .mapToObj(hour -> LocalTime.of(hour, 0))
                        .toList(),
                rows);
    }

    private static boolean isWeekend(DayOfWeek day) {
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    private static Cell cell(long visits, long most) {
        return new Cell(visits, (int) Math.ceilDiv(visits * SHADES, most));
    }
}
