package dev.outpatient.scheduling;

import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which appointments somebody looks for, among those the person may see; what is null does not narrow.
 *
 * @param status cancelled appointments are past, unless asked for by status
 * @param noShow whether nobody came, which counts as cancelled
 * @param from the first date, at the office
 * @param to the last date, at the office
 * @param patientId one of the patients whose appointments the person sees
 * @param patientName a part of the patient's name
 * @param order null for the usual one: upcoming ones soonest first, others latest first
 */
public record AppointmentFilter(
        @Nullable When when,
        @Nullable AppointmentStatus status,
        @Nullable Boolean noShow,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable DoctorId doctorId,
        @Nullable OfficeId officeId,
        @Nullable PatientId patientId,
        @Nullable String patientName,
        @Nullable Order order) {

    public AppointmentFilter {
        Dates.check("from", from);
        Dates.check("to", to);
    }

    /** In whatever office. */
    public AppointmentFilter(
            @Nullable When when,
            @Nullable AppointmentStatus status,
            @Nullable LocalDate date,
            @Nullable DoctorId doctorId,
            @Nullable PatientId patientId,
            @Nullable String patientName,
            @Nullable Order order) {
        this(when, status, null, checked(date), date, doctorId, null, patientId, patientName, order);
    }

    /** In the usual order. */
    public AppointmentFilter(
            @Nullable When when,
            @Nullable AppointmentStatus status,
            @Nullable LocalDate date,
            @Nullable DoctorId doctorId,
            @Nullable PatientId patientId,
            @Nullable String patientName) {
        this(when, status, date, doctorId, patientId, patientName, null);
    }

    /** Of whatever patient, in the usual order. */
    public AppointmentFilter(
            @Nullable When when,
            @Nullable AppointmentStatus status,
            @Nullable LocalDate date,
            @Nullable DoctorId doctorId,
            @Nullable String patientName) {
        this(when, status, date, doctorId, null, patientName);
    }

    public static final AppointmentFilter NONE = new AppointmentFilter(null, null, null, null, null);

    /** Upcoming: not over and not cancelled. Past: the rest, and from 24 hours after its start a longer visit, which only an import brings. */
    public enum When {
        UPCOMING,
        PAST
    }

    /** What a list can be sorted by. */
    public enum Column {
        WHEN,
        PATIENT,
        DOCTOR,
        OFFICE,
        STATUS
    }

    /** By their times, or by one of the other columns, and then the soonest first. */
    public enum Order {
        SOONEST(Column.WHEN, false),
        LATEST(Column.WHEN, true),
        PATIENT(Column.PATIENT, false),
        PATIENT_DOWN(Column.PATIENT, true),
        DOCTOR(Column.DOCTOR, false),
        DOCTOR_DOWN(Column.DOCTOR, true),
        OFFICE(Column.OFFICE, false),
        OFFICE_DOWN(Column.OFFICE, true),
        STATUS(Column.STATUS, false),
        STATUS_DOWN(Column.STATUS, true);

        private final Column column;
        private final boolean descending;

        Order(Column column, boolean descending) {
            this.column = column;
            this.descending = descending;
        }

        public static Order of(Column column, boolean descending) {
            return Arrays.stream(values())
                    .filter(order -> order.column == column && order.descending == descending)
                    .findFirst()
                    .orElseThrow();
        }

        public Column column() {
            return column;
        }

        public boolean isDescending() {
            return descending;
        }

        /** Whether an index has this order, so that a list of any length can be read in it. */
        public boolean isByTime() {
            return column == Column.WHEN;
        }
    }

    /** The order that was asked for, or the usual one. */
    public Order inOrder() {
        if (order != null) {
            return order;
        }
        return when == When.UPCOMING ? Order.SOONEST : Order.LATEST;
    }

    private static @Nullable LocalDate checked(@Nullable LocalDate date) {
        Dates.check("date", date);
        return date;
    }
}
