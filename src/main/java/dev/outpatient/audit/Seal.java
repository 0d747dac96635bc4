package dev.outpatient.audit;

import dev.outpatient.audit.SigningKeys.Purpose;
import dev.outpatient.audit.SigningKeys.Signed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * A signed statement about consecutive records of the trail.
 *
 * @param place the _id it was found under; a seal of ours stands under its number
 * @param root the hash that runs over all records from the first of the trail to the last of this seal
 * @param leaves the hash of each of its records, one after the other: they tell which record was altered
 * @param previous the hash of the seal before, {@link Hashes#NONE} for the first
 */
record Seal(
        ObjectId place,
        long number,
        long from,
        long to,
        String root,
        String leaves,
        String previous,
        Instant createdAt,
        String kid,
        String signature) {

    private static final int LEAF = 64;

    /** @param records the hashes of the records that follow the last sealed one, at least one */
    static Seal over(TrailHead head, List<String> records, Instant at, SigningKeys keys) {
        String root = head.sealedHash();
        for (String record : records) {
            root = Hashes.running(root, record);
        }
        long number = head.seal() + 1;
        Seal unsigned = new Seal(
                TrailNumber.SEAL.toId(number),
                number,
                head.sealedSeq() + 1,
                head.sealedSeq() + records.size(),
                root,
                String.join("", records),
                head.sealHash(),
                Instant.ofEpochMilli(at.toEpochMilli()),
                "",
                "");
        Signed signed = keys.sign(Purpose.SEAL, unsigned.content());
        return new Seal(
                unsigned.place,
                unsigned.number,
                unsigned.from,
                unsigned.to,
                unsigned.root,
                unsigned.leaves,
                unsigned.previous,
                unsigned.createdAt,
                signed.kid(),
                Base64.getEncoder().encodeToString(signed.value()));
    }

    /** What is signed. The leaves are not in it, as the root follows from them. */
    byte[] content() {
        return String.join(
                        "\n",
                        "outpatient seal 1",
                        Long.toString(number),
                        Long.toString(from),
                        Long.toString(to),
                        root,
                        previous,
                        createdAt.toString())
                .getBytes(StandardCharsets.UTF_8);
    }

    String hash() {
        return Hashes.ofSeal(content(), signatureBytes());
    }

    /** Empty when it is no Base64: then it fits nothing. */
    byte[] signatureBytes() {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    List<String> records() {
        List<String> records = new ArrayList<>();
        for (int begin = 0; begin + LEAF <= leaves.length(); begin += LEAF) {
            records.add(leaves.substring(begin, begin + LEAF));
        }
        return records;
    }

    Document toDocument() {
        return new Document("_id", place)
                .append("number", number)
                .append("from", from)
                .append("to", to)
                .append("root", root)
                .append("leaves", leaves)
                .append("previous", previous)
                .append("created_at", Date.from(createdAt))
                .append("kid", kid)
                .append("signature", signature);
    }

    /** @throws ClassCastException or NullPointerException when it is none of ours */
    static Seal from(Document seal) {
        return new Seal(
                seal.getObjectId("_id"),
                seal.get("number", Number.class).longValue(),
                seal.get("from", Number.class).longValue(),
                seal.get("to", Number.class).longValue(),
                seal.getString("root"),
                seal.getString("leaves"),
                seal.getString("previous"),
                seal.getDate("created_at").toInstant(),
                seal.getString("kid"),
                seal.getString("signature"));
    }
}
