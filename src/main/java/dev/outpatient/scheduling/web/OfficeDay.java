package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Doctor;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The day of an office as a table: a column for each doctor, a line for each stretch of time, and cells that reach over
 * as many lines as they last. Read line by line it is a list in order of time.
 *
 * @param minutes how long a line lasts
 */
public record OfficeDay(List<Doctor> doctors, List<Line> lines, int minutes) {

    /** @param hour what stands before the line, where an hour begins; else null */
    public record Line(@Nullable LocalTime hour, List<Cell> cells) {}

    /**
     * @param items what is at this time; more than one where they overlap
     * @param open for a cell without items, whether the doctor works then
     */
    public record Cell(int lines, List<OfficeDayItem> items, boolean open) {

        /** Which of its looks it has. */
        public String kind() {
            if (items.isEmpty()) {
                return open ? "open" : "off";
            }
            OfficeDayItem first = items.getFirst();
            if (first.view() != null) {
                return "visit";
            }
            return first.slot() == null ? "away" : "free";
        }
    }

    /** Some minutes of the day. */
    public record Minutes(int from, int to) {}

    /** What a doctor has on this day: the hours here, and all that happens. */
    public record Column(Doctor doctor, List<Minutes> hours, List<OfficeDayItem> items) {}

    static OfficeDay of(List<Column> columns) {
        List<Minutes> ranges = columns.stream()
                .flatMap(column -> Stream.concat(
                        column.hours().stream(),
                        column.items().stream()
                                .filter(item -> item.away() == null)
                                .map(item -> new Minutes(item.from(), item.to()))))
                .toList();
        if (ranges.isEmpty()) {
            return new OfficeDay(List.of(), List.of(), 60);
        }
        int first = ranges.stream().mapToInt(Minutes::from).min().getAsInt() / 60 * 60;
        int last = (ranges.stream().mapToInt(Minutes::to).max().getAsInt() + 59) / 60 * 60;
        Minutes whole = new Minutes(first, last);
        int minutes = Week.snap(IntStream.concat(
                IntStream.of(60),
                columns.stream()
                        .flatMap(column -> Stream.concat(
                                column.hours().stream(),
                                column.items().stream().map(item -> new Minutes(item.from(), item.to()))))
                        .flatMapToInt(range -> IntStream.of(range.from() % 60, range.to() % 60))));
        List<Map<Integer, Cell>> cells =
                columns.stream().map(column -> cells(column, whole, minutes)).toList();
        List<Line> lines = new ArrayList<>();
        for (int at = first; at < last; at += minutes) {
            int minute = at;
            lines.add(new Line(
                    minute % 60 == 0 ? LocalTime.of(minute / 60, 0) : null,
                    cells.stream()
                            .map(column -> column.get(minute))
                            .flatMap(Stream::ofNullable)
                            .toList()));
        }
        return new OfficeDay(columns.stream().map(Column::doctor).toList(), lines, minutes);
    }

    public int linesInAnHour() {
        return 60 / minutes;
    }

    /** The cells of a column by the minute at which they begin, without gaps. */
    private static Map<Integer, Cell> cells(Column column, Minutes whole, int minutes) {
        Map<Integer, Cell> cells = new HashMap<>();
        List<OfficeDayItem> items = column.items().stream()
                .filter(item -> item.from() < whole.to() && item.to() > whole.from())
                .sorted(Comparator.comparingInt(OfficeDayItem::from))
                .toList();
        int told = whole.from();
        for (int i = 0; i < items.size(); ) {
            int from = Math.max(items.get(i).from(), told);
            int to = Math.min(items.get(i).to(), whole.to());
            List<OfficeDayItem> together = new ArrayList<>();
            // What overlaps shares a cell.
            while (i < items.size() && (together.isEmpty() || items.get(i).from() < to)) {
                together.add(items.get(i));
                to = Math.max(to, Math.min(items.get(i).to(), whole.to()));
                i++;
            }
            gap(column, told, from, minutes, cells);
            cells.put(from, new Cell((to - from) / minutes, together, true));
            told = to;
        }
        gap(column, told, whole.to(), minutes, cells);
        return cells;
    }

    private static void gap(Column column, int from, int to, int minutes, Map<Integer, Cell> cells) {
        int start = from;
        while (start < to) {
            int at = start;
            boolean open = column.hours().stream().anyMatch(range -> range.from() <= at && at < range.to());
            int end = column.hours().stream()
                    .flatMapToInt(range -> IntStream.of(range.from(), range.to()))
                    .filter(edge -> edge > at && edge < to)
                    .min()
                    .orElse(to);
            cells.put(start, new Cell((end - start) / minutes, List.of(), open));
            start = end;
        }
    }
}
