package dev.outpatient.scheduling;

import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** An appointment with the people and the place it is about, as lists and pages show it. */
public record AppointmentView(
        Appointment appointment,
        String patientName,
        @Nullable LocalDate patientBirthDate,
        @Nullable String patientPhone,
        Doctor doctor,
        Office office) {

    /** When it starts, by the clock at the office. */
    public OffsetDateTime startsAt() {
        return at(appointment.time().start());
    }

    public OffsetDateTime endsAt() {
        return at(appointment.time().end());
    }

    /** A moment by the clock at the office. */
    public OffsetDateTime at(Instant moment) {
        return moment.atZone(office.timeZone()).toOffsetDateTime();
    }
}
