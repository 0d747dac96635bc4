package dev.outpatient.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * The hashes of the trail, as 64 hexadecimal digits of SHA-256. Each begins with a byte of its own, so that none can
 * stand for one of another kind.
 */
final class Hashes {

    /** What the hash runs on from before there is a record or a seal. */
    static final String NONE = "0".repeat(64);

    private static final byte RECORD = 0;
    private static final byte RUNNING = 1;
    private static final byte SEAL = 2;

    private Hashes() {}

    /** Of one record: its fields by name, each with its type, whatever order a store keeps them in. */
    static String ofRecord(Document log) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TreeMap<>(log).forEach((name, value) -> {
            write(bytes, name);
            write(bytes, canonical(value));
        });
        return hash(RECORD, bytes.toByteArray());
    }

    /** Of all records up to one: of that one and of those before it. */
    static String running(String before, String record) {
        return hash(RUNNING, parse(before), parse(record));
    }

    static String ofSeal(byte[] content, byte[] signature) {
        return hash(SEAL, content, signature);
    }

    static byte[] parse(String hash) {
        return HexFormat.of().parseHex(hash);
    }

    private static String canonical(Object value) {
        return switch (value) {
            case ObjectId id -> "id " + id.toHexString();
            case String text -> "text " + text;
            case Date date -> "date " + date.getTime();
            case Number number -> "number " + number;
            // No field of ours is of another type, and whatever was put there instead is another record.
            default -> "other " + new Document(Map.of("value", value)).toJson();
        };
    }

    /** With its length before it, so that two texts can't be taken for two others. */
    private static void write(ByteArrayOutputStream bytes, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        bytes.writeBytes(utf8);
    }

    private static String hash(byte kind, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(kind);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
