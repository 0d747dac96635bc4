package dev.outpatient.audit;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Pointer;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * A change of one document, and what the trail says of it.
 *
 * @param proof finds the document by its id if this very change was made, and never otherwise; with no clinical content
 * @param warning whether a person might be asked about it
 * @param message as in {@link AuditTrail}
 * @param about whom or what it concerns
 */
public record DocumentChange(
        String collection,
        Bson proof,
        Actor actor,
        boolean warning,
        String action,
        String message,
        List<Pointer> about) {

    /** One that was done as it should be. */
    public static DocumentChange of(
            String collection, Bson proof, Actor actor, String action, String message, Pointer... about) {
        return new DocumentChange(collection, proof, actor, false, action, message, List.of(about));
    }

    /** The same, of which a person might be asked. */
    public DocumentChange asWarning() {
        return new DocumentChange(collection, proof, actor, true, action, message, about);
    }
}
