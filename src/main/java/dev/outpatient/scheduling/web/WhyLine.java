package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.ExplainedTime;
import dev.outpatient.scheduling.ExplainedTime.Reason;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a day with one reason, in the words of whoever reads it.
 *
 * @param word what the messages call the reason, such as {@code no-hours}; {@code free} without one
 * @param free the times that can be booked in it
 */
public record WhyLine(
        OffsetDateTime startsAt,
        OffsetDateTime endsAt,
        String word,
        @Nullable String detail,
        @Nullable Long appointmentId,
        List<ExplainedTime> free) {

    private static final String FREE = "free";
    private static final String TAKEN = "taken";

    /**
     * One line for neighbours that say the same.
     *
     * @param full whether the reader may know what others do: the doctor and admins
     */
    static List<WhyLine> of(List<ExplainedTime> times, boolean full, Instant now) {
        List<WhyLine> lines = new ArrayList<>();
        for (ExplainedTime time : times) {
            WhyLine line = new WhyLine(
                    time.startsAt(),
                    time.endsAt(),
                    word(time, full, now),
                    time.detail(),
                    time.appointmentId(),
                    time.reason() == null ? List.of(time) : List.of());
            if (!lines.isEmpty() && lines.getLast().saysTheSameAs(line)) {
                line = lines.removeLast().and(line);
            }
            lines.add(line);
        }
        return lines;
    }

    /** To patients it is all one whether somebody has booked, holds it, or the doctor needs a pause between two visits. */
    private static String word(ExplainedTime time, boolean full, Instant now) {
        Reason reason = time.reason();
        if (reason == null) {
            return FREE;
        }
        boolean others = reason == Reason.BOOKED || reason == Reason.HELD || reason == Reason.BUFFER;
        if (full || !others) {
            return reason.word();
        }
        if (time.appointmentId() != null) {
            return "own";
        }
        // What took a time that is over is of no use to anybody.
        return time.endsAt().toInstant().isAfter(now) ? TAKEN : Reason.PAST.word();
    }

    private boolean saysTheSameAs(WhyLine next) {
        return word.equals(next.word)
                && Objects.equals(detail, next.detail)
                && Objects.equals(appointmentId, next.appointmentId)
                && !next.startsAt.isAfter(endsAt);
    }

    private WhyLine and(WhyLine next) {
        List<ExplainedTime> both = new ArrayList<>(free);
        both.addAll(next.free);
        return new WhyLine(startsAt, next.endsAt, word, detail, appointmentId, both);
    }

    /** Whether it is the whole day, so that the times say nothing. */
    public boolean isWholeDay() {
        return endsAt.toLocalDate().isAfter(startsAt.toLocalDate())
                && startsAt.toLocalTime().equals(endsAt.toLocalTime());
    }
}
