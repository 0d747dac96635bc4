package dev.outpatient.portal;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.audit.LogBacklog;
import dev.outpatient.audit.LogBacklog.Named;
import dev.outpatient.portal.StoreCheckRepository.Completed;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.types.ObjectId;
import org.springframework.stereotype.Component;

/** Holds the trail against the rows that it tells of, in both directions. */
@Component
class VisitCheck {

    static final String MISSING = "appointment.log-missing";

    private static final Set<String> TELLING = Set.of("appointment.completed", MISSING);
    /** Who was booked or came here was not brought in as completed. */
    private static final Set<String> HAPPENED_HERE =
            Set.of("appointment.booked", "appointment.moved", "appointment.arrived");

    private static final int AT_ONCE = 500;

    private final StoreCheckRepository rows;
    private final LogBacklog logs;
    private final AuditTrail trail;

    VisitCheck(StoreCheckRepository rows, LogBacklog logs, AuditTrail trail) {
        this.rows = rows;
        this.logs = logs;
        this.trail = trail;
    }

    /** Visits that were completed here, and of which no record says so. */
    void completed(boolean repair, StoreFindings findings) {
        Instant since = logs.purgedBefore().orElse(Instant.EPOCH);
        long after = 0;
        List<Completed> some;
        do {
            some = rows.listCompleted(after, since, AT_ONCE);
            findings.visits(some.size());
            Map<Reference, Set<String>> actions =
                    logs.actions(some.stream().map(Completed::reference).toList());
            List<Completed> open = new ArrayList<>();
            for (Completed visit : some) {
                after = visit.id();
                Set<String> told = actions.getOrDefault(visit.reference(), Set.of());
                boolean here = visit.changed() || !Collections.disjoint(told, HAPPENED_HERE);
                if (here && Collections.disjoint(told, TELLING)) {
                    open.add(visit);
                }
            }
            // Records from before there were keys are found by MongoDB's own index.
            Set<Reference> told =
                    logs.told(open.stream().map(Completed::reference).toList(), TELLING);
            for (Completed visit : open) {
                if (!told.contains(visit.reference())) {
                    untold(visit, repair, findings);
                }
            }
        } while (some.size() == AT_ONCE);
    }

    private void untold(Completed visit, boolean repair, StoreFindings findings) {
        findings.untold(
                "appointment %d is completed and has no log%s."
                        .formatted(visit.id(), repair ? "; added one that says so" : ""),
                repair);
        if (repair) {
            trail.warning(
                    Actor.OPERATOR,
                    MISSING,
                    "The log of the completed visit was missing",
                    visit.reference(),
                    visit.patient());
        }
    }

    /** People, appointments and prescriptions that records name and that are in no table. */
    void named(StoreFindings findings) {
        logs.eachNamed(AT_ONCE, some -> {
            Map<Reference.Kind, Set<Long>> wanted = new EnumMap<>(Reference.Kind.class);
            for (Named named : some) {
                reference(named)
                        .ifPresent(r -> wanted.computeIfAbsent(r.kind(), kind -> new HashSet<>())
                                .add(r.id()));
            }
            Map<Reference.Kind, Set<Long>> there = new EnumMap<>(Reference.Kind.class);
            wanted.forEach((kind, ids) -> there.put(kind, rows.existing(kind, ids)));
            Set<ObjectId> prescriptions = prescriptions(some);
            for (Named named : some) {
                Optional<Reference> reference = reference(named);
                boolean exists = reference
                        // The operator of a command is in no table.
                        .map(r -> r.equals(Actor.OPERATOR.reference())
                                || there.getOrDefault(r.kind(), Set.of()).contains(r.id()))
                        .orElseGet(() ->
                                document(named).filter(prescriptions::contains).isPresent());
                if (!exists) {
                    findings.gone("logs: there is no %s; %d records name it as %s, the first is number %d."
                            .formatted(
                                    reference.map(VisitCheck::words).orElse("prescription " + named.owner()),
                                    named.records(),
                                    named.part(),
                                    named.first()));
                }
            }
        });
    }

    /** Those of the named that are prescriptions with a row. */
    private Set<ObjectId> prescriptions(List<Named> some) {
        List<ObjectId> documents = some.stream()
                .flatMap(named -> document(named).stream())
                .filter(id -> Reference.from(id).isEmpty())
                .toList();
        return documents.isEmpty() ? Set.of() : rows.listed(documents);
    }

    private static Optional<ObjectId> document(Named named) {
        return ObjectId.isValid(named.owner()) ? Optional.of(new ObjectId(named.owner())) : Optional.empty();
    }

    private static Optional<Reference> reference(Named named) {
        return document(named).flatMap(Reference::from);
    }

    private static String words(Reference reference) {
        return reference.kind().name().toLowerCase(Locale.ROOT) + " " + reference.id();
    }
}
