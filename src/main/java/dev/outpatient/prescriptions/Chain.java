package dev.outpatient.prescriptions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** The prescriptions that were written anew, one in the place of the other. */
final class Chain {

    /** No doctor writes one anew as often. */
    private static final int LONGEST = 50;

    private Chain() {}

    static List<Prescription> of(PrescriptionDocuments documents, Prescription one) {
        Deque<Prescription> chain = new ArrayDeque<>(List.of(one));
        Set<ObjectId> seen = new HashSet<>(Set.of(one.id()));
        Replacement replaces = one.replaces();
        for (Optional<Prescription> before = next(documents, seen, replaces == null ? null : replaces.of());
                before.isPresent(); ) {
            chain.addFirst(before.get());
            Replacement earlier = before.get().replaces();
            before = next(documents, seen, earlier == null ? null : earlier.of());
        }
        for (Optional<Prescription> after = next(documents, seen, one.replacedBy()); after.isPresent(); ) {
            chain.addLast(after.get());
            after = next(documents, seen, after.get().replacedBy());
        }
        return List.copyOf(chain);
    }

    private static Optional<Prescription> next(
            PrescriptionDocuments documents, Set<ObjectId> seen, @Nullable ObjectId id) {
        // One that can't be read ends the chain; the one that was asked for is shown all the same.
        return id == null || seen.size() >= LONGEST || !seen.add(id)
                ? Optional.empty()
                : Optional.ofNullable(documents.byId(List.of(id)).get(id));
    }
}
