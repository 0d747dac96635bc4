package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.PartOfDay;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.shared.DoctorId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the search bar: the doctors it means, those who are free first before the others. */
@Component
class FindDoctors {

    /** How many doctors the page shows. */
    private static final int SHOWN = 10;
    /** Mostly enough of them are free within these days, so that nobody waits for one who is booked out. */
    private static final int NEAR_DAYS = 4;

    /**
     * What was found.
     *
     * @param total how many doctors the words and the place fit, free or not
     * @param missed the day that was asked for, if nobody is free on it and these are the next times after it
     */
    public record Found(
            List<DoctorCard> cards, int total, @Nullable LocalDate missed) {}

    private final Directory directory;
    private final SlotSearch slots;
    private final DoctorCards cards;
    private final SearchWords words;
    private final Clock clock;

    FindDoctors(Directory directory, SlotSearch slots, DoctorCards cards, SearchWords words, Clock clock) {
        this.directory = directory;
        this.slots = slots;
        this.cards = cards;
        this.words = words;
        this.clock = clock;
    }

    /** @param offices all there are */
    Found find(DoctorSearch search, List<Office> offices) {
        LocalDate today = ClinicDay.today(offices, clock);
        SearchWords.Meaning typed = words.read(search.q(), today);
        String where = search.where();
        boolean placed = where != null && !where.isBlank();
        Place place = where != null && placed ? Place.of(where, offices) : Place.within(typed.words(), offices);
        String look =
                placed ? words.withoutSmall(typed.words()) + " " + place.words() : words.withoutSmall(place.words());
        LocalDate date = search.date() == null ? typed.date() : search.date();
        List<Doctor> doctors = directory.listDoctors(
                new DoctorFilter(look.isBlank() ? null : look, null, place.city(), null, place.officeId(), null));
        PartOfDay part = search.part() == null ? typed.part() : search.part();
        SlotFilter times = times(place, date, date, part);
        List<Doctor> free = freeFirst(doctors, times, today);
        LocalDate missed = free.isEmpty() ? date : null;
        if (missed != null) {
            times = times(place, missed, null, part);
            free = freeFirst(doctors, times, today);
        }
        return new Found(cards.of(free, times), doctors.size(), missed);
    }

    private static SlotFilter times(
            Place place, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable PartOfDay part) {
        return new SlotFilter(null, place.officeId(), null, place.city(), null, from, to, part);
    }

    /** Those of the doctors who have a free time, the earliest first; no more than are shown. */
    private List<Doctor> freeFirst(List<Doctor> doctors, SlotFilter times, LocalDate today) {
        List<DoctorId> ids = doctors.stream().map(Doctor::id).toList();
        Map<DoctorId, List<Slot>> next = Map.of();
        if (times.to() == null) {
            LocalDate from = times.from() == null ? today : times.from();
            next = slots.nextFor(ids, until(from.plusDays(NEAR_DAYS), times), 1);
        }
        if (next.size() < SHOWN) {
            next = slots.nextFor(ids, times, 1);
        }
        return next.values().stream()
                .map(List::getFirst)
                .sorted(Comparator.comparing((Slot slot) -> slot.time().start())
                        .thenComparing(slot -> slot.doctor().name()))
                .limit(SHOWN)
                .map(Slot::doctor)
                .toList();
    }

    private static SlotFilter until(LocalDate to, SlotFilter times) {
        return new SlotFilter(null, times.officeId(), null, times.city(), null, times.from(), to, times.partOfDay());
    }
}
