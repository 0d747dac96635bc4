package dev.outpatient.scheduling;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order of what several threads did in which each answer is right: one that a single thread could have seen,
 * and in which nothing comes before what was over when it began. The search is that of Wing and Gong, "Testing and
 * Verifying Concurrent Objects" (1993), with the memory of Lowe, "Testing for linearizability" (2017): a set of
 * steps that led to a state once is not tried again.
 *
 * <p>Own, as the tools for it schedule the threads of one JVM, and what is looked at here happens in a database.
 */
final class Linearizability {

    /** Something that can be done to a state, which is immutable and knows when it equals another. */
    interface Step<S> {

        /** The state after it, and what is answered. */
        Taken<S> take(S state);
    }

    record Taken<S>(S state, Object answer) {}

    /**
     * One step as it happened.
     *
     * @param begun a moment before it was asked for, on a clock that all threads share
     * @param ended a moment after it was answered
     */
    record Done<S>(Step<S> step, long begun, long ended, Object answer) {}

    /** What was tried: which steps, as bits, led to which state. */
    private record Tried<S>(long steps, S state) {}

    private Linearizability() {}

    /** Whether there is such an order of at most 63 steps. */
    static <S> boolean holds(S start, List<Done<S>> history) {
        if (history.size() >= Long.SIZE) {
            throw new IllegalArgumentException("Too long: " + history.size());
        }
        return holds(start, history, 0, new HashSet<>());
    }

    private static <S> boolean holds(S state, List<Done<S>> history, long taken, Set<Tried<S>> tried) {
        if (Long.bitCount(taken) == history.size()) {
            return true;
        }
        if (!tried.add(new Tried<>(taken, state))) {
            return false;
        }
        long soonest = Long.MAX_VALUE;
        for (int i = 0; i < history.size(); i++) {
            if (isOpen(taken, i)) {
                soonest = Math.min(soonest, history.get(i).ended());
            }
        }
        for (int i = 0; i < history.size(); i++) {
            Done<S> next = history.get(i);
            // What began after another had ended can't come before it.
            if (isOpen(taken, i) && next.begun() <= soonest) {
                Taken<S> after = next.step().take(state);
                if (after.answer().equals(next.answer()) && holds(after.state(), history, taken | 1L << i, tried)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOpen(long taken, int step) {
        return (taken >> step & 1) == 0;
    }
}
