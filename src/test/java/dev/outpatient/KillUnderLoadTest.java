package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpatient.BookingLoad.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed at any moment while patients book, move and cancel: what they were told is so, and the calendar agrees. */
class KillUnderLoadTest {

    /** How often; a test for one's patience gives {@code -Doutpatient.kills=20}. */
    private static final int KILLS = Integer.getInteger("outpatient.kills", 1);

    private static final int PATIENTS = 8;
    private static final int DOCTORS = 3;
    private static final int DAYS = 20;

    private final Random random = new Random();
    private final BookingLoad load = new BookingLoad();

    @TempDir
    Path directory = Path.of("");

    @Test
    void onTheEmbeddedEngines() throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("data/outpatient")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;NON_KEYWORDS=DAY"
                + ";BUILTIN_ALIAS_OVERRIDE=TRUE";
        killAgainAndAgain(List.of("--outpatient.demo-data=false"), url, "outpatient");
    }

    @Test
    void onMariaDb() throws Exception {
        assumeTrue(Engine.available().contains(Engine.MARIADB));
        List<String> settings = Engine.MARIADB.settings();
        String url = settings.getFirst().substring(settings.getFirst().indexOf("jdbc:"));
        killAgainAndAgain(settings, url, "root");
    }

    private void killAgainAndAgain(List<String> settings, String url, String user) throws Exception {
        List<String> tokens = new ArrayList<>();
        try (ChildProgram program = start(settings)) {
            String api = program.awaitUrl() + "/api/v1";
            for (int i = 0; i < PATIENTS; i++) {
                tokens.add(register(api, "pat" + i + "@example.org"));
            }
        }
        try (Connection database = connect(url, user)) {
            openTheClinic(database);
        }
        int before = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ChildProgram program = start(settings)) {
                String api = program.awaitUrl() + "/api/v1";
                List<Thread> patients = new ArrayList<>();
                for (String token : tokens) {
                    patients.add(load.start(api, token, 1, DOCTORS, this::anyTime, random.nextLong()));
                }
                long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
                while (load.acknowledged().size() == before) {
                    assertThat(System.nanoTime()).as(program.output()).isLessThan(deadline);
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
                program.kill();
                for (Thread patient : patients) {
                    patient.join();
                }
            }
            before = load.acknowledged().size();
        }
        assertThat(load.errors()).isEmpty();
        try (Connection database = connect(url, user)) {
            compare(database);
        }
        try (ChildProgram check = ChildProgram.start(directory, words("check-calendar", settings))) {
            assertThat(check.awaitExit()).as(check.output()).isZero();
            System.err.printf(
                    "Killed %d times, %d bookings acknowledged; %s",
                    KILLS, load.acknowledged().size(), check.output());
        }
    }

    private void compare(Connection database) throws SQLException {
        Map<Long, State> found = new TreeMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, doctor_id, starts_at, status FROM appointment")) {
            while (row.next()) {
                Instant startsAt = row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC);
                found.put(row.getLong(1), new State(row.getLong(2), startsAt, row.getString(4)));
            }
        }
        assertThat(found.keySet()).containsAll(load.acknowledged().keySet());
        found.forEach((id, state) -> assertThat(load.knows(id, state))
                .as("appointment " + id + " is " + state + ", told was "
                        + load.acknowledged().get(id))
                .isTrue());
    }

    /** Half hours, so that the patients meet now and then. */
    private Instant anyTime() {
        return Instant.now()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(2L + random.nextInt(DAYS)))
                .plus(Duration.ofMinutes(30L * random.nextInt(48)));
    }

    private ChildProgram start(List<String> settings) throws Exception {
        return ChildProgram.start(directory, words("--server.port=0", settings));
    }

    private static String[] words(String first, List<String> settings) {
        return Stream.concat(Stream.of(first), settings.stream()).toArray(String[]::new);
    }

    private static String register(String api, String email) throws Exception {
        String person = "\"email\":\"" + email + "\",\"password\":\"" + ClinicFixture.PASSWORD + "\"}";
        assertThat(ChildProgram.call(api + "/patients", "", "{\"name\":\"Pat Patient\"," + person)
                        .statusCode())
                .isEqualTo(201);
        String answer = ChildProgram.call(api + "/auth/token", "", "{" + person).body();
        return answer.replaceAll("(?s).*?\"accessToken\":\"([^\"]+)\".*", "$1");
    }

    /** The embedded file is opened twice: see EmbeddedDatabase. */
    private static Connection connect(String url, String user) throws SQLException {
        DriverManager.getConnection(url, user, "").close();
        return DriverManager.getConnection(url, user, "");
    }

    /** By hand, as nobody here is an admin. */
    private static void openTheClinic(Connection database) throws SQLException {
        try (Statement sql = database.createStatement()) {
            sql.execute("INSERT INTO office (id, name, time_zone) VALUES (1, 'Harbor Office', 'UTC')");
            sql.execute("INSERT INTO booking_rules VALUES (1, 0, 90, 0, 0, 1000)");
            for (int doctor = 1; doctor <= DOCTORS; doctor++) {
                sql.execute("INSERT INTO doctor (id, name, specialty) VALUES (" + doctor + ", 'Ada', 'Cardiology')");
                sql.execute("INSERT INTO office_doctor_association (doctor_id, office_id) VALUES (" + doctor + ", 1)");
                for (int day = 1; day <= 7; day++) {
                    sql.execute("INSERT INTO working_hours"
                            + " (doctor_id, office_id, day_of_week, start_time, end_time, visit_minutes)"
                            + " VALUES (" + doctor + ", 1, " + day + ", '00:00', '00:00', 30)");
                }
            }
        }
    }
}
