package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import dev.outpatient.audit.LogBacklog;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Reference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The document server killed while patients book, move and cancel, and started again: nobody notices, nothing is lost. */
class DocumentOutageTest {

    /** Of the outage, and of the time before; a test for one's patience gives {@code -Doutpatient.outage=60}. */
    private static final int SECONDS = Integer.getInteger("outpatient.outage", 3);

    private static final int PATIENTS = 3;
    /** An office lets nobody have more ahead than a few. */
    private static final int KEPT = 5;

    private enum Phase {
        WARMING_UP,
        NORMAL,
        DOWN,
        OVER
    }

    private record Booked(Phase phase, long nanos) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Booked> bookings = new ConcurrentLinkedQueue<>();
    /** What each appointment went through, as its patient was told. */
    private final Map<Long, List<String>> told = Collections.synchronizedMap(new HashMap<>());

    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private volatile Phase phase = Phase.WARMING_UP;

    @TempDir
    Path directory = Path.of("");

    @Test
    void bookingGoesOn() throws Exception {
        DocumentServer documents = new DocumentServer(directory);
        documents.start();
        try (documents;
                ConfigurableApplicationContext program = documents.program()) {
            String url = DocumentServer.url(program);
            ClinicFixture clinic = new ClinicFixture(program);
            ApiClient api = new ApiClient(program, url);
            OfficeId office = clinic.office(ZoneOffset.UTC);
            List<Thread> patients = new ArrayList<>();
            String signIn = ClinicFixture.email("out");
            clinic.patient(signIn);
            for (int i = 0; i < PATIENTS; i++) {
                DoctorId doctor = clinic.alwaysWorking(office, 30);
                String email = ClinicFixture.email("out" + i);
                clinic.patient(email);
                String token = api.token(email);
                patients.add(Thread.ofPlatform().start(() -> goOn(url + "/api/v1", token, doctor, office)));
            }
            pass(Math.min(SECONDS, 5));
            phase = Phase.NORMAL;
            pass(SECONDS);
            documents.kill();
            phase = Phase.DOWN;
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            Duration slowest = Duration.ZERO;
            do {
                long before = System.nanoTime();
                api.token(signIn);
                for (String page :
                        List.of("/", "/doctors", "/doctors/1", "/api/v1/doctors", "/api/v1/slots?doctorId=1")) {
                    assertThat(get(url + page)).as(page).isEqualTo(200);
                }
                Duration took = Duration.ofNanos(System.nanoTime() - before);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            } while (System.nanoTime() < until);
            assertThat(program.getBean(LogBacklog.class).waiting().count()).isPositive();
            phase = Phase.OVER;
            for (Thread patient : patients) {
                patient.join();
            }
            documents.start();
            long back = System.nanoTime();
            while (program.getBean(LogBacklog.class).waiting().count() > 0) {
                assertThat(System.nanoTime() - back).isLessThan(TimeUnit.MINUTES.toNanos(3));
                pass(0);
            }
            Duration delivered = Duration.ofNanos(System.nanoTime() - back);

            assertThat(errors).isEmpty();
            compare(program);
            double normal = p99(Phase.NORMAL);
            double down = p99(Phase.DOWN);
            System.err.printf(
                    "MongoDB away for %d s: %d bookings before, %d meanwhile; p99 of booking %.1f ms before, %.1f ms"
                            + " meanwhile, ratio %.2f; sign-in and five pages took %d ms at most; logs delivered"
                            + " %d ms after it came back%n",
                    SECONDS,
                    count(Phase.NORMAL),
                    count(Phase.DOWN),
                    normal,
                    down,
                    down / normal,
                    slowest.toMillis(),
                    delivered.toMillis());
            assertThat(slowest).isLessThan(Duration.ofSeconds(15));
            // A few seconds are too few for more than that nothing waits for the store.
            assertThat(down).isLessThan(SECONDS >= 30 ? 2 * normal : Math.max(2 * normal, 900));
        }
    }

    /** Every appointment is stored as told, and the trail tells of every step once, in order and without a gap. */
    private void compare(ConfigurableApplicationContext program) {
        JdbcClient jdbc = program.getBean(JdbcClient.class);
        Set<Long> stored = new TreeSet<>(
                jdbc.sql("SELECT id FROM appointment").query(Long.class).list());
        assertThat(stored).isEqualTo(new TreeSet<>(told.keySet()));
        Map<Long, List<String>> logged = new HashMap<>();
        long seq = 0;
        for (Document log : program.getBean(MongoDatabase.class)
                .getCollection("logs")
                .find()
                .sort(Sorts.ascending("_id"))) {
            assertThat(log.getLong("seq")).isEqualTo(++seq);
            if (log.getObjectId("reference_id") != null
                    && log.getString("action").startsWith("appointment.")) {
                Reference about =
                        Reference.from(log.getObjectId("reference_id")).orElseThrow();
                logged.computeIfAbsent(about.id(), id -> new ArrayList<>()).add(log.getString("action"));
            }
        }
        logged.values().forEach(actions -> actions.remove("appointment.read"));
        assertThat(logged).isEqualTo(told);
    }

    /** Books, moves and cancels, and leaves a few appointments where they are. */
    private void goOn(String api, String token, DoctorId doctor, OfficeId office) {
        Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);
        int free = 0;
        try {
            for (int round = 1; phase != Phase.OVER; round++) {
                String startsAt = "{\"startsAt\":\"" + first.plus(30L * free, ChronoUnit.MINUTES) + "\"";
                Phase now = phase;
                long before = System.nanoTime();
                HttpResponse<String> booked = post(
                        api + "/appointments",
                        token,
                        startsAt + ",\"doctorId\":" + doctor.value() + ",\"officeId\":" + office.value() + "}");
                bookings.add(new Booked(now, System.nanoTime() - before));
                if (booked.statusCode() != 201) {
                    errors.add(booked.statusCode() + " " + booked.body());
                    return;
                }
                String location = booked.headers().firstValue("Location").orElseThrow();
                long id = new AppointmentId(Long.parseLong(location.substring(location.lastIndexOf('/') + 1))).value();
                List<String> steps = new ArrayList<>(List.of("appointment.booked"));
                told.put(id, steps);
                String later = "{\"startsAt\":\"" + first.plus(30L * (free + 1), ChronoUnit.MINUTES) + "\"}";
                step(api + "/appointments/" + id + "/move", token, later, steps, "appointment.moved");
                if (round % 10 == 0 && free < 2 * KEPT) {
                    free += 2;
                } else {
                    step(api + "/appointments/" + id + "/cancel", token, "{}", steps, "appointment.cancelled");
                }
            }
        } catch (IOException e) {
            errors.add(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(String url, String token, String body, List<String> steps, String action)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = post(url, token, body);
        if (answer.statusCode() == 200) {
            steps.add(action);
        } else {
            errors.add(url + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpResponse<String> post(String url, String token, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private int get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private long count(Phase when) {
        return bookings.stream().filter(booked -> booked.phase() == when).count();
    }

    private double p99(Phase when) {
        List<Long> nanos = bookings.stream()
                .filter(booked -> booked.phase() == when)
                .map(Booked::nanos)
                .sorted()
                .toList();
        assertThat(nanos).isNotEmpty();
        return nanos.get((nanos.size() - 1) * 99 / 100) / 1e6;
    }

    /** The load itself is what passes the time. */
    private static void pass(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds) + TimeUnit.MILLISECONDS.toNanos(50));
    }
}
