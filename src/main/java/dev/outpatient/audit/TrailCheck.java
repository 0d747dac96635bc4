package dev.outpatient.audit;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a trail from its first record to its last and names what was altered, is missing or was inserted, in the
 * order of the trail.
 */
final class TrailCheck {

    /**
     * What was looked at, and what was found.
     *
     * @param records how many there should be
     * @param findings empty when all is as it was written
     */
    record Result(long seals, long records, List<String> findings) {}

    private static final int WINDOW = 500;
    private static final int SEALS = 50;
    private static final int MOST_FINDINGS = 100;

    private final TrailSource source;
    private final TrailHead head;
    private final List<String> findings = new ArrayList<>();
    /** The last record that was looked at, the hash over all up to it, and the hash of the last good seal. */
    private long seq;

    private String hash;
    private String sealHash;
    /** Whether seals before this place can't be used, so that their records are still to be looked at. */
    private boolean gap;
    /** The first of consecutive missing records that are not told of yet, or 0. */
    private long missingFrom;

    private TrailCheck(TrailSource source) {
        this.source = source;
        this.head = source.head();
        this.seq = head.purge().seq();
        this.hash = head.purge().hash();
        this.sealHash = head.purge().sealHash();
    }

    static Result run(TrailSource source) {
        TrailCheck check = new TrailCheck(source);
        check.purge();
        check.seals();
        check.unsealed();
        check.findings.addAll(source.strays());
        long first = check.head.purge().seq();
        return new Result(
                check.head.seal() - check.head.purge().seal(),
                check.head.seq() - first,
                List.copyOf(check.findings.subList(0, Math.min(MOST_FINDINGS, check.findings.size()))));
    }

    private void purge() {
        TrailHead.Purge purge = head.purge();
        if (purge.seq() > 0 && !isSigned(purge.kid(), purge.content(), bytes(purge.signature()))) {
            findings.add("The statement that records up to " + purge.seq() + " were purged was altered.");
        }
    }

    private void seals() {
        for (long from = head.purge().seal() + 1; from <= head.seal(); from += SEALS) {
            long to = Math.min(from + SEALS - 1, head.seal());
            Map<Long, Document> found = source.seals(from, to);
            for (long number = from; number <= to; number++) {
                Seal seal = usable(number, found.get(number));
                if (seal == null) {
                    gap = true;
                } else {
                    follow(seal);
                }
            }
        }
        if (gap) {
            bridge(head.sealedSeq(), head.sealedHash());
        }
        if (seq != head.sealedSeq() || !sealHash.equals(head.sealHash()) && !gap) {
            findings.add("The last seal is not the one that the head of the trail names.");
        }
        gap = false;
        seq = head.sealedSeq();
        hash = head.sealedHash();
    }

    /** The seal of that number, or null after telling why it is none. */
    private @Nullable Seal usable(long number, @Nullable Document found) {
        if (found == null) {
            findings.add("Seal " + number + " is missing.");
            return null;
        }
        Seal seal;
        try {
            seal = Seal.from(found);
        } catch (ClassCastException | NullPointerException e) {
            findings.add("Seal " + number + " was altered: it is none any more.");
            return null;
        }
        if (!isSigned(seal.kid(), seal.content(), seal.signatureBytes())) {
            findings.add("Seal " + number + " was altered: its signature does not fit, or its key is none of ours.");
            return null;
        }
        if (seal.number() != number) {
            findings.add("In the place of seal " + number + " stands "
                    + (seal.number() > number ? "the later" : "the older") + " seal " + seal.number() + ".");
            return null;
        }
        return seal;
    }

    private void follow(Seal seal) {
        if (gap) {
            bridge(seal.from() - 1, null);
        } else if (!seal.previous().equals(sealHash)) {
            findings.add("Seal " + seal.number() + " does not follow the seal before it.");
        }
        List<String> records = seal.records();
        String root = hash;
        for (String record : records) {
            root = Hashes.running(root, record);
        }
        if (seal.from() != seq + 1 || records.size() != seal.to() - seq) {
            findings.add("Seal " + seal.number() + " was altered: its hashes are not those of its records.");
            gap = true;
            return;
        }
        if (!root.equals(seal.root())) {
            findings.add(
                    gap
                            ? "A record before " + seal.from()
                                    + " was altered; which one, the seal that is gone would have told."
                            : "Seal " + seal.number() + " was altered: its hashes are not those that were signed.");
        }
        gap = false;
        compare(seal.from(), seal.to(), (number, found) -> records.get((int) (number - seal.from())));
        seq = seal.to();
        hash = seal.root();
        sealHash = seal.hash();
    }

    /** Goes on over records whose seal can't be used: they are as they were if the hash over all of them is. */
    private void bridge(long to, @Nullable String expected) {
        compare(seq + 1, to, (number, found) -> {
            hash = Hashes.running(hash, found);
            return found;
        });
        if (expected != null && !expected.equals(hash)) {
            findings.add("A record up to " + to + " was altered; which one, the seal that is gone would have told.");
        }
        seq = Math.max(seq, to);
    }

    private void unsealed() {
        Map<Long, String> leaves = source.leaves();
        compare(seq + 1, head.seq(), (number, found) -> {
            String leaf = leaves.getOrDefault(number, found);
            hash = Hashes.running(hash, leaf);
            return leaf;
        });
        tellMissing(head.seq());
        if (!hash.equals(head.hash())) {
            findings.add("The records after " + seq + " are not those that the head of the trail was made of.");
        }
    }

    /** Says what the hash of a record should be; gets what it is, and {@link Hashes#NONE} where there is no record. */
    private interface Expected {
        String of(long number, String found);
    }

    private void compare(long first, long last, Expected expected) {
        for (long from = first; from <= last; from += WINDOW) {
            long to = Math.min(from + WINDOW - 1, last);
            Map<Long, Document> found = source.records(from, to);
            for (long number = from; number <= to; number++) {
                Document record = found.get(number);
                String is = record == null ? Hashes.NONE : Hashes.ofRecord(record);
                boolean same = is.equals(expected.of(number, is));
                if (record == null && missingFrom == 0) {
                    missingFrom = number;
                } else if (record != null) {
                    tellMissing(number - 1);
                    if (!same) {
                        findings.add("Record " + number + " was altered.");
                    }
                }
            }
        }
    }

    private void tellMissing(long upTo) {
        if (missingFrom > 0) {
            findings.add(
                    missingFrom == upTo
                            ? "Record " + upTo + " is missing."
                            : "Records " + missingFrom + " to " + upTo + " are missing.");
            missingFrom = 0;
        }
    }

    private boolean isSigned(@Nullable String kid, byte[] content, byte[] signature) {
        Optional<PublicKey> key = kid == null ? Optional.empty() : source.key(kid);
        return key.isPresent() && SigningKeys.verify(key.get(), content, signature);
    }

    static byte[] bytes(@Nullable String base64) {
        try {
            return base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
