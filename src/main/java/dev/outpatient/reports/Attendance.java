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

    /** The same without the doctor. */
    public AttendanceTotal figures() {
        return new AttendanceTotal(appointments, completed, noShows, cancelled);
    }

    /** As {@link AttendanceTotal#noShowRate()}. */
    public OptionalDouble noShowRate() {
        return figures().noShowRate();
    }

    /** As {@link AttendanceTotal#cancellationRate()}. */
    public OptionalDouble cancellationRate() {
        return figures().cancellationRate();
    }
}
