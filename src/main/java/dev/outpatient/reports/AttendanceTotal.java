package dev.outpatient.reports;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** What became of appointments, of one doctor or of all together. */
public record AttendanceTotal(long appointments, long completed, long noShows, long cancelled) {

    public static AttendanceTotal of(List<Attendance> lines) {
        return new AttendanceTotal(
                sum(lines, Attendance::appointments),
                sum(lines, Attendance::completed),
                sum(lines, Attendance::noShows),
                sum(lines, Attendance::cancelled));
    }

    /** The share of those expected who did not come, or empty where nobody was expected yet. */
    public OptionalDouble noShowRate() {
        return Share.of(noShows, completed + noShows);
    }

    /** The share of all appointments that was called off, or empty where there was none. */
    public OptionalDouble cancellationRate() {
        return Share.of(cancelled, appointments);
    }

    private static long sum(List<Attendance> lines, ToLongFunction<Attendance> figure) {
        return lines.stream().mapToLong(figure).sum();
    }
}
