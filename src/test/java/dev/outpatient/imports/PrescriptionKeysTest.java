package dev.outpatient.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.shared.Reference;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.bson.types.ObjectId;

/** Ids that are the same in each run, and never a reference. */
class PrescriptionKeysTest {

    private static final Instant START = Instant.parse("2024-01-08T14:00:00Z");

    @Example
    void theSameRowsHaveTheSameIdsInEachRun() {
        PrescriptionKeys first = new PrescriptionKeys();
        PrescriptionKeys second = new PrescriptionKeys();
        for (int i = 0; i < 3; i++) {
            assertThat(first.next("e", "1", START, "d")).isEqualTo(second.next("e", "1", START, "d"));
        }
    }

    @Example
    void aRowThatComesTwiceIsTwoPrescriptions() {
        PrescriptionKeys keys = new PrescriptionKeys();
        Set<ObjectId> ids = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            ids.add(keys.next("e", "1", START, "d"));
            ids.add(keys.next("e", "2", START, "d"));
        }
        assertThat(ids).hasSize(10);
    }

    @Example
    void whereOneColumnEndsAndTheNextBeginsMatters() {
        PrescriptionKeys keys = new PrescriptionKeys();
        assertThat(keys.next("e", "12", START, "3d")).isNotEqualTo(keys.next("e1", "2", START, "3d"));
    }

    @Example
    void anIdTellsTheTimeOfItsRow() {
        assertThat(new PrescriptionKeys().next("e", "1", START, "d").getDate()).isEqualTo(START);
    }

    @Example
    void before1970AndAfter2106IdsAreStillUnique() {
        PrescriptionKeys keys = new PrescriptionKeys();
        Set<ObjectId> ids = new HashSet<>();
        for (int year = 1800; year < 2200; year++) {
            ids.add(keys.next("e", "1", Instant.parse(year + "-06-01T00:00:00Z"), "d"));
        }
        assertThat(ids).hasSize(400);
    }

    /** Any second of the years 1800 to 2199. */
    @Property(tries = 1000)
    void noIdIsAReference(@ForAll @LongRange(min = -5_364_662_400L, max = 7_258_118_399L) long second) {
        ObjectId id = new PrescriptionKeys().next("e", "1", Instant.ofEpochSecond(second), "d");
        assertThat(Reference.from(id)).isEmpty();
        assertThat(Integer.toUnsignedLong(id.getTimestamp())).isGreaterThan(1000);
    }
}
