package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows what would come of time off. Two pages ask for it before they enter any. */
@Component
class AwayPreviews {

    /** More than any doctor offers on the days that are told. */
    private static final int TIMES = 300 * AwayPreview.MOST_DAYS;

    private final TimeOffs timeOffs;
    private final SlotSearch slots;
    private final Clock clock;

    AwayPreviews(TimeOffs timeOffs, SlotSearch slots, Clock clock) {
        this.timeOffs = timeOffs;
        this.slots = slots;
        this.clock = clock;
    }

    /**
     * @param zone the clock that the time off is told by
     * @param oneOffice whether the doctor works in no more than one
     * @throws Problem.NotFound when there is no such doctor, or the actor is another one
     * @throws Problem.Invalid when it could not be entered
     */
    AwayPreview of(
            Actor actor, DoctorId doctor, TimeRange wanted, @Nullable String reason, ZoneId zone, boolean oneOffice) {
        TimeOffs.Planned planned = timeOffs.preview(actor, doctor, wanted.start(), wanted.end(), reason);
        TimeOffLine off = TimeOffLine.of(new TimeOff(0, doctor, planned.time(), reason), zone);
        AwayPreview.Told told = AwayPreview.Told.of(off, LocalDate.ofInstant(clock.instant(), zone));
        SlotFilter there = new SlotFilter(doctor, null, null, null, null, told.first(), told.last(), null);
        // As patients, by whose rules they are offered.
        List<Slot> free = slots.search(there, TIMES);
        return AwayPreview.of(off, told, free, planned.time(), oneOffice, planned.affected());
    }
}
