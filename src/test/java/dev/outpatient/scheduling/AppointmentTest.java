package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every step from every state, before and after the start. */
class AppointmentTest {

    private static final Instant START = Instant.parse("2026-12-01T14:30:00Z");
    private static final TimeRange TIME = TimeRange.of(START, Duration.ofMinutes(30));
    private static final TimeRange LATER = TimeRange.of(START.plus(Duration.ofDays(1)), Duration.ofMinutes(30));

    /** The last column is the status after the step, or nothing where the step is refused. The start itself is after. */
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "scheduled, before, move, scheduled",
        "scheduled, before, cancel, cancelled",
        "scheduled, before, arrive, scheduled",
        "scheduled, before, complete,",
        "scheduled, before, no-show,",
        "scheduled, before, undo,",
        "scheduled, after, move,",
        "scheduled, after, cancel,",
        "scheduled, after, arrive, scheduled",
        "scheduled, after, complete, completed",
        "scheduled, after, no-show, cancelled",
        "scheduled, after, undo,",
        "arrived, before, move, scheduled",
        "arrived, before, cancel, cancelled",
        "arrived, before, arrive,",
        "arrived, before, complete,",
        "arrived, before, no-show,",
        "arrived, before, undo, scheduled",
        "arrived, after, move,",
        "arrived, after, cancel,",
        "arrived, after, arrive,",
        "arrived, after, complete, completed",
        "arrived, after, no-show,",
        "arrived, after, undo, scheduled",
        "completed, before, move,",
        "completed, before, cancel,",
        "completed, before, arrive,",
        "completed, before, complete,",
        "completed, before, no-show,",
        "completed, before, undo, scheduled",
        "completed, after, move,",
        "completed, after, cancel,",
        "completed, after, arrive,",
        "completed, after, complete,",
        "completed, after, no-show,",
        "completed, after, undo, scheduled",
        "cancelled, before, move,",
        "cancelled, before, cancel,",
        "cancelled, before, arrive,",
        "cancelled, before, complete,",
        "cancelled, before, no-show,",
        "cancelled, before, undo,",
        "cancelled, after, move,",
        "cancelled, after, cancel,",
        "cancelled, after, arrive,",
        "cancelled, after, complete,",
        "cancelled, after, no-show,",
        "cancelled, after, undo,"
    })
    void step(String state, String moment, String step, @Nullable String status) {
        Instant now = moment.equals("before") ? START.minusSeconds(1) : START;
        Appointment before = in(state);
        if (status == null) {
            assertThatThrownBy(() -> take(before, step, now)).isInstanceOf(InvalidTransition.class);
            return;
        }
        Appointment after = take(before, step, now);
        assertThat(after.status().word()).isEqualTo(status);
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.time()).isEqualTo(step.equals("move") ? LATER : TIME);
        assertThat(after.arrivedAt()).isEqualTo(arrival(before, step, now));
        assertThat(after.cancelledAt()).isEqualTo(status.equals("cancelled") ? now : null);
        assertThat(after.cancelledBy()).isEqualTo(status.equals("cancelled") ? "doctor" : null);
        assertThat(after.cancelReason())
                .isEqualTo(
                        switch (step) {
                            case "no-show" -> Appointment.NO_SHOW;
                            case "cancel" -> "ill";
                            default -> null;
                        });
        assertThat(after.reason()).isEqualTo(before.reason());
        assertThat(after.seriesId()).isEqualTo(before.seriesId());
    }

    /** What the buttons go by is what the steps allow. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "scheduled, before, true, false",
        "scheduled, after, false, true",
        "arrived, before, true, false",
        "arrived, after, false, true",
        "completed, before, false, false",
        "completed, after, false, false",
        "cancelled, before, false, false",
        "cancelled, after, false, false"
    })
    void isAheadOrDue(String state, String moment, boolean ahead, boolean due) {
        Instant now = moment.equals("before") ? START.minusSeconds(1) : START;
        assertThat(in(state).isAhead(now)).isEqualTo(ahead);
        assertThat(in(state).isDue(now)).isEqualTo(due);
    }

    private static @Nullable Instant arrival(Appointment before, String step, Instant now) {
        return switch (step) {
            case "arrive" -> now;
            case "move", "no-show" -> null;
            case "undo" -> before.status() == AppointmentStatus.COMPLETED ? before.arrivedAt() : null;
            default -> before.arrivedAt();
        };
    }

    private static Appointment take(Appointment before, String step, Instant now) {
        return switch (step) {
            case "move" -> before.move(new OfficeId(8), LATER, now);
            case "cancel" -> before.cancel("doctor", "ill", now);
            case "arrive" -> before.arrive(now);
            case "complete" -> before.complete(now);
            case "no-show" -> before.noShow("doctor", now);
            case "undo" -> before.undo();
            default -> throw new IllegalArgumentException(step);
        };
    }

    private static Appointment in(String state) {
        boolean cancelled = state.equals("cancelled");
        return new Appointment(
                new AppointmentId(1),
                new PatientId(2),
                new DoctorId(3),
                new OfficeId(4),
                TIME,
                state.equals("arrived") ? AppointmentStatus.SCHEDULED : AppointmentStatus.ofWord(state),
                "a cough",
                5,
                state.equals("arrived") ? START.minusSeconds(600) : null,
                cancelled ? START.minusSeconds(900) : null,
                cancelled ? "patient" : null,
                null,
                6L);
    }
}
