package dev.outpatient.reports;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.util.OptionalDouble;

/**
 * How much of the time that a doctor offers in an office is booked.
 *
 * @param offeredMinutes working hours less time off and closed days
 * @param bookedMinutes of appointments that are not called off; a no-show kept its time from others and counts. Visits
 *     outside the hours count too, so there can be more than is offered.
 */
public record Utilisation(
        DoctorId doctorId,
        String doctorName,
        OfficeId officeId,
        String officeName,
        long offeredMinutes,
        long bookedMinutes) {

    /** The same without the doctor and the office. */
    public UtilisationTotal figures() {
        return new UtilisationTotal(offeredMinutes, bookedMinutes);
    }

    /** As {@link UtilisationTotal#rate()}. */
    public OptionalDouble rate() {
        return figures().rate();
    }
}
