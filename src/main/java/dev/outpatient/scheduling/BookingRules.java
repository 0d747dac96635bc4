package dev.outpatient.scheduling;

import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Problem.Invalid.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an office asks of patients who book, move or cancel. Its doctors and admins may go past all of it. An office that
 * has set nothing has those of the settings.
 *
 * @param notice a visit starts at least this much from now
 * @param horizon and at most this much
 * @param cancelNotice a patient cancels or moves at least this much before the start
 * @param buffer the doctor has at least this much between two visits, a multiple of five minutes
 * @param maxUpcoming how many appointments a patient may have ahead in the office
 */
@ConfigurationProperties("outpatient.booking")
public record BookingRules(
        @DefaultValue("1h") Duration notice,
        @DefaultValue("90d") Duration horizon,
        @DefaultValue("0m") Duration cancelNotice,
        @DefaultValue("0m") Duration buffer,
        @DefaultValue("20") int maxUpcoming) {

    /** How far ahead anybody may book, past any rule: two years. */
    static final Duration FURTHEST = Duration.ofDays(730);

    /** @throws Problem.Invalid naming each field that can't be, as the API names them */
    void check() {
        List<FieldError> errors = new ArrayList<>();
        range(errors, "noticeMinutes", notice.toMinutes(), 0, 60L * 24 * 60);
        range(errors, "horizonDays", horizon.toDays(), 1, FURTHEST.toDays());
        range(errors, "cancelNoticeMinutes", cancelNotice.toMinutes(), 0, 30L * 24 * 60);
        range(errors, "bufferMinutes", buffer.toMinutes(), 0, 4 * 60);
        range(errors, "maxUpcoming", maxUpcoming, 1, 1000);
        if (buffer.toMinutes() % Ticks.MINUTES != 0) {
            errors.add(new FieldError("bufferMinutes", "Use a multiple of five minutes."));
        }
        if (errors.isEmpty() && notice.compareTo(horizon) >= 0) {
            errors.add(new FieldError("noticeMinutes", "It leaves no time before the horizon."));
        }
        if (!errors.isEmpty()) {
            throw Problem.Invalid.fields(errors);
        }
    }

    private static void range(List<FieldError> errors, String field, long value, long least, long most) {
        if (value < least || value > most) {
            errors.add(new FieldError(field, "Use a number from " + least + " to " + most + "."));
        }
    }
}
