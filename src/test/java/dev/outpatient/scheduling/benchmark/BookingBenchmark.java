package dev.outpatient.scheduling.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.outpatient.ClinicFixture;
import dev.outpatient.scheduling.benchmark.Wishes.Wish;
import dev.outpatient.shared.OfficeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Booking by many clients at once, through HTTP and by plain JDBC in turns, in one program with one database; the log
 * records of both are delivered meanwhile. The clients share the machine with the program and the database.
 */
class BookingBenchmark {

    /** What all rounds of one way to book gave. */
    private static final class Outcome {

        private final Latencies latencies = new Latencies(Setting.ROUNDS * Setting.BOOKINGS * Setting.CLIENTS);
        private double seconds;
        private double cpuSeconds;
        private double serverCpuSeconds;

        double rate() {
            return latencies.count() / seconds;
        }

        @Override
        public String toString() {
            return "%,6.0f a second, %s, %.2f ms of processor time and %.2f ms of the server's for one"
                    .formatted(
                            rate(),
                            latencies,
                            cpuSeconds * 1e3 / latencies.count(),
                            serverCpuSeconds * 1e3 / latencies.count());
        }
    }

    private final BenchmarkClinic clinic = BenchmarkClinic.get();
    private final ClinicFixture fixture = new ClinicFixture(clinic.forBooking());

    @Test
    void anAdminBooks() throws Exception {
        compare("b. Booking through HTTP as an admin", true);
    }

    @Test
    void patientsBook() throws Exception {
        compare("b. Booking through HTTP as the patients themselves", false);
    }

    private void compare(String title, boolean asAdmin) throws Exception {
        OfficeId office = fixture.office(ClinicFixture.BOSTON);
        List<Wishes> wishes = new ArrayList<>();
        List<Booker> https = new ArrayList<>();
        List<Booker> jdbcs = new ArrayList<>();
        for (int i = 0; i < Setting.CLIENTS; i++) {
            wishes.add(new Wishes(fixture, office, 2 * Setting.BOOKINGS * (Setting.ROUNDS + Setting.WARM_UP_ROUNDS)));
        }
        try (HikariDataSource database = new HikariDataSource(pool());
                ExecutorService threads = Executors.newFixedThreadPool(Setting.CLIENTS)) {
            for (int i = 0; i < Setting.CLIENTS; i++) {
                https.add(new HttpBooker(clinic.forBooking(), asAdmin));
                jdbcs.add(new JdbcBooker(database, asAdmin));
            }
            Outcome http = new Outcome();
            Outcome jdbc = new Outcome();
            for (int round = -Setting.WARM_UP_ROUNDS; round < Setting.ROUNDS; round++) {
                run(threads, https, wishes, round < 0 ? new Outcome() : http);
                run(threads, jdbcs, wishes, round < 0 ? new Outcome() : jdbc);
            }
            Report.title(
                    "%s, %d clients, %,d bookings each way".formatted(title, Setting.CLIENTS, http.latencies.count()));
            Report.line("  HTTP       %s", http);
            Report.line("  plain JDBC %s", jdbc);
            Report.atLeast("rate, as a share of that of plain JDBC", http.rate() / jdbc.rate(), 0.5, "");
            Report.atMost(
                    "p99, in p99s of plain JDBC", http.latencies.percentile(99) / jdbc.latencies.percentile(99), 4, "");
        }
    }

    private void run(ExecutorService threads, List<Booker> bookers, List<Wishes> wishes, Outcome outcome)
            throws Exception {
        List<Callable<Latencies>> clients = new ArrayList<>();
        for (int i = 0; i < bookers.size(); i++) {
            Booker booker = bookers.get(i);
            Wishes own = wishes.get(i);
            List<Wish> now = new ArrayList<>();
            for (int n = 0; n < Setting.BOOKINGS; n++) {
                Wish wish = own.next();
                booker.prepare(wish);
                now.add(wish);
            }
            clients.add(() -> book(booker, now));
        }
        awaitDeliveredLogs();
        long start = System.nanoTime();
        double cpu = cpuSeconds();
        double serverCpu = clinic.server.cpu().toNanos() / 1e9;
        for (Future<Latencies> client : threads.invokeAll(clients)) {
            outcome.latencies.addAll(client.get());
        }
        outcome.seconds += (System.nanoTime() - start) / 1e9;
        outcome.cpuSeconds += cpuSeconds() - cpu;
        outcome.serverCpuSeconds += clinic.server.cpu().toNanos() / 1e9 - serverCpu;
    }

    /** Of this JVM: the program and its clients, which is what a busy machine does not change. */
    private static double cpuSeconds() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }

    private static Latencies book(Booker booker, List<Wish> wishes) throws Exception {
        Latencies latencies = new Latencies(wishes.size());
        for (Wish wish : wishes) {
            long start = System.nanoTime();
            booker.book(wish);
            latencies.add(System.nanoTime() - start);
        }
        return latencies;
    }

    /** So that no way to book pays for the other's. */
    private void awaitDeliveredLogs() throws Exception {
        while (!clinic.server
                .ask("SELECT COUNT(*) FROM " + BenchmarkClinic.BOOKED + ".log_outbox")
                .equals("0")) {
            Thread.sleep(100);
        }
    }

    private HikariConfig pool() {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(clinic.server.url(BenchmarkClinic.BOOKED));
        pool.setUsername("root");
        pool.setMaximumPoolSize(Setting.CLIENTS);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // As the program's own pool.
        pool.addDataSourceProperty("cachePrepStmts", "true");
        pool.addDataSourceProperty("prepStmtCacheSqlLimit", "2048");
        pool.addDataSourceProperty("useLocalSessionState", "true");
        return pool;
    }
}
