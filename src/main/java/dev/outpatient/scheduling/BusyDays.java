package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who is busy when, for some people and some UTC days. A day that was never written is free. */
final class BusyDays {

    static final int BYTES = Ticks.PER_DAY / Byte.SIZE;

    /** Somebody who can't be in two places at once. */
    record Owner(Kind kind, long id) {

        enum Kind {
            PATIENT(1),
            DOCTOR(2);

            final int code;

            Kind(int code) {
                this.code = code;
            }
        }

        /** Such as doctor 12. */
        @Override
        public String toString() {
            return kind.name().toLowerCase(Locale.ROOT) + " " + id;
        }

        static Owner of(PatientId id) {
            return new Owner(Kind.PATIENT, id.value());
        }

        static Owner of(DoctorId id) {
            return new Owner(Kind.DOCTOR, id.value());
        }
    }

    /** One row of the calendar. Sorted as the primary key is, which is the order in which rows are locked. */
    record Key(Owner owner, LocalDate day) implements Comparable<Key> {

        private static final Comparator<Key> BY_PRIMARY_KEY = Comparator.<Key>comparingInt(k -> k.owner.kind.code)
                .thenComparing(Key::day)
                .thenComparingLong(k -> k.owner.id);

        @Override
        public int compareTo(Key other) {
            return BY_PRIMARY_KEY.compare(this, other);
        }
    }

    private final Map<Key, BitSet> days = new HashMap<>();
    private final Map<Key, byte[]> loaded = new HashMap<>();
    private final SortedSet<Key> changed = new TreeSet<>();

    /** The rows that the owners' time in the range lies in. */
    static SortedSet<Key> keys(TimeRange range, Collection<Owner> owners) {
        SortedSet<Key> keys = new TreeSet<>();
        for (Ticks.OnDay part : Ticks.of(range)) {
            for (Owner owner : owners) {
                keys.add(new Key(owner, part.day()));
            }
        }
        return keys;
    }

    /** Takes in a row as it is stored: bit i of byte b is tick 8 b + i. */
    void load(Key key, byte[] stored) {
        days.put(key, BitSet.valueOf(stored));
        loaded.put(key, stored);
    }

    /** Counts the owner as busy here only: nothing of it is written back. */
    void overlay(Owner owner, TimeRange range) {
        for (Ticks.OnDay part : Ticks.of(range)) {
            days.computeIfAbsent(new Key(owner, part.day()), key -> new BitSet())
                    .set(part.from(), part.to());
        }
    }

    boolean holds(Key key) {
        return days.containsKey(key);
    }

    boolean isFree(Owner owner, TimeRange range) {
        for (Ticks.OnDay part : Ticks.of(range)) {
            BitSet busy = days.get(new Key(owner, part.day()));
            if (busy != null) {
                int next = busy.nextSetBit(part.from());
                if (next >= 0 && next < part.to()) {
                    return false;
                }
            }
        }
        return true;
    }

    void occupy(Owner owner, TimeRange range) {
        mark(owner, range, true);
    }

    void release(Owner owner, TimeRange range) {
        mark(owner, range, false);
    }

    private void mark(Owner owner, TimeRange range, boolean busy) {
        for (Ticks.OnDay part : Ticks.of(range)) {
            Key key = new Key(owner, part.day());
            BitSet day = days.get(key);
            if (day == null) {
                throw new IllegalStateException("Not locked: " + key);
            }
            day.set(part.from(), part.to(), busy);
            changed.add(key);
        }
    }

    /** Puts something else in the place of a whole row. */
    void replace(Key key, BitSet busy) {
        days.put(key, busy);
        changed.add(key);
    }

    /** The rows to write back, in key order. */
    SortedSet<Key> changed() {
        return changed;
    }

    /** What the row held when it was loaded. */
    byte[] loaded(Key key) {
        return Objects.requireNonNull(loaded.get(key), () -> "Not loaded: " + key);
    }

    /** The row as it is to be stored. */
    byte[] stored(Key key) {
        return Arrays.copyOf(days.getOrDefault(key, new BitSet()).toByteArray(), BYTES);
    }
}
