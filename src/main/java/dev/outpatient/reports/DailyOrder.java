package dev.outpatient.reports;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Listing;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** By what the report of a day is sorted; who is level stays in the order of doctors and times. */
public enum DailyOrder {
    DOCTOR,
    TIME,
    STATUS,
    PATIENT;

    /** @param byDoctor as {@link Reports#daily} gives them */
    public static List<DailyVisit> sort(List<DailyVisit> byDoctor, Listing<DailyOrder> listing) {
        return switch (listing.sort()) {
            case DOCTOR -> listing.descending() ? fromLastDoctor(byDoctor) : byDoctor;
            case TIME -> sort(byDoctor, Comparator.comparing(DailyVisit::appointmentTime), listing);
            case STATUS -> sort(byDoctor, Comparator.comparing(DailyVisit::status), listing);
            case PATIENT -> sort(byDoctor, byPatient(), listing);
        };
    }

    private static List<DailyVisit> sort(
            List<DailyVisit> byDoctor, Comparator<DailyVisit> order, Listing<DailyOrder> listing) {
        return byDoctor.stream()
                .sorted(listing.descending() ? order.reversed() : order)
                .toList();
    }

    /** The doctors the other way round, and of each the day as it was. */
    private static List<DailyVisit> fromLastDoctor(List<DailyVisit> byDoctor) {
        Map<DoctorId, List<DailyVisit>> doctors = new LinkedHashMap<>();
        byDoctor.forEach(visit -> doctors.computeIfAbsent(visit.doctorId(), doctor -> new ArrayList<>())
                .add(visit));
        return List.copyOf(doctors.values()).reversed().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** An accent or a capital letter makes no other place, as in the database. */
    private static Comparator<DailyVisit> byPatient() {
        Collator letters = Collator.getInstance(Locale.ROOT);
        letters.setStrength(Collator.PRIMARY);
        return (one, other) -> letters.compare(one.patientName(), other.patientName());
    }
}
