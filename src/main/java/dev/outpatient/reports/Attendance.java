package dev.outpatient.reports;

import dev.outpatient.shared.DoctorId;
import java.util.OptionalDouble;

/**
 * What became of a doctor's appointments.
 *
 * @param appointments all that were for the time asked about, cancelled ones included
 * @param completed visits that took place
 * @param noShows those to which the patient did not come
 * @param cancelled those that were called off
 */
public record Attendance(
        DoctorId doctorId, String doctorName, long appointments, long completed, long noShows, long cancelled) {

    /** The share of those expected who did not come, or empty where nobody was expected yet. */
    public OptionalDouble noShowRate() {
        return Share.of(noShows, completed + noShows);
    }

    /** The share of all appointments that was called off, or empty where there was none. */
    public OptionalDouble cancellationRate() {
        return Share.of(cancelled, appointments);
    }
}
