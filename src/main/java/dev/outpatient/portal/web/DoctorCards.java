package dev.outpatient.portal.web;

import com.github.benmanes.caffeine.cache.Cache;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.feedback.Feedbacks;
import dev.outpatient.feedback.Rating;
import dev.outpatient.scheduling.DayTimes;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Remembered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts together what a list says of doctors: offices, rating, next free times. */
@Component
class DoctorCards {

    private static final Logger log = LoggerFactory.getLogger(DoctorCards.class);

    /** How many free times a card shows at most. */
    private static final int TIMES = 4;
    /** With as many on one day, the card leaves out the next. */
    private static final int ENOUGH = 2;

    /** For so long nobody waits again for a store that was away. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration COUNTED_AGAIN = Duration.ofSeconds(10);
    private static final int REMEMBERED = 10_000;

    private final Directory directory;
    private final SlotSearch slots;
    private final Feedbacks feedback;
    private final Clock clock;
    private final Cache<DoctorId, Optional<Rating>> known;
    private volatile Instant nextTryAt = Instant.EPOCH;

    DoctorCards(Directory directory, SlotSearch slots, Feedbacks feedback, Clock clock) {
        this.directory = directory;
        this.slots = slots;
        this.feedback = feedback;
        this.clock = clock;
        this.known = Remembered.lasting(COUNTED_AGAIN, REMEMBERED, clock).build();
    }

    /** One card for each of the doctors, in their order, with the free times that the filter lets through. */
    List<DoctorCard> of(List<Doctor> doctors, SlotFilter filter) {
        return of(doctors, slots.nextFor(ids(doctors), filter, TIMES));
    }

    /**
     * One card for each of the doctors who are free first, the earliest first; no more than {@code most}.
     *
     * @param viewer staff see times that the rules keep from patients; null for anybody
     */
    List<DoctorCard> ofFirstFree(@Nullable Actor viewer, List<Doctor> doctors, SlotFilter filter, int most) {
        Map<DoctorId, List<Slot>> next = slots.firstFree(viewer, ids(doctors), filter, most, TIMES);
        return of(next.values().stream().map(times -> times.getFirst().doctor()).toList(), next);
    }

    private List<DoctorCard> of(List<Doctor> doctors, Map<DoctorId, List<Slot>> next) {
        List<DoctorId> ids = ids(doctors);
        Map<DoctorId, List<Office>> offices = directory.officesOf(ids);
        Map<DoctorId, Rating> ratings = ratings(ids);
        boolean zoned = next.values().stream()
                        .map(times -> times.getFirst().office().timeZone())
                        .distinct()
                        .count()
                > 1;
        return doctors.stream()
                .map(doctor -> new DoctorCard(
                        doctor,
                        offices.getOrDefault(doctor.id(), List.of()),
                        ratings.get(doctor.id()),
                        shown(next.getOrDefault(doctor.id(), List.of())),
                        zoned))
                .toList();
    }

    private static List<DoctorId> ids(List<Doctor> doctors) {
        return doctors.stream().map(Doctor::id).toList();
    }

    /** The first day, and the next one too where the first has little. */
    private static List<DayTimes> shown(List<Slot> slots) {
        List<DayTimes> days = DayTimes.of(slots);
        boolean enough = !days.isEmpty() && days.getFirst().slots().size() >= ENOUGH;
        return days.stream().limit(enough ? 1 : 2).toList();
    }

    /**
     * Ratings are an ornament: without their store the pages go on without them. They are counted anew every few seconds, not
     * for every page.
     */
    Map<DoctorId, Rating> ratings(Collection<DoctorId> ids) {
        if (clock.instant().isBefore(nextTryAt)) {
            return Map.of();
        }
        try {
            return known.getAll(ids, this::count).entrySet().stream()
                    .filter(of -> of.getValue().isPresent())
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, of -> of.getValue().orElseThrow()));
        } catch (Problem.Unavailable e) {
            nextTryAt = clock.instant().plus(PAUSE);
            log.warn("No ratings on the pages: {}", e.getMessage());
            return Map.of();
        }
    }

    /** Of each: who has none is to be remembered, too. */
    private Map<DoctorId, Optional<Rating>> count(Set<? extends DoctorId> ids) {
        Map<DoctorId, Rating> counted = feedback.publicRatings(Set.copyOf(ids));
        return ids.stream().collect(Collectors.toMap(id -> id, id -> Optional.ofNullable(counted.get(id))));
    }
}
