package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series as it was booked.
 *
 * @param everyDays how many days lie between one visit and the next
 */
public record Series(
        SeriesId id, PatientId patientId, DoctorId doctorId, OfficeId officeId, int everyDays, List<Visit> visits) {

    /**
     * One of them: booked, or refused for a reason.
     *
     * @param wantedTime by the clock at the office; one that was booked may be at another time
     * @param appointment null when it was refused
     * @param refusal the type of the problem or the rule that refused it, such as {@code slot-taken} or {@code closed};
     *     null when it was booked
     * @param alternative the free time nearest to a refused one, or null without any
     */
    public record Visit(
            LocalDateTime wantedTime,
            @Nullable AppointmentView appointment,
            @Nullable String refusal,
            @Nullable Slot alternative) {}
}
