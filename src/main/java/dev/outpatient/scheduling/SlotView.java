package dev.outpatient.scheduling;

import java.time.OffsetDateTime;

/** A free time as the API tells it. */
public record SlotView(
        long doctorId,
        String doctorName,
        String specialty,
        long officeId,
        String officeName,
        OffsetDateTime startsAt,
        OffsetDateTime endsAt) {

    public static SlotView of(Slot slot) {
        return new SlotView(
                slot.doctor().id().value(),
                slot.doctor().name(),
                slot.doctor().specialty(),
                slot.office().id().value(),
                slot.office().name(),
                slot.startsAt(),
                slot.endsAt());
    }
}
