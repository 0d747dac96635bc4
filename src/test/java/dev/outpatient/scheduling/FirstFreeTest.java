package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is free first: what the home page shows. */
@OnEachEngine
class FirstFreeTest {

    private static final int DOCTORS = 7;

    private final ClinicFixture clinic;
    private final OfficeId office;
    private final SlotSearch search;
    private final Booking booking;
    private final List<DoctorId> doctors;
    private final SlotFilter here;

    FirstFreeTest(Engine engine) {
        clinic = new ClinicFixture(engine.program());
        search = engine.bean(SlotSearch.class);
        booking = engine.bean(Booking.class);
        office = clinic.office(ClinicFixture.BOSTON);
        here = new SlotFilter(null, office, null, null, null, null, null, null);
        doctors = IntStream.range(0, DOCTORS)
                .mapToObj(i -> clinic.doctor(ClinicFixture.email("doctor"), office))
                .toList();
        // The later they came, the earlier they begin.
        for (int i = 0; i < DOCTORS; i++) {
            clinic.week(doctors.get(i), office, LocalTime.of(DOCTORS + 2 - i, 0), LocalTime.of(19, 0), 30);
        }
    }

    @Test
    void theyAreTheFirstOfAll() {
        Map<DoctorId, List<Slot>> all = search.nextFor(doctors, here, 3);
        assertThat(all).hasSize(DOCTORS);
        for (int most = 1; most <= DOCTORS; most++) {
            SequencedMap<DoctorId, List<Slot>> first = search.firstFree(null, doctors, here, most, 3);
            assertThat(first)
                    .hasSize(most)
                    .allSatisfy((doctor, slots) -> assertThat(slots).isEqualTo(all.get(doctor)));
            assertThat(List.copyOf(first.keySet()))
                    .isEqualTo(all.entrySet().stream()
                            .sorted(Comparator.comparing((Map.Entry<DoctorId, List<Slot>> next) ->
                                            next.getValue().getFirst().time().start())
                                    .thenComparingLong(next -> next.getKey().value()))
                            .limit(most)
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    @Test
    void whoIsBusyThenComesLater() {
        DoctorId soonest =
                search.firstFree(null, doctors, here, 1, 1).firstEntry().getKey();
        List<Slot> morning = all(soonest, 40);
        for (Slot slot : morning.subList(0, 20)) {
            booking.book(
                    Actor.of(clinic.patient()),
                    new BookingRequest(soonest, office, slot.time().start(), null, null),
                    null);
        }
        SequencedMap<DoctorId, List<Slot>> first = search.firstFree(null, doctors, here, 1, 2);
        assertThat(first).hasSize(1).doesNotContainKey(soonest);
        assertThat(search.firstFree(null, doctors, here, DOCTORS, 2).get(soonest))
                .isEqualTo(morning.subList(20, 22));
    }

    @Test
    void ofThoseWhoBeginTogetherTheOldestOnesAreFirst() {
        List<DoctorId> together = IntStream.range(0, 4)
                .mapToObj(i -> clinic.doctor(ClinicFixture.email("doctor"), office))
                .toList();
        together.forEach(doctor -> clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(19, 0), 30));
        assertThat(search.firstFree(null, together.reversed(), here, 2, 3).sequencedKeySet())
                .containsExactlyElementsOf(together.subList(0, 2));
    }

    /** A doctor without hours, and one with fewer times than are asked for, hold up none of the others. */
    @Test
    void whoHasTooFewIsThereWithThem() {
        DoctorId without = clinic.doctor(ClinicFixture.email("doctor"), office);
        List<DoctorId> two = List.of(without, doctors.getFirst());
        assertThat(search.firstFree(null, two, here, 5, 1)).containsOnlyKeys(doctors.getFirst());
        assertThat(search.firstFree(null, List.of(without), here, 5, 1)).isEmpty();
        assertThat(search.firstFree(null, List.of(), here, 5, 1)).isEmpty();
        int all = all(doctors.getFirst(), Integer.MAX_VALUE).size();
        assertThat(search.firstFree(null, two, here, 1, all + 1).get(doctors.getFirst()))
                .hasSize(all);
    }

    private List<Slot> all(DoctorId doctor, int most) {
        return search.nextFor(List.of(doctor), here, most).getOrDefault(doctor, List.of());
    }
}
