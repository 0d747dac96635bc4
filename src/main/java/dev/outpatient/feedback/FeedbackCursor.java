package dev.outpatient.feedback;

import dev.outpatient.shared.Problem;
import java.time.Instant;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Where a list of feedback goes on: after this one, which was given at that moment. */
record FeedbackCursor(Instant createdAt, ObjectId id) {

    static FeedbackCursor of(Feedback last) {
        return new FeedbackCursor(last.createdAt(), last.id());
    }

    /** @throws Problem.Invalid when it is none of ours */
    static @Nullable FeedbackCursor parse(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        if (!cursor.matches("[0-9]{1,15}-[0-9a-f]{24}")) {
            throw Problem.Invalid.field("after", "Not a cursor of this list.");
        }
        int dash = cursor.indexOf('-');
        return new FeedbackCursor(
                Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, dash))),
                new ObjectId(cursor.substring(dash + 1)));
    }

    @Override
    public String toString() {
        return createdAt.toEpochMilli() + "-" + id;
    }
}
