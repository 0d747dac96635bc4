package dev.outpatient.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.types.ObjectId;

/**
 * Gives each row of the medications file the id of its prescription: the same in every run, so that a second run adds
 * nothing. It is the time of the row, then 8 bytes of SHA-256 over what identifies it. The file may hold the very same
 * row more than once; the number of those before it makes the difference.
 */
final class PrescriptionKeys {

    /**
     * How many rows back a repeated row is recognized as one, for its number; rows of one encounter stand a few lines
     * apart. It bounds the memory, some 10 MB.
     */
    private static final int REMEMBERED = 100_000;

    /** Times that an ObjectId can't hold are moved to its ends, well above the codes of our references. */
    private static final long FIRST_SECOND = 1 << 16;

    private static final long LAST_SECOND = 0xFFFF_FFFFL;

    private static final char SEPARATOR = '\u001F';

    private final MessageDigest sha256;
    private final Map<Long, Integer> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    PrescriptionKeys() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    ObjectId next(String encounter, String code, Instant start, String description) {
        String row = encounter + SEPARATOR + code + SEPARATOR + start + SEPARATOR + description + SEPARATOR;
        int before = seen.merge(hash(row), 1, Integer::sum) - 1;
        long second = Math.clamp(start.getEpochSecond(), FIRST_SECOND, LAST_SECOND);
        return new ObjectId(ByteBuffer.allocate(12)
                .putInt((int) second)
                .putLong(hash(row + before))
                .array());
    }

    private long hash(String text) {
        return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
