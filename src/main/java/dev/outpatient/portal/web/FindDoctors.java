package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.PartOfDay;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.shared.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers the search bar: the doctors it means, those who are free first before the others. */
@Component
class FindDoctors {

    /** How many doctors the page shows. */
    private static final int SHOWN = 10;

    /**
     * What was found.
     *
     * @param total how many doctors the words and the place fit, free or not
     * @param missed the day that was asked for, if nobody is free on it and these are the next times after it
     */
    public record Found(
            List<DoctorCard> cards, int total, @Nullable LocalDate missed) {}

    private final Directory directory;
    private final DoctorCards cards;
    private final SearchWords words;
    private final Clock clock;

    FindDoctors(Directory directory, DoctorCards cards, SearchWords words, Clock clock) {
        this.directory = directory;
        this.cards = cards;
        this.words = words;
        this.clock = clock;
    }

    /**
     * @param viewer staff see times that the rules keep from patients; null for anybody
     * @param offices all there are
     */
    Found find(@Nullable Actor viewer, DoctorSearch search, List<Office> offices) {
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
        List<DoctorCard> free = cards.ofFirstFree(viewer, doctors, times(place, date, date, part), SHOWN);
        LocalDate missed = free.isEmpty() ? date : null;
        if (missed != null) {
            free = cards.ofFirstFree(viewer, doctors, times(place, missed, null, part), SHOWN);
        }
        return new Found(free, doctors.size(), missed);
    }

    private static SlotFilter times(
            Place place, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable PartOfDay part) {
        return new SlotFilter(null, place.officeId(), null, place.city(), null, from, to, part);
    }
}
