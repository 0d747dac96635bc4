package dev.outpatient.audit;

import java.nio.charset.StandardCharsets;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Where the trail begins and ends, as MySQL keeps it beside the documents.
 *
 * @param seq of the last record that has a number
 * @param hash over all records up to it
 * @param seal number of the last seal
 * @param sealHash of the last seal, and by it of those before
 * @param sealedSeq of the last record in it
 * @param sealedHash over all records up to that one
 * @param purge up to where records and seals are gone
 */
record TrailHead(long seq, String hash, long seal, String sealHash, long sealedSeq, String sealedHash, Purge purge) {

    /**
     * The statement that all up to a record and a seal was purged.
     *
     * @param kid the key that signed it, or null where nothing was purged yet
     */
    record Purge(
            long seq,
            String hash,
            long seal,
            String sealHash,
            @Nullable String kid,
            @Nullable String signature) {

        static final Purge NOTHING = new Purge(0, Hashes.NONE, 0, Hashes.NONE, null, null);

        byte[] content() {
            return String.join("\n", "outpatient purge 1", Long.toString(seq), hash, Long.toString(seal), sealHash)
                    .getBytes(StandardCharsets.UTF_8);
        }

        Purge signed(String byKid, String with) {
            return new Purge(seq, hash, seal, sealHash, byKid, with);
        }
    }

    /** What is signed when the head goes out with an export. */
    byte[] content() {
        return String.join(
                        "\n",
                        "outpatient head 1",
                        Long.toString(seq),
                        hash,
                        Long.toString(seal),
                        sealHash,
                        Long.toString(sealedSeq),
                        sealedHash,
                        Long.toString(purge.seq()),
                        purge.hash())
                .getBytes(StandardCharsets.UTF_8);
    }

    Document toDocument() {
        Document purged = new Document("seq", purge.seq())
                .append("hash", purge.hash())
                .append("seal", purge.seal())
                .append("seal_hash", purge.sealHash())
                .append("kid", purge.kid())
                .append("signature", purge.signature());
        return new Document("seq", seq)
                .append("hash", hash)
                .append("seal", seal)
                .append("seal_hash", sealHash)
                .append("sealed_seq", sealedSeq)
                .append("sealed_hash", sealedHash)
                .append("purge", purged);
    }

    static TrailHead from(Document head) {
        Document purged = head.get("purge", Document.class);
        return new TrailHead(
                number(head, "seq"),
                head.getString("hash"),
                number(head, "seal"),
                head.getString("seal_hash"),
                number(head, "sealed_seq"),
                head.getString("sealed_hash"),
                new Purge(
                        number(purged, "seq"),
                        purged.getString("hash"),
                        number(purged, "seal"),
                        purged.getString("seal_hash"),
                        purged.getString("kid"),
                        purged.getString("signature")));
    }

    /** JSON does not tell an int from a long. */
    private static long number(Document from, String name) {
        return from.get(name, Number.class).longValue();
    }
}
