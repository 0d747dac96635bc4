package dev.outpatient.reports;

import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** By what the report of how full the calendars are is sorted; who is level stays in the order of offices and names. */
public enum UtilisationOrder {
    OFFICE,
    DOCTOR,
    BOOKED,
    OFFERED,
    FULL;

    /** @param byOffice as {@link Reports#utilisation} gives them */
    public static List<Utilisation> sort(List<Utilisation> byOffice, Listing<UtilisationOrder> listing) {
        boolean down = listing.descending();
        return switch (listing.sort()) {
            case OFFICE -> down ? fromLastOffice(byOffice) : byOffice;
            case DOCTOR -> byOffice.stream().sorted(byDoctor(down)).toList();
            case BOOKED ->
                byOffice.stream()
                        .sorted(Figures.byCount(Utilisation::bookedMinutes, down))
                        .toList();
            case OFFERED ->
                byOffice.stream()
                        .sorted(Figures.byCount(Utilisation::offeredMinutes, down))
                        .toList();
            case FULL ->
                byOffice.stream().sorted(Figures.by(Utilisation::rate, down)).toList();
        };
    }

    /** The offices the other way round, and in each its doctors as they were. */
    private static List<Utilisation> fromLastOffice(List<Utilisation> byOffice) {
        Map<OfficeId, List<Utilisation>> offices = new LinkedHashMap<>();
        byOffice.forEach(line -> offices.computeIfAbsent(line.officeId(), office -> new ArrayList<>())
                .add(line));
        return List.copyOf(offices.values()).reversed().stream()
                .flatMap(List::stream)
                .toList();
    }

    /** An accent or a capital letter makes no other place, as in the database. */
    private static Comparator<Utilisation> byDoctor(boolean down) {
        Collator letters = Collator.getInstance(Locale.ROOT);
        letters.setStrength(Collator.PRIMARY);
        Comparator<Utilisation> order = (one, other) -> letters.compare(one.doctorName(), other.doctorName());
        return down ? order.reversed() : order;
    }
}
