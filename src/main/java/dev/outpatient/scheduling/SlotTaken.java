package dev.outpatient.scheduling;

import dev.outpatient.shared.Problem;
import java.util.List;
import java.util.Map;

/** Somebody else has the time. */
public final class SlotTaken extends Problem {

    private final transient List<Slot> alternatives;

    private SlotTaken(List<Slot> alternatives) {
        super(Kind.CONFLICT, "slot-taken", "This time has just been taken.");
        this.alternatives = alternatives;
    }

    static SlotTaken now() {
        return new SlotTaken(List.of());
    }

    SlotTaken with(List<Slot> alternatives) {
        return new SlotTaken(List.copyOf(alternatives));
    }

    /** The nearest free times of the same doctor, at most five. */
    public List<Slot> alternatives() {
        return alternatives;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("alternatives", alternatives.stream().map(SlotView::of).toList());
    }
}
