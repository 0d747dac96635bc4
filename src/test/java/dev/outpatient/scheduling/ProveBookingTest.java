package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpatient.ChildProgram;
import dev.outpatient.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The proof as an operator runs it: on both kinds of stores, in two processes, stopped, and on a calendar that is broken. */
class ProveBookingTest {

    /** A test for one's patience gives {@code -Doutpatient.prove-clients=200 -Doutpatient.prove-rounds=50}. */
    private static final List<String> SMALL = List.of(
            "prove-booking",
            "--clients=" + Integer.getInteger("outpatient.prove-clients", 16),
            "--rounds=" + Integer.getInteger("outpatient.prove-rounds", 9));

    @TempDir
    Path directory = Path.of("");

    @Test
    void onTheEmbeddedDatabase() throws Exception {
        try (ChildProgram proof = start(List.of(), SMALL)) {
            assertThat(proof.awaitExit()).as(proof.output()).isZero();
            assertThat(proof.output())
                    .contains("one time of one doctor")
                    .contains("Bitmaps and appointments agree: ")
                    .contains("No time was given away twice.");
            System.err.println(proof.output());
        }
        try (ChildProgram proof = start(List.of(), List.of("prove-booking", "--instances=2"))) {
            assertThat(proof.awaitExit()).isEqualTo(2);
            assertThat(proof.output()).startsWith("--instances: the embedded database lets one process in.");
        }
    }

    @Test
    void byTwoProcessesOnAServer() throws Exception {
        List<String> settings = mariaDb();
        List<String> two = new ArrayList<>(SMALL);
        two.add("--instances=2");
        try (ChildProgram proof = start(settings, two)) {
            assertThat(proof.awaitExit()).as(proof.output()).isZero();
            assertThat(proof.output()).contains("No time was given away twice.");
            System.err.println(proof.output());
        }
        assertThat(counts(database(settings)).values()).containsOnly(0L);
    }

    @Test
    void byOneProcessOnAServer() throws Exception {
        List<String> settings = mariaDb();
        try (ChildProgram proof = start(settings, SMALL)) {
            assertThat(proof.awaitExit()).as(proof.output()).isZero();
            assertThat(proof.output()).contains("No time was given away twice.");
            System.err.println(proof.output());
        }
    }

    @Test
    void removesWhatItMadeWhenItIsStoppedAndNothingElse() throws Exception {
        List<String> settings = mariaDb();
        try (ChildProgram migration = start(settings, List.of("check-calendar"))) {
            assertThat(migration.awaitExit()).as(migration.output()).isZero();
        }
        JdbcClient database = database(settings);
        addAnAppointmentOfOthers(database);
        Map<String, Long> before = counts(database);
        assertThat(before.values()).doesNotContain(0L);
        List<String> words = List.of("prove-booking", "--clients=24", "--rounds=240", "--instances=2");
        try (ChildProgram proof = start(settings, words)) {
            awaitAppointments(database, proof, 20);
            proof.stop();
            assertThat(proof.awaitExit()).isNotZero();
            assertThat(counts(database)).as(proof.output()).isEqualTo(before);
        }
        try (ChildProgram check = start(settings, List.of("check-calendar"))) {
            assertThat(check.awaitExit()).as(check.output()).isZero();
        }
    }

    /** Somebody empties the calendar all the time, so that everything seems free. */
    @Test
    void failsWhenTheCalendarIsBroken() throws Exception {
        List<String> settings = mariaDb();
        try (ChildProgram migration = start(settings, List.of("check-calendar"))) {
            assertThat(migration.awaitExit()).isZero();
        }
        JdbcClient database = database(settings);
        try (ChildProgram proof = start(settings, SMALL)) {
            while (proof.isAlive()) {
                breakCalendar(database);
            }
            assertThat(proof.awaitExit()).as(proof.output()).isEqualTo(1);
            assertThat(proof.output()).contains("FAILED.").contains("The calendar lets through");
        }
        assertThat(counts(database).values()).containsOnly(0L);
    }

    private static void breakCalendar(JdbcClient database) {
        try {
            database.sql("UPDATE calendar_day SET busy = ?")
                    .param(new byte[BusyDays.BYTES])
                    .update();
        } catch (PessimisticLockingFailureException e) {
            // The booking won; once more.
        }
    }

    private ChildProgram start(List<String> settings, List<String> words) throws Exception {
        return ChildProgram.start(
                directory, Stream.concat(words.stream(), settings.stream()).toArray(String[]::new));
    }

    private static List<String> mariaDb() {
        assumeTrue(Engine.available().contains(Engine.MARIADB));
        return Engine.MARIADB.settings();
    }

    private static JdbcClient database(List<String> settings) {
        String url = settings.getFirst().substring(settings.getFirst().indexOf("jdbc:"));
        return JdbcClient.create(new DriverManagerDataSource(url, "root", ""));
    }

    private static void addAnAppointmentOfOthers(JdbcClient database) {
        Stream.of(
                        "INSERT INTO patient (id, name) VALUES (1, 'Pat')",
                        "INSERT INTO doctor (id, name, specialty) VALUES (1, 'Ada', 'Cardiology')",
                        "INSERT INTO office (id, name, time_zone) VALUES (1, 'Here', 'UTC')",
                        "INSERT INTO office_doctor_association (doctor_id, office_id) VALUES (1, 1)",
                        "INSERT INTO working_hours (doctor_id, office_id, day_of_week, start_time, end_time, visit_minutes)"
                                + " VALUES (1, 1, 1, '08:00', '12:00', 30)",
                        "INSERT INTO booking_rules VALUES (1, 0, 90, 0, 0, 20)",
                        "INSERT INTO appointment (patient_id, doctor_id, office_id, appointment_date, starts_at, ends_at)"
                                + " VALUES (1, 1, 1, '2026-06-01 10:00', '2026-06-01 10:00', '2026-06-01 10:05')",
                        "INSERT INTO calendar_day VALUES (1, '2026-06-01', 1, CONCAT(REPEAT(CHAR(0), 15), CHAR(1), REPEAT(CHAR(0), 20)))",
                        "INSERT INTO calendar_day VALUES (2, '2026-06-01', 1, CONCAT(REPEAT(CHAR(0), 15), CHAR(1), REPEAT(CHAR(0), 20)))")
                .forEach(sql -> database.sql(sql).update());
    }

    private static void awaitAppointments(JdbcClient database, ChildProgram proof, long count) throws Exception {
        while (counts(database).getOrDefault("appointment", 0L) < count) {
            assertThat(proof.isAlive()).as(proof.output()).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static Map<String, Long> counts(JdbcClient database) {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : List.of(
                "patient",
                "doctor",
                "office",
                "office_doctor_association",
                "working_hours",
                "booking_rules",
                "appointment",
                "calendar_day")) {
            counts.put(
                    table,
                    database.sql("SELECT COUNT(*) FROM " + table)
                            .query(Long.class)
                            .single());
        }
        return counts;
    }
}
