package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.AppointmentFilter;
import dev.outpatient.scheduling.AppointmentFilter.Order;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * The filter row over the list of appointments; what can't be understood arrives as null and does not narrow.
 *
 * @param date the one day on which links of other pages lead here; then it is {@code from} and {@code to}
 */
public record AppointmentList(
        @Nullable When when,
        @Nullable State status,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate date,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate to,

        @Nullable Long doctorId,
        @Nullable Long officeId,
        @Nullable String patientName,
        @Nullable Order order,
        @Nullable String after) {

    public AppointmentList {
        date = meant(date);
        from = date == null ? meant(from) : date;
        to = date == null ? meant(to) : date;
    }

    /** The databases know no others. */
    private static @Nullable LocalDate meant(@Nullable LocalDate date) {
        return date == null || !Dates.isMeant(date) ? null : date;
    }

    /** How an appointment stands, as people tell it: who did not come is told apart from what was called off. */
    public enum State {
        SCHEDULED(AppointmentStatus.SCHEDULED, null),
        COMPLETED(AppointmentStatus.COMPLETED, null),
        CANCELLED(AppointmentStatus.CANCELLED, false),
        NO_SHOW(AppointmentStatus.CANCELLED, true);

        private final AppointmentStatus kept;
        private final @Nullable Boolean noShow;

        State(AppointmentStatus kept, @Nullable Boolean noShow) {
            this.kept = kept;
            this.noShow = noShow;
        }

        /** As messages name it, such as {@code no_show}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the first select offers. */
    public enum When {
        UPCOMING,
        PAST,
        ALL
    }

    /** What is chosen where nobody chose: all of the days that were named, else what is to come. */
    public When shown() {
        if (when != null) {
            return when;
        }
        return from == null && to == null && status == null ? When.UPCOMING : When.ALL;
    }

    /** The order that the list has; the usual one depends on what is shown. */
    public Order inOrder() {
        return toFilter().inOrder();
    }

    /** The same from its beginning, in the order it has where nobody chose one. */
    AppointmentList inUsualOrder() {
        return new AppointmentList(when, status, null, from, to, doctorId, officeId, patientName, null, null);
    }

    AppointmentFilter toFilter() {
        AppointmentFilter.When range = switch (shown()) {
            case UPCOMING -> AppointmentFilter.When.UPCOMING;
            case PAST -> AppointmentFilter.When.PAST;
            case ALL -> null;
        };
        return new AppointmentFilter(
                range,
                status == null ? null : status.kept,
                status == null ? null : status.noShow,
                from,
                to,
                doctorId == null ? null : new DoctorId(doctorId),
                officeId == null ? null : new OfficeId(officeId),
                null,
                patientName == null || patientName.isBlank() ? null : patientName,
                order);
    }
}
