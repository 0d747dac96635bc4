package dev.outpatient.shared;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.bson.types.ObjectId;

/**
 * A row of MySQL as MongoDB documents point at it: an ObjectId of 4 bytes of kind, then the 8 bytes of the key,
 * big-endian. The ObjectId is lossless, says which table it points at, sorts by kind and key, and can't be one that
 * MongoDB generated, whose first 4 bytes are the seconds since 1970.
 *
 * @param id the key, never negative
 */
public record Reference(Kind kind, long id) implements Pointer {

    /** The tables that documents may point at; the code is the first 4 bytes of the ObjectId. */
    public enum Kind {
        PATIENT(1),
        DOCTOR(2),
        ADMIN(3),
        APPOINTMENT(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    public Reference {
        if (id < 0) {
            throw new IllegalArgumentException("A key is never negative: " + id);
        }
    }

    public static Reference of(PatientId id) {
        return of(Kind.PATIENT, id.value());
    }

    public static Reference of(DoctorId id) {
        return of(Kind.DOCTOR, id.value());
    }

    public static Reference of(AppointmentId id) {
        return of(Kind.APPOINTMENT, id.value());
    }

    /** Nobody has a negative key, and nobody has 0: what was asked for by one of them is told of all the same. */
    private static Reference of(Kind kind, long id) {
        return new Reference(kind, Math.max(id, 0));
    }

    @Override
    public ObjectId toObjectId() {
        return new ObjectId(
                ByteBuffer.allocate(12).putInt(kind.code).putLong(id).array());
    }

    /** The reference in an ObjectId, or empty when it is none of ours, such as one that MongoDB generated. */
    public static Optional<Reference> from(ObjectId objectId) {
        ByteBuffer bytes = ByteBuffer.wrap(objectId.toByteArray());
        int code = bytes.getInt();
        long id = bytes.getLong();
        if (id < 0) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.code == code) {
                return Optional.of(new Reference(kind, id));
            }
        }
        return Optional.empty();
    }
}
