package dev.outpatient.audit;

import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** A trail to be checked: that of the two stores, or an export. */
interface TrailSource {

    /** Where it begins and ends. What is added later is not looked at. */
    TrailHead head();

    /** The hashes of the records that no seal of the head holds, by number. */
    Map<Long, String> leaves();

    /** The seals that are there, by the number they stand under. */
    Map<Long, Document> seals(long from, long to);

    /** The records that are there, by the number they stand under; asked for in ascending order. */
    Map<Long, Document> records(long from, long to);

    /** What else is there and has no place, in words. Asked for last. */
    List<String> strays();

    /** The key that signs seals and heads under that name, if it is one that is trusted. */
    Optional<PublicKey> key(String kid);
}
