package dev.outpatient.reports;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** What became of the appointments of all doctors together, as {@link Attendance} says it of one. */
public record AttendanceTotal(long appointments, long completed, long noShows, long cancelled) {

    public static AttendanceTotal of(List<Attendance> lines) {
        return new AttendanceTotal(
                sum(lines, Attendance::appointments),
                sum(lines, Attendance::completed),
                sum(lines, Attendance::noShows),
                sum(lines, Attendance::cancelled));
    }

    /** As {@link Attendance#noShowRate()}. */
    public OptionalDouble noShowRate() {
        return Share.of(noShows, completed + noShows);
    }

    /** As {@link Attendance#cancellationRate()}. */
    public OptionalDouble cancellationRate() {
        return Share.of(cancelled, appointments);
    }

    private static long sum(List<Attendance> lines, ToLongFunction<Attendance> figure) {
        return lines.stream().mapToLong(figure).sum();
    }
}
