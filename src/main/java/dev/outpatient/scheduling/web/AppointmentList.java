package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.AppointmentFilter;
import dev.outpatient.scheduling.AppointmentFilter.Order;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** The filter row over the list of appointments; what can't be understood arrives as null and does not narrow. */
record AppointmentList(
        @Nullable When when,
        @Nullable AppointmentStatus status,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate date,

        @Nullable Long doctorId,
        @Nullable String patientName,
        @Nullable Order order,
        @Nullable String after) {

    AppointmentList {
        // The databases know no others.
        date = date == null || !Dates.isMeant(date) ? null : date;
    }

    /** What the first select offers. */
    enum When {
        UPCOMING,
        PAST,
        ALL
    }

    /** What is chosen where nobody chose: all of a day that was named, else what is to come. */
    public When shown() {
        if (when != null) {
            return when;
        }
        return date == null && status == null ? When.UPCOMING : When.ALL;
    }

    /** The order that the list has; the usual one depends on what is shown. */
    public Order inOrder() {
        return toFilter().inOrder();
    }

    AppointmentFilter toFilter() {
        AppointmentFilter.When range = switch (shown()) {
            case UPCOMING -> AppointmentFilter.When.UPCOMING;
            case PAST -> AppointmentFilter.When.PAST;
            case ALL -> null;
        };
        return new AppointmentFilter(
                range,
                status,
                date,
                doctorId == null ? null : new DoctorId(doctorId),
                null,
                patientName == null || patientName.isBlank() ? null : patientName,
                order);
    }
}
