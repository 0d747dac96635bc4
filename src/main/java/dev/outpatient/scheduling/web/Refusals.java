package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.NotBookable;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotTaken;
import dev.outpatient.shared.Problem;
import java.util.List;

/** What a page says of a time that could not be had. */
final class Refusals {

    private Refusals() {}

    /** The last part of the message's code: the rule that refused, or the type of the problem. */
    static String word(Problem refusal) {
        return refusal instanceof NotBookable broken ? broken.rule().word() : refusal.type();
    }

    static List<Slot> alternatives(Problem refusal) {
        return refusal instanceof SlotTaken taken ? taken.alternatives() : List.of();
    }
}
