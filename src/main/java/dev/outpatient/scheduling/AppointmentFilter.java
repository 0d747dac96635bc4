package dev.outpatient.scheduling;

import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which appointments somebody looks for, among those the person may see; what is null does not narrow.
 *
 * @param status cancelled appointments are past, unless asked for by status
 * @param from the first date, at the office
 * @param to the last date, at the office
 * @param patientId one of the patients whose appointments the person sees
 * @param patientName a part of the patient's name
 * @param order by their times; null for the usual one: upcoming ones soonest first, others latest first
 */
public record AppointmentFilter(
        @Nullable When when,
        @Nullable AppointmentStatus status,
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
        this(when, status, checked(date), date, doctorId, null, patientId, patientName, order);
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

    /** By their times. */
    public enum Order {
        SOONEST,
        LATEST
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
