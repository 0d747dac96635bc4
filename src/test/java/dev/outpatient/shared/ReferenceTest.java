package dev.outpatient.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.shared.Reference.Kind;
import java.time.Instant;
import java.util.Date;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.bson.types.ObjectId;

/** References from documents to rows: lossless, ordered, and never an id that MongoDB made. */
class ReferenceTest {

    @Example
    void patient42LooksLikeThis() {
        assertThat(new Reference(Kind.PATIENT, 42).toObjectId()).isEqualTo(new ObjectId("00000001000000000000002a"));
    }

    @Property(tries = 1000)
    void nothingIsLost(@ForAll Kind kind, @ForAll @LongRange(min = 0) long id) {
        Reference reference = new Reference(kind, id);
        assertThat(Reference.from(reference.toObjectId())).contains(reference);
    }

    @Property(tries = 1000)
    void objectIdsSortAsKindAndKeyDo(
            @ForAll Kind kindA,
            @ForAll @LongRange(min = 0) long a,
            @ForAll Kind kindB,
            @ForAll @LongRange(min = 0) long b) {
        int byRow = kindA == kindB ? Long.compare(a, b) : Integer.compare(kindA.code(), kindB.code());
        int byObjectId = new Reference(kindA, a).toObjectId().compareTo(new Reference(kindB, b).toObjectId());
        assertThat(Integer.signum(byObjectId)).isEqualTo(Integer.signum(byRow));
    }

    /** ObjectId counts seconds from 1970 in 4 bytes without a sign; the first five seconds are never generated again. */
    @Property(tries = 1000)
    void aGeneratedObjectIdIsNeverAReference(
            @ForAll @LongRange(min = 5, max = 0xFFFFFFFFL) long second,
            @ForAll @IntRange(min = 0, max = 0xFFFFFF) int counter) {
        ObjectId generated = new ObjectId(Date.from(Instant.ofEpochSecond(second)), counter);
        assertThat(Reference.from(generated)).isEmpty();
    }

    @Property(tries = 1000)
    void aKeyIsNeverNegative(@ForAll @LongRange(min = Long.MIN_VALUE, max = -1) long negative) {
        assertThatThrownBy(() -> new Reference(Kind.DOCTOR, negative)).isInstanceOf(IllegalArgumentException.class);
    }
}
