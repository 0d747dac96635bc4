package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Key;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.TimeRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Recomputes who is busy when from the appointments and compares it with the calendar. It goes day by day while the clinic
 * runs: what differs is looked at again with the row locked, as a booking may have been under way.
 */
@Component
class CalendarCheck {

    /** An appointment that is not cancelled. */
    record Booked(long id, Owner doctor, Owner patient, TimeRange time) {}

    /**
     * What to check.
     *
     * @param from the first UTC day, or null for the first there is
     * @param to the last, or null
     * @param owners whose calendars; empty for everybody's
     */
    record Scope(@Nullable LocalDate from, @Nullable LocalDate to, Set<Owner> owners) {

        boolean isEverybody() {
            return owners.isEmpty();
        }

        boolean holds(Owner owner) {
            return isEverybody() || owners.contains(owner);
        }

        boolean reaches(LocalDate day) {
            return to == null || !day.isAfter(to);
        }

        /** No owner of the kind has a lower number. */
        long lowest(Owner.Kind kind) {
            return isEverybody() ? 0 : ids(kind).min().orElse(1);
        }

        /** Nor a higher one; of none, this is lower than the lowest. */
        long highest(Owner.Kind kind) {
            return isEverybody() ? Long.MAX_VALUE : ids(kind).max().orElse(0);
        }

        private LongStream ids(Owner.Kind kind) {
            return owners.stream().filter(owner -> owner.kind() == kind).mapToLong(Owner::id);
        }
    }

    /**
     * How much was looked at and what was found.
     *
     * @param rows calendar rows, and those that should be there and are not
     */
    record Result(long rows, long appointments, long differences, long repaired, long overlaps) {

        boolean agrees() {
            return differences == repaired && overlaps == 0;
        }
    }

    private final CalendarCheckRepository rows;
    private final CalendarRepository calendar;
    private final RetriedTransaction transaction;

    CalendarCheck(CalendarCheckRepository rows, CalendarRepository calendar, RetriedTransaction transaction) {
        this.rows = rows;
        this.calendar = calendar;
        this.transaction = transaction;
    }

    /**
     * @param repair whether to write into the calendar what follows from the appointments
     * @param found is shown each difference
     * @param progress is shown the sums so far after each day, with the day
     */
    Result run(Scope scope, boolean repair, Consumer<CalendarDifference> found, Progress progress) {
        Sums sums = new Sums();
        Optional<LocalDate> first = rows.nextDay(scope.from() == null ? LocalDate.of(1, 1, 1) : scope.from());
        List<Booked> earlier = new ArrayList<>();
        if (scope.from() != null) {
            first = Optional.of(scope.from());
            rows.reachingInto(scope.from(), scope, earlier::add);
        }
        while (first.isPresent() && scope.reaches(first.get())) {
            LocalDate day = first.get();
            earlier = check(day, earlier, scope, repair, found, sums);
            progress.checked(day, sums.result());
            first = earlier.isEmpty() ? rows.nextDay(day.plusDays(1)) : Optional.of(day.plusDays(1));
        }
        return sums.result();
    }

    /** Is told how far a check has come. */
    interface Progress {
        void checked(LocalDate day, Result soFar);
    }

    /** @return those of the appointments that go on after the day */
    private List<Booked> check(
            LocalDate day,
            List<Booked> earlier,
            Scope scope,
            boolean repair,
            Consumer<CalendarDifference> found,
            Sums sums) {
        Map<Owner, BitSet> expected = new HashMap<>();
        SortedSet<Key> suspects = new TreeSet<>();
        List<Booked> longer = new ArrayList<>();
        Consumer<Booked> mark = booked -> {
            for (Owner owner : List.of(booked.doctor(), booked.patient())) {
                if (scope.holds(owner) && !occupy(expected.computeIfAbsent(owner, o -> new BitSet()), booked, day)) {
                    suspects.add(new Key(owner, day));
                }
            }
            if (!Ticks.day(booked.time().end().minusNanos(1)).equals(day)) {
                longer.add(booked);
            }
        };
        earlier.forEach(mark);
        rows.starting(day, scope, booked -> {
            sums.appointments++;
            mark.accept(booked);
        });
        rows.stored(day, scope, (owner, stored) -> {
            if (!scope.holds(owner)) {
                return;
            }
            sums.rows++;
            BitSet wanted = expected.remove(owner);
            if (!BitSet.valueOf(stored).equals(wanted == null ? new BitSet() : wanted)) {
                suspects.add(new Key(owner, day));
            }
        });
        sums.rows += expected.size();
        expected.keySet().forEach(owner -> suspects.add(new Key(owner, day)));
        for (Key suspect : suspects) {
            for (CalendarDifference difference : lookAgain(suspect, repair)) {
                sums.add(difference);
                found.accept(difference);
            }
        }
        return longer;
    }

    /** With the row locked: who books, moves or cancels for this owner on this day waits, or is done. */
    private List<CalendarDifference> lookAgain(Key key, boolean repair) {
        Supplier<List<CalendarDifference>> work = () -> {
            BusyDays days = calendar.lock(new TreeSet<>(Set.of(key)));
            List<Booked> booked = rows.booked(key);
            BitSet expected = new BitSet();
            booked.forEach(b -> occupy(expected, b, key.day()));
            List<CalendarDifference> found = new ArrayList<>(CalendarDifference.overlaps(key, booked));
            BitSet stored = BitSet.valueOf(days.stored(key));
            if (!stored.equals(expected)) {
                found.add(new CalendarDifference.Ticked(key, minus(stored, expected), minus(expected, stored), repair));
            }
            if (repair) {
                days.replace(key, expected);
                calendar.save(days);
            }
            return found;
        };
        // To be locked, a row that is not there is made; a mere look leaves none behind.
        return repair ? transaction.run(work) : transaction.look(work);
    }

    /** Whether the ticks were free. */
    private static boolean occupy(BitSet busy, Booked booked, LocalDate day) {
        boolean free = true;
        for (Ticks.OnDay part : Ticks.of(booked.time())) {
            if (part.day().equals(day)) {
                free &= busy.get(part.from(), part.to()).isEmpty();
                busy.set(part.from(), part.to());
            }
        }
        return free;
    }

    private static BitSet minus(BitSet from, BitSet what) {
        BitSet rest = (BitSet) from.clone();
        rest.andNot(what);
        return rest;
    }

    private static final class Sums {
        private long rows;
        private long appointments;
        private long differences;
        private long repaired;
        private long overlaps;

        void add(CalendarDifference difference) {
            switch (difference) {
                case CalendarDifference.Ticked ticked -> {
                    differences++;
                    repaired += ticked.repaired() ? 1 : 0;
                }
                case CalendarDifference.Overlap overlap -> overlaps++;
            }
        }

        Result result() {
            return new Result(rows, appointments, differences, repaired, overlaps);
        }
    }
}
