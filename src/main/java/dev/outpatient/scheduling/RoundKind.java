package dev.outpatient.scheduling;

import java.util.Set;

/** What a round of a proof is about, with the refusals that clients may meet in it. Anything else is an error. */
enum RoundKind {
    ONE_TIME("one time of one doctor", Set.of("slot-taken")),
    OVERLAP("overlapping times in two offices", Set.of("slot-taken")),
    ONE_PATIENT("one patient at several doctors", Set.of("slot-taken", "patient-busy")),
    CANCEL("cancelled while others want it", Set.of("slot-taken", "invalid-transition")),
    MOVE("many appointments to one time", Set.of("slot-taken")),
    SWAP("each to the time of the other", Set.of("slot-taken")),
    SHIFT("moved over a part of its own time", Set.of("slot-taken", "stale")),
    RACE("one appointment to many times", Set.of("stale")),
    MIXED("all of these at once", Set.of());

    private final String words;
    private final Set<String> refusals;

    RoundKind(String words, Set<String> refusals) {
        this.words = words;
        this.refusals = refusals;
    }

    String words() {
        return words;
    }

    Set<String> refusals() {
        return refusals;
    }
}
