package dev.outpatient.scheduling.benchmark;

import dev.outpatient.scheduling.benchmark.Wishes.Wish;

/** A way to book. Each client has one of its own. */
interface Booker {

    /** What is not part of the booking and not measured. */
    default void prepare(Wish wish) {}

    /** Fails when the wish is refused. */
    void book(Wish wish) throws Exception;
}
