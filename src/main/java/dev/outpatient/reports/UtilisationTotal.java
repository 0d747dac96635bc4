package dev.outpatient.reports;

import java.util.List;
import java.util.OptionalDouble;

/** How much of the time that is offered is booked, of one doctor in one office or of all together. */
public record UtilisationTotal(long offeredMinutes, long bookedMinutes) {

    public static UtilisationTotal of(List<Utilisation> lines) {
        return new UtilisationTotal(
                lines.stream().mapToLong(Utilisation::offeredMinutes).sum(),
                lines.stream().mapToLong(Utilisation::bookedMinutes).sum());
    }

    /** Empty where nothing is offered. */
    public OptionalDouble rate() {
        return Share.of(bookedMinutes, offeredMinutes);
    }
}
