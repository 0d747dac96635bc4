package dev.outpatient.portal.web;

import dev.outpatient.reports.DayCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The picture of the appointments of some days: a column for each, what became of them one above the other.
 *
 * @param most what the highest column shows, at least 1
 */
public record DayChart(List<Column> columns, long most, int width) {

    static final int HEIGHT = 120;
    private static final int STEP = 20;

    /** @param kind {@code completed}, {@code scheduled}, {@code no-show} or {@code cancelled} */
    public record Part(String kind, double y, double height) {}

    public record Column(DayCount day, int x, boolean today, List<Part> parts) {}

    static DayChart of(List<DayCount> days, LocalDate today) {
        long most = days.stream()
                .mapToLong(day -> day.kept() + day.cancelled())
                .max()
                .orElse(0);
        long scale = Math.max(1, most);
        List<Column> columns = new ArrayList<>();
        for (DayCount day : days) {
            List<Part> parts = new ArrayList<>();
            double top = add(parts, "completed", day.completed(), HEIGHT, scale);
            top = add(parts, "scheduled", day.scheduled(), top, scale);
            top = add(parts, "no-show", day.noShows(), top, scale);
            add(parts, "cancelled", day.cancelled(), top, scale);
            columns.add(new Column(day, columns.size() * STEP, day.date().equals(today), parts));
        }
        return new DayChart(columns, scale, days.size() * STEP);
    }

    /** @return where the next part stands */
    private static double add(List<Part> parts, String kind, long count, double bottom, long most) {
        double height = (double) HEIGHT * count / most;
        if (count > 0) {
            parts.add(new Part(kind, bottom - height, height));
        }
        return bottom - height;
    }
}
