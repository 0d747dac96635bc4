package dev.outpatient.reports;

import dev.outpatient.shared.Listing;
import java.util.List;

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
            case OFFICE -> down ? Figures.fromLast(byOffice, Utilisation::officeId) : byOffice;
            case DOCTOR ->
                byOffice.stream()
                        .sorted(Figures.byName(Utilisation::doctorName, down))
                        .toList();
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
}
