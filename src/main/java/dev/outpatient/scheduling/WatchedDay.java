package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.LocalDate;

/**
 * A day that somebody looks at: of a doctor in all offices, or of an office with all its doctors.
 *
 * @param ownerId of the doctor or the office
 * @param date by the calendar on the wall of each office
 */
public record WatchedDay(Kind kind, long ownerId, LocalDate date) {

    /** Whose day it is. */
    public enum Kind {
        DOCTOR(2, "doctor_id"),
        OFFICE(3, "office_id");

        /** In schedule_stamp. */
        final int code;
        /** In appointment. */
        final String column;

        Kind(int code, String column) {
            this.code = code;
            this.column = column;
        }
    }

    public static WatchedDay of(DoctorId doctor, LocalDate date) {
        return new WatchedDay(Kind.DOCTOR, doctor.value(), date);
    }

    public static WatchedDay of(OfficeId office, LocalDate date) {
        return new WatchedDay(Kind.OFFICE, office.value(), date);
    }
}
