package dev.outpatient.reports;

import dev.outpatient.shared.Listing;
import java.util.List;

/** By what the report of who came is sorted; who is level stays in the order of names. */
public enum AttendanceOrder {
    DOCTOR,
    APPOINTMENTS,
    COMPLETED,
    NO_SHOWS,
    NO_SHOW_RATE,
    CANCELLED,
    CANCELLATION_RATE;

    /** @param byName as {@link Reports#attendance} gives them */
    public static List<Attendance> sort(List<Attendance> byName, Listing<AttendanceOrder> listing) {
        boolean down = listing.descending();
        return switch (listing.sort()) {
            case DOCTOR -> down ? byName.reversed() : byName;
            case APPOINTMENTS ->
                byName.stream()
                        .sorted(Figures.byCount(Attendance::appointments, down))
                        .toList();
            case COMPLETED ->
                byName.stream()
                        .sorted(Figures.byCount(Attendance::completed, down))
                        .toList();
            case NO_SHOWS ->
                byName.stream()
                        .sorted(Figures.byCount(Attendance::noShows, down))
                        .toList();
            case NO_SHOW_RATE ->
                byName.stream().sorted(Figures.by(Attendance::noShowRate, down)).toList();
            case CANCELLED ->
                byName.stream()
                        .sorted(Figures.byCount(Attendance::cancelled, down))
                        .toList();
            case CANCELLATION_RATE ->
                byName.stream()
                        .sorted(Figures.by(Attendance::cancellationRate, down))
                        .toList();
        };
    }
}
