package dev.outpatient.audit;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The number of a record or a seal as the _id of its document: 4 bytes of kind, then the number, as references to rows
 * are built. A number can so be given once only, and records are found by a list of ids, which every document store
 * looks up by index.
 */
enum TrailNumber {
    RECORD(5),
    SEAL(6);

    private final int code;

    TrailNumber(int code) {
        this.code = code;
    }

    ObjectId toId(long number) {
        return new ObjectId(ByteBuffer.allocate(12).putInt(code).putLong(number).array());
    }

    /** The number in an id, or empty when it is no id of ours. */
    OptionalLong from(@Nullable Object id) {
        if (id instanceof ObjectId objectId) {
            ByteBuffer bytes = ByteBuffer.wrap(objectId.toByteArray());
            if (bytes.getInt() == code) {
                return OptionalLong.of(bytes.getLong());
            }
        }
        return OptionalLong.empty();
    }
}
