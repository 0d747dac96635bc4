package dev.outpatient.scheduling.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The databases that all benchmarks of a run share, filled when the first asks: a network with a million appointments to
 * come, one ten times as large that holds the same network and others elsewhere, and a copy of the first to book in.
 */
final class BenchmarkClinic {

    /** The database of {@link #forBooking}. */
    static final String BOOKED = "booked";

    private static @Nullable BenchmarkClinic clinic;

    final BenchmarkServer server;
    final ConfigurableApplicationContext network;
    final ConfigurableApplicationContext larger;
    private @Nullable ConfigurableApplicationContext forBooking;

    private BenchmarkClinic() throws Exception {
        server = new BenchmarkServer();
        Report.title("Speed of searching and booking");
        Report.line(
                "  %s, innodb_flush_log_at_trx_commit=%s, buffer pool %s; %d cores, Java %s",
                server.ask("SELECT VERSION()"),
                server.ask("SELECT @@GLOBAL.innodb_flush_log_at_trx_commit"),
                Setting.BUFFER_POOL,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        fill();
        network = server.program("network");
        larger = server.program("larger");
    }

    static synchronized BenchmarkClinic get() {
        if (clinic == null) {
            try {
                clinic = new BenchmarkClinic();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return clinic;
    }

    /** On a database of its own, for what is booked changes what a search finds. */
    synchronized ConfigurableApplicationContext forBooking() {
        if (forBooking == null) {
            try {
                make(BOOKED);
                new Growth(server, "network", BOOKED).copy(1);
                server.execute("ANALYZE TABLE " + tables(BOOKED));
                server.settle();
                forBooking = server.program(BOOKED);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return forBooking;
    }

    private void make(String database) throws SQLException {
        server.create(database);
        server.program(database).close();
    }

    private void fill() throws Exception {
        long start = System.nanoTime();
        make("network");
        make("larger");
        try (Connection connection = server.connect("network", "&rewriteBatchedStatements=true")) {
            double share = new ClinicData(connection).fill();
            Report.line(
                    "  network: %,d doctors in 5 of %,d offices each, %,d appointments in %d days, %.1f %% full, %,d patients",
                    Setting.DOCTORS,
                    Setting.OFFICES,
                    Setting.APPOINTMENTS,
                    Setting.DAYS,
                    share * 100,
                    ClinicData.patients());
        }
        new Growth(server, "network", "larger").copy(Setting.GROWTH);
        server.execute("ANALYZE TABLE " + tables("network") + ", " + tables("larger"));
        server.settle();
        Report.line(
                "  larger: the same and as much again elsewhere, %d times in all; filled in %.0f s",
                Setting.GROWTH, (System.nanoTime() - start) / 1e9);
    }

    private static String tables(String database) throws SQLException {
        return "%1$s.appointment, %1$s.calendar_day, %1$s.working_hours, %1$s.office_doctor_association, %1$s.doctor"
                .formatted(database);
    }
}
