package dev.outpatient;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.PrescriptionLoad.Medicine;
import dev.outpatient.PrescriptionLoad.Sent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Killed at any moment while a doctor prescribes in several windows, on the embedded engines: what was acknowledged is
 * there, whole and once, and the two stores and the trail agree.
 */
class PrescriptionKillTest {

    /** How often; a test for one's patience gives {@code -Doutpatient.kills=20}. */
    private static final int KILLS = Integer.getInteger("outpatient.kills", 2);

    private static final int WINDOWS = 4;
    private static final int VISITS = 40;

    private final Random random = new Random();
    private final PrescriptionLoad load = new PrescriptionLoad();
    private List<Long> visits = List.of();

    @TempDir
    Path directory = Path.of("");

    @Test
    void whatWasAcknowledgedIsThereWholeAndOnce() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            prescribeUntilKilled();
        }
        List<JsonNode> found;
        try (ChildProgram program = start()) {
            String api = program.awaitUrl() + "/api/v1";
            String doctor = token(api, "doctor@demo.test");
            load.finish(api, doctor);
            assertThat(load.errors()).isEmpty();
            found = load.list(api + "/prescriptions", doctor);
            compareWithTheTrail(api, found);
            program.stop();
            program.awaitExit();
        }
        compare(found);
        try (ChildProgram check = ChildProgram.start(directory, "check-stores")) {
            assertThat(check.awaitExit()).as(check.output()).isZero();
        }
        try (ChildProgram verify = ChildProgram.start(directory, "verify-logs")) {
            assertThat(verify.awaitExit()).as(verify.output()).isZero();
            System.err.printf(
                    "Killed %d times, %d prescriptions and %d cancellations acknowledged; %s",
                    KILLS, load.acknowledged().size(), load.cancelled().size(), verify.output());
        }
    }

    private void prescribeUntilKilled() throws Exception {
        try (ChildProgram program = start()) {
            String api = program.awaitUrl() + "/api/v1";
            String doctor = token(api, "doctor@demo.test");
            if (visits.isEmpty()) {
                visits = load.list(api + "/appointments?status=completed", doctor).stream()
                        .limit(VISITS)
                        .map(visit -> visit.get("id").asLong())
                        .toList();
                assertThat(visits).hasSize(VISITS);
            }
            int before = load.acknowledged().size();
            List<Thread> windows = new ArrayList<>();
            for (int i = 0; i < WINDOWS; i++) {
                windows.add(load.start(api, doctor, visits, random.nextLong()));
            }
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (load.acknowledged().size() == before) {
                assertThat(load.errors()).as(program.output()).isEmpty();
                assertThat(System.nanoTime()).as(program.output()).isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(10);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(2000));
            program.kill();
            for (Thread window : windows) {
                window.join();
            }
            assertThat(load.errors()).isEmpty();
        }
    }

    private void compare(List<JsonNode> found) {
        Map<String, JsonNode> byId = new TreeMap<>();
        found.forEach(one -> assertThat(byId.put(one.get("id").asString(), one)).isNull());
        Map<String, String> ids = new TreeMap<>();
        Set<String> replaced = new TreeSet<>();
        for (JsonNode prescription : found) {
            String id = prescription.get("id").asString();
            List<Medicine> medication = medication(prescription);
            Sent sent = load.all().get(medication.getFirst().name());
            if (sent == null) {
                // From the demo data.
                continue;
            }
            assertThat(ids.put(sent.key(), id)).as("another one of " + sent).isNull();
            assertThat(medication).as(id).isEqualTo(sent.medication());
            assertThat(prescription.get("appointmentId").asLong()).isEqualTo(sent.appointment());
            assertThat(load.acknowledged()).as("answered").containsEntry(id, sent);
            String before = sent.replaces();
            if (before != null) {
                replaced.add(before);
                assertThat(requireNonNull(byId.get(before)).get("replacedBy").asString())
                        .isEqualTo(id);
            }
        }
        for (String id : load.acknowledged().keySet()) {
            if (!load.maybeCancelled().contains(id)) {
                assertThat(requireNonNull(byId.get(id)).get("status").asString())
                        .isEqualTo(load.cancelled().contains(id) || replaced.contains(id) ? "cancelled" : "active");
            }
        }
        assertThat(ids.values())
                .hasSameSizeAs(load.acknowledged().keySet())
                .containsAll(load.acknowledged().keySet());
    }

    /** It tells of each once, also of those whose program was gone before it could tell. */
    private void compareWithTheTrail(String api, List<JsonNode> found) throws Exception {
        String admin = token(api, "admin@demo.test");
        long doctor = found.getFirst().get("doctorId").asLong();
        long cancelled = found.stream()
                .filter(one -> one.get("status").asString().equals("cancelled"))
                .filter(one -> !one.path("replacedBy").isString())
                .count();
        Map<String, Long> wanted = new TreeMap<>();
        wanted.put("prescription.written", (long) load.acknowledged().size());
        if (cancelled > 0) {
            wanted.put("prescription.changed", cancelled);
        }
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        Map<String, Long> told;
        do {
            TimeUnit.MILLISECONDS.sleep(200);
            told = load.list(api + "/logs?userKind=doctor&userId=" + doctor, admin).stream()
                    .map(log -> log.path("action").asString(""))
                    .filter(wanted::containsKey)
                    .collect(Collectors.groupingBy(action -> action, Collectors.counting()));
        } while (!told.equals(wanted) && System.nanoTime() < deadline);
        assertThat(told).isEqualTo(wanted);
    }

    private static List<Medicine> medication(JsonNode prescription) {
        List<Medicine> medication = new ArrayList<>();
        for (JsonNode one : prescription.get("medication")) {
            medication.add(new Medicine(
                    one.get("name").asString(),
                    one.get("dosage").asString(),
                    one.get("instructions").asString()));
        }
        return medication;
    }

    private ChildProgram start() throws Exception {
        return ChildProgram.start(directory, "--server.port=0", "--outpatient.abuse-limits.enabled=false");
    }

    private static String token(String api, String email) throws Exception {
        String answer = ChildProgram.call(
                        api + "/auth/token", "", "{\"email\":\"" + email + "\",\"password\":\"outpatient-demo\"}")
                .body();
        return answer.replaceAll("(?s).*?\"accessToken\":\"([^\"]+)\".*", "$1");
    }
}
