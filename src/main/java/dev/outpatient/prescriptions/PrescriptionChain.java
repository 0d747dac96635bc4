package dev.outpatient.prescriptions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The prescriptions that were written anew, one in the place of the other.
 *
 * @param items from the first to the last
 * @param earlierMissing whether one before them can't be read, and with it what came before that one
 * @param laterMissing whether one after them can't be read, and with it what came after that one
 */
public record PrescriptionChain(List<Prescription> items, boolean earlierMissing, boolean laterMissing) {

    /** No doctor writes one anew as often. */
    private static final int LONGEST = 50;

    /** Whether there is more to say than the one itself. */
    public boolean isTold() {
        return items.size() > 1 || earlierMissing || laterMissing;
    }

    static PrescriptionChain of(PrescriptionDocuments documents, Prescription one) {
        Set<ObjectId> seen = new HashSet<>(Set.of(one.id()));
        Walk before = walk(documents, one, PrescriptionChain::before, seen);
        Walk after = walk(documents, one, Prescription::replacedBy, seen);
        List<Prescription> all = new ArrayList<>(before.found().reversed());
        all.add(one);
        all.addAll(after.found());
        return new PrescriptionChain(List.copyOf(all), before.cut(), after.cut());
    }

    /** @param cut whether it ended at one that can't be read; the one that was asked for is shown all the same */
    private record Walk(List<Prescription> found, boolean cut) {}

    private static Walk walk(
            PrescriptionDocuments documents,
            Prescription from,
            Function<Prescription, @Nullable ObjectId> step,
            Set<ObjectId> seen) {
        List<Prescription> found = new ArrayList<>();
        ObjectId next = step.apply(from);
        while (next != null && seen.size() < LONGEST && seen.add(next)) {
            Prescription there = documents.byId(List.of(next)).get(next);
            if (there == null) {
                return new Walk(found, true);
            }
            found.add(there);
            next = step.apply(there);
        }
        return new Walk(found, false);
    }

    private static @Nullable ObjectId before(Prescription one) {
        Replacement replaces = one.replaces();
        return replaces == null ? null : replaces.of();
    }

    PrescriptionChain onlyThose(Predicate<Prescription> wanted) {
        return new PrescriptionChain(items.stream().filter(wanted).toList(), earlierMissing, laterMissing);
    }
}
