package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.PartOfDay;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Specialties;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
     * @param instead where nobody fits: what finds somebody and was meant perhaps; else null
     */
    public record Found(
            List<DoctorCard> cards,
            int total,
            @Nullable LocalDate missed,
            @Nullable Instead instead) {}

    /**
     * Another search that finds somebody.
     *
     * @param misspelt whether a word of it was near another one, rather than somebody there in another place
     */
    public record Instead(@Nullable String q, @Nullable String where, boolean misspelt) {}

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
        Found found = search(viewer, understand(search, offices));
        return found.total() > 0
                ? found
                : new Found(
                        found.cards(),
                        0,
                        found.missed(),
                        instead(search, offices).orElse(null));
    }

    private Optional<Instead> instead(DoctorSearch search, List<Office> offices) {
        String q = Objects.requireNonNullElse(search.q(), "").strip();
        String where = Objects.requireNonNullElse(search.where(), "").strip();
        return Stream.of(corrected(q, where, offices), elsewhere(q, where))
                .flatMap(Optional::stream)
                .filter(other -> isAnybody(new DoctorSearch(other.q(), other.where(), null, null), offices))
                .findFirst();
    }

    private Optional<Instead> corrected(String q, String where, List<Office> offices) {
        NearWords near = new NearWords(Stream.of(
                        Specialties.words().stream(),
                        directory.listDoctors(DoctorFilter.ALL).stream()
                                .flatMap(doctor -> Stream.of(doctor.name(), doctor.specialty())),
                        offices.stream()
                                .flatMap(office -> Stream.of(
                                        office.name(), office.details().city())))
                .flatMap(texts -> texts)
                .filter(Objects::nonNull));
        String said = words.withoutSmall(
                words.read(q, ClinicDay.today(offices, clock)).words());
        Optional<String> otherQ = near.correct(q, Set.of(said.split(" ")));
        Optional<String> otherWhere =
                near.correct(where, Set.of(where.toLowerCase(Locale.ROOT).split("\\s+")));
        return otherQ.isEmpty() && otherWhere.isEmpty()
                ? Optional.empty()
                : Optional.of(new Instead(otherQ.orElse(q), otherWhere.orElse(where), true));
    }

    private static Optional<Instead> elsewhere(String q, String where) {
        return q.isEmpty() || where.isEmpty() ? Optional.empty() : Optional.of(new Instead(q, "", false));
    }

    private boolean isAnybody(DoctorSearch search, List<Office> offices) {
        return !doctors(understand(search, offices)).isEmpty();
    }

    /**
     * What a search says, in its fields or in its sentence.
     *
     * @param look what is looked for among names, perhaps blank
     */
    private record Understood(
            Place place,
            String look,
            @Nullable LocalDate date,
            @Nullable PartOfDay part) {}

    private Understood understand(DoctorSearch search, List<Office> offices) {
        SearchWords.Meaning typed = words.read(search.q(), ClinicDay.today(offices, clock));
        String where = search.where();
        boolean placed = where != null && !where.isBlank();
        Place place = where != null && placed ? Place.of(where, offices) : Place.within(typed.words(), offices);
        String look =
                placed ? words.withoutSmall(typed.words()) + " " + place.words() : words.withoutSmall(place.words());
        return new Understood(
                place,
                look,
                search.date() == null ? typed.date() : search.date(),
                search.part() == null ? typed.part() : search.part());
    }

    private List<Doctor> doctors(Understood wanted) {
        return directory.listDoctors(new DoctorFilter(
                wanted.look().isBlank() ? null : wanted.look(),
                null,
                wanted.place().city(),
                null,
                wanted.place().officeId(),
                null));
    }

    private Found search(@Nullable Actor viewer, Understood wanted) {
        List<Doctor> doctors = doctors(wanted);
        Place place = wanted.place();
        LocalDate date = wanted.date();
        List<DoctorCard> free = cards.ofFirstFree(viewer, doctors, times(place, date, date, wanted.part()), SHOWN);
        LocalDate missed = free.isEmpty() ? date : null;
        if (missed != null) {
            free = cards.ofFirstFree(viewer, doctors, times(place, missed, null, wanted.part()), SHOWN);
        }
        return new Found(free, doctors.size(), missed, null);
    }

    private static SlotFilter times(
            Place place, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable PartOfDay part) {
        return new SlotFilter(null, place.officeId(), null, place.city(), null, from, to, part);
    }
}
