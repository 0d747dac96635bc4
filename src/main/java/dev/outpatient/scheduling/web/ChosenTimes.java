package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.shared.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks whether a time that somebody chose is still free, and what else is. */
@Component
class ChosenTimes {

    private static final int ALTERNATIVES = 5;
    /** More than any doctor offers on a day. */
    private static final int TIMES_ON_A_DAY = 300;

    private final SlotSearch slots;
    private final Directory directory;

    ChosenTimes(SlotSearch slots, Directory directory) {
        this.slots = slots;
        this.directory = directory;
    }

    Optional<Slot> find(@Nullable Actor actor, WantedTime.Whole wanted) {
        LocalDate day = date(wanted);
        SlotFilter that = new SlotFilter(wanted.doctorId(), wanted.officeId(), null, null, null, day, day, null);
        return slots.search(actor, that, TIMES_ON_A_DAY).stream()
                .filter(slot -> slot.time().start().equals(wanted.startsAt().toInstant()))
                .findFirst();
    }

    /** The free times of the same doctor nearest to it. */
    List<Slot> near(@Nullable Actor actor, WantedTime.Whole wanted) {
        return slots.nearest(actor, wanted.doctorId(), wanted.startsAt().toInstant(), ALTERNATIVES);
    }

    private LocalDate date(WantedTime.Whole wanted) {
        return wanted.startsAt()
                .atZoneSameInstant(directory.getOffice(wanted.officeId()).timeZone())
                .toLocalDate();
    }
}
