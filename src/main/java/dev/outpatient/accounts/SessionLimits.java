package dev.outpatient.accounts;

import dev.outpatient.shared.Role;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a browser stays signed in. Staff, who see the records of others, are signed out sooner than patients.
 *
 * @param staffIdle a doctor or an admin who does nothing for this long is signed out
 * @param patientIdle and a patient
 * @param staffLongest a doctor or an admin signs in again after this long, whatever is done meanwhile
 * @param patientLongest and a patient
 */
@ConfigurationProperties("outpatient.sessions")
public record SessionLimits(
        @DefaultValue("15m") Duration staffIdle,
        @DefaultValue("60m") Duration patientIdle,
        @DefaultValue("12h") Duration staffLongest,
        @DefaultValue("24h") Duration patientLongest) {

    /** What is kept for a visitor is no more than a note for the next page. */
    static final Duration VISITOR_IDLE = Duration.ofMinutes(30);

    public Duration idle(Role role) {
        return role == Role.PATIENT ? patientIdle : staffIdle;
    }

    public Duration longest(Role role) {
        return role == Role.PATIENT ? patientLongest : staffLongest;
    }
}
