package dev.outpatient.reports;

import dev.outpatient.shared.Listing;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

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
            case OFFICE -> down ? byOffice.reversed() : byOffice;
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

    /** An accent or a capital letter makes no other place, as in the database. */
    private static Comparator<Utilisation> byDoctor(boolean down) {
        Collator letters = Collator.getInstance(Locale.ROOT);
        letters.setStrength(Collator.PRIMARY);
        Comparator<Utilisation> order = (one, other) -> letters.compare(one.doctorName(), other.doctorName());
        return down ? order.reversed() : order;
    }
}
