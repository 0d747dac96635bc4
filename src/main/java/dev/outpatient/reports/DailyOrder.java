package dev.outpatient.reports;

import dev.outpatient.shared.Listing;
import java.util.Comparator;
import java.util.List;

/** By what the report of a day is sorted; who is level stays in the order of doctors and times. */
public enum DailyOrder {
    DOCTOR,
    TIME,
    STATUS,
    PATIENT;

    /** @param byDoctor as {@link Reports#daily} gives them */
    public static List<DailyVisit> sort(List<DailyVisit> byDoctor, Listing<DailyOrder> listing) {
        return switch (listing.sort()) {
            case DOCTOR -> listing.descending() ? Figures.fromLast(byDoctor, DailyVisit::doctorId) : byDoctor;
            case TIME -> sort(byDoctor, Comparator.comparing(DailyVisit::appointmentTime), listing);
            case STATUS ->
                sort(byDoctor, Comparator.comparing(DailyVisit::status).thenComparing(DailyVisit::noShow), listing);
            case PATIENT ->
                byDoctor.stream()
                        .sorted(Figures.byName(DailyVisit::patientName, listing.descending()))
                        .toList();
        };
    }

    private static List<DailyVisit> sort(
            List<DailyVisit> byDoctor, Comparator<DailyVisit> order, Listing<DailyOrder> listing) {
        return byDoctor.stream()
                .sorted(listing.descending() ? order.reversed() : order)
                .toList();
    }
}
