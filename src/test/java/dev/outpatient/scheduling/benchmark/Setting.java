package dev.outpatient.scheduling.benchmark;

/** What {@code -Dbenchmark.…} changes. */
final class Setting {

    static final int DOCTORS = number("doctors", 1_000);
    static final int OFFICES = number("offices", 200);
    static final int SPECIALTIES = number("specialties", 10);
    static final int APPOINTMENTS = number("appointments", 1_000_000);
    static final int DAYS = number("days", 90);
    /** The larger of the two databases holds this many times as much. */
    static final int GROWTH = number("growth", 10);

    static final int WARM_UP = number("warm-up", 2_000);
    static final int SEARCHES = number("searches", 3_000);

    static final int CLIENTS = number("clients", 8);
    /** How often HTTP and plain JDBC take turns at booking. */
    static final int ROUNDS = number("rounds", 6);
    /** Turns before those that count: the JVM compiles what a booking needs for tens of thousands of them. */
    static final int WARM_UP_ROUNDS = number("warm-up-rounds", 8);
    /** How many each client books in a turn. */
    static final int BOOKINGS = number("bookings", 500);

    static final String BUFFER_POOL = System.getProperty("benchmark.buffer-pool", "4G");

    private Setting() {}

    private static int number(String name, int otherwise) {
        return Integer.getInteger("benchmark." + name, otherwise);
    }
}
