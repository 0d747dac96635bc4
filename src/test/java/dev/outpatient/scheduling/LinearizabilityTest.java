package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.Linearizability.Done;
import dev.outpatient.scheduling.Linearizability.Step;
import dev.outpatient.scheduling.Linearizability.Taken;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker itself, on one time that can be booked, cancelled and looked at: it must be able to say no. */
class LinearizabilityTest {

    private static final Step<Boolean> BOOK = taken -> new Taken<>(true, taken ? "slot-taken" : "booked");
    private static final Step<Boolean> CANCEL = taken -> new Taken<>(false, "cancelled");
    private static final Step<Boolean> LOOK = taken -> new Taken<>(taken, taken ? "nothing" : "free");

    @Test
    void oneAfterTheOther() {
        assertThat(holds(done(BOOK, 1, 2, "booked"), done(BOOK, 3, 4, "slot-taken"), done(LOOK, 5, 6, "nothing")))
                .isTrue();
    }

    @Test
    void ofTwoAtOnceEitherMayBeFirst() {
        assertThat(holds(done(BOOK, 1, 4, "slot-taken"), done(BOOK, 2, 3, "booked")))
                .isTrue();
        assertThat(holds(done(BOOK, 1, 3, "booked"), done(LOOK, 2, 4, "free"))).isTrue();
        assertThat(holds(done(BOOK, 1, 3, "booked"), done(LOOK, 2, 4, "nothing")))
                .isTrue();
    }

    @Test
    void oneTimeBookedTwice() {
        assertThat(holds(done(BOOK, 1, 4, "booked"), done(BOOK, 2, 3, "booked")))
                .isFalse();
    }

    @Test
    void bookedAgainAfterItWasCancelled() {
        assertThat(holds(done(BOOK, 1, 6, "booked"), done(CANCEL, 2, 5, "cancelled"), done(BOOK, 3, 4, "booked")))
                .isTrue();
    }

    @Test
    void refusedThoughNobodyHadIt() {
        assertThat(holds(done(BOOK, 1, 2, "slot-taken"), done(BOOK, 3, 4, "booked")))
                .isFalse();
    }

    /** Who looks after the booking was answered must see it. */
    @Test
    void aStaleRead() {
        assertThat(holds(done(BOOK, 1, 2, "booked"), done(LOOK, 3, 4, "free"))).isFalse();
    }

    /** Who has seen the booking can't see the time free later. */
    @Test
    void aReadThatGoesBack() {
        assertThat(holds(done(BOOK, 1, 9, "booked"), done(LOOK, 2, 3, "nothing"), done(LOOK, 4, 5, "free")))
                .isFalse();
    }

    @SafeVarargs
    private static boolean holds(Done<Boolean>... history) {
        return Linearizability.holds(false, List.of(history));
    }

    private static Done<Boolean> done(Step<Boolean> step, long begun, long ended, String answer) {
        return new Done<>(step, begun, ended, answer);
    }
}
