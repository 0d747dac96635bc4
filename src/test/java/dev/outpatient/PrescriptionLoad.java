package dev.outpatient;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A doctor who prescribes over HTTP in several windows at the same time, takes some back, and remembers what was
 * answered. What was never answered is sent again with the same key, as a careful client would.
 */
final class PrescriptionLoad {

    /** A medicine as it was sent. */
    record Medicine(String name, String dosage, String instructions) {}

    /**
     * A prescription as it was sent. The names of its medicines are in no other.
     *
     * @param key of the request
     * @param replaces the id of the one that it takes the place of, or null
     */
    record Sent(
            String key,
            long appointment,
            List<Medicine> medication,
            @Nullable String replaces) {

        String firstName() {
            return medication.getFirst().name();
        }
    }

    static final String REASON = "Anders gewünscht";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Sent> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Sent> unanswered = new ConcurrentLinkedQueue<>();
    private final Map<String, Sent> all = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<String> maybeCancelled = ConcurrentHashMap.newKeySet();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    /** What was acknowledged, by the id that was answered. */
    Map<String, Sent> acknowledged() {
        return acknowledged;
    }

    /** Everything that was ever sent, by the name of the first medicine. */
    Map<String, Sent> all() {
        return all;
    }

    /** The ids of those whose cancellation was acknowledged. */
    Set<String> cancelled() {
        return cancelled;
    }

    /** The ids of those whose cancellation was asked for and never answered. */
    Set<String> maybeCancelled() {
        return maybeCancelled;
    }

    Queue<String> errors() {
        return errors;
    }

    /** Opens a window that goes on until the program is gone. */
    Thread start(String api, String token, List<Long> appointments, long seed) {
        return Thread.ofPlatform().start(() -> {
            Random random = new Random(seed);
            List<String> mine = new ArrayList<>();
            try {
                while (errors.isEmpty()) {
                    int what = mine.isEmpty() ? 0 : random.nextInt(6);
                    Sent again = unanswered.poll();
                    if (again != null) {
                        prescribe(api, token, again);
                    } else if (what == 1) {
                        cancel(api, token, mine.remove(random.nextInt(mine.size())));
                    } else {
                        String replaced = what == 2 ? mine.remove(random.nextInt(mine.size())) : null;
                        Sent next = next(appointments, replaced, random);
                        prescribe(api, token, next).ifPresent(mine::add);
                    }
                }
            } catch (IOException e) {
                // Killed, as it should be.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Sends again what was never answered. */
    void finish(String api, String token) throws IOException, InterruptedException {
        while (!unanswered.isEmpty()) {
            prescribe(api, token, unanswered.remove());
        }
    }

    private Sent next(List<Long> appointments, @Nullable String replaced, Random random) {
        List<Medicine> medication = new ArrayList<>();
        int many = 1 + random.nextInt(5);
        for (int i = 0; i < many; i++) {
            String instructions =
                    "Días impares; \"nüchtern\"\n".repeat(random.nextInt(20)).strip();
            // One of the two says how it is taken.
            boolean dosed = instructions.isEmpty() || random.nextBoolean();
            medication.add(new Medicine(
                    word(random) + " «forte» " + (1 + random.nextInt(900)) + " mg",
                    dosed ? "½ Tablette à " + random.nextInt(100) + " mg" : "",
                    instructions));
        }
        // In the same visit, as another patient's can't be replaced.
        Sent before = replaced == null ? null : acknowledged.get(replaced);
        long appointment =
                before == null ? appointments.get(random.nextInt(appointments.size())) : before.appointment();
        Sent sent = new Sent(UUID.randomUUID().toString(), appointment, medication, replaced);
        all.put(sent.firstName(), sent);
        return sent;
    }

    /** One that no other medicine is called by, so that none warns of another. */
    private static String word(Random random) {
        StringBuilder word = new StringBuilder("Q");
        for (int i = 0; i < 16; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    private Optional<String> prescribe(String api, String token, Sent sent) throws IOException, InterruptedException {
        Map<String, Object> fields = new HashMap<>();
        fields.put("appointmentId", sent.appointment());
        fields.put("medication", sent.medication());
        if (sent.replaces() != null) {
            fields.put("replaces", sent.replaces());
            fields.put("replaceReason", REASON);
        }
        String body = JSON.writeValueAsString(fields);
        HttpResponse<String> answer;
        try {
            answer = post(api + "/prescriptions", token, body, sent.key());
            // What a killed program has begun for the patient is in the way for some seconds.
            while (answer.statusCode() == 409 && answer.body().contains("being written")) {
                TimeUnit.MILLISECONDS.sleep(500);
                answer = post(api + "/prescriptions", token, body, sent.key());
            }
        } catch (IOException e) {
            unanswered.add(sent);
            throw e;
        }
        if (answer.statusCode() != 201) {
            errors.add(body + ": " + answer.statusCode() + " " + answer.body());
            return Optional.empty();
        }
        String id = JSON.readTree(answer.body()).get("id").asString();
        Sent other = acknowledged.put(id, sent);
        if (other != null) {
            errors.add(id + " was answered to " + other + " and to " + sent);
        }
        return Optional.of(id);
    }

    private void cancel(String api, String token, String id) throws IOException, InterruptedException {
        maybeCancelled.add(id);
        HttpResponse<String> answer = post(
                api + "/prescriptions/" + id + "/cancel",
                token,
                JSON.writeValueAsString(Map.of("reason", REASON)),
                null);
        if (answer.statusCode() == 200) {
            cancelled.add(id);
        } else {
            errors.add("Cancelling " + id + ": " + answer.statusCode() + " " + answer.body());
        }
        maybeCancelled.remove(id);
    }

    private HttpResponse<String> post(String url, String token, String body, @Nullable String key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** All items of a list, page by page. */
    List<JsonNode> list(String url, String token) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + (url.contains("?") ? "&" : "?") + "limit=100" + after))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(url + ": " + answer.statusCode() + " " + answer.body());
            }
            JsonNode page = JSON.readTree(answer.body());
            page.get("items").forEach(items::add);
            after = page.path("next").isString() ? "&after=" + page.get("next").asString() : "";
        } while (!after.isEmpty());
        return items;
    }
}
