package dev.outpatient;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Patients who book, move and cancel over HTTP at the same time, and remember what they were told. A patient whose request
 * was never answered does not know what became of it, and leaves that appointment alone from then on.
 */
final class BookingLoad {

    /** An appointment as its patient knows it. */
    record State(long doctor, Instant startsAt, String status) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Long, State> acknowledged = new ConcurrentHashMap<>();
    private final Map<Long, State> unanswered = new ConcurrentHashMap<>();
    private final Queue<State> unansweredBookings = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    /** What was acknowledged last, by appointment. */
    Map<Long, State> acknowledged() {
        return acknowledged;
    }

    Collection<String> errors() {
        return errors;
    }

    /** Whether an appointment is as its patient was told, or as a request would have made it that was not answered. */
    boolean knows(long id, State found) {
        return found.equals(acknowledged.get(id))
                || found.equals(unanswered.get(id))
                || (!acknowledged.containsKey(id) && unansweredBookings.contains(found));
    }

    /** Starts a patient who goes on until the program is gone. */
    Thread start(String api, String token, long office, int doctors, Supplier<Instant> times, long seed) {
        return Thread.ofPlatform().start(() -> {
            Random random = new Random(seed);
            List<Long> mine = new ArrayList<>();
            try {
                while (true) {
                    step(api, token, office, 1 + random.nextInt(doctors), times.get(), random, mine);
                }
            } catch (IOException e) {
                // Killed, as it should be.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void step(String api, String token, long office, long doctor, Instant time, Random random, List<Long> mine)
            throws IOException, InterruptedException {
        String startsAt = "{\"startsAt\":\"" + time + "\"";
        int what = mine.isEmpty() ? 0 : random.nextInt(4);
        if (what < 2) {
            State wanted = new State(doctor, time, "scheduled");
            unansweredBookings.add(wanted);
            HttpResponse<String> answer = post(
                    api + "/appointments",
                    token,
                    startsAt + ",\"doctorId\":" + doctor + ",\"officeId\":" + office + "}");
            if (answer.statusCode() == 201) {
                String location = answer.headers().firstValue("Location").orElseThrow();
                long id = Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
                acknowledged.put(id, wanted);
                mine.add(id);
            }
            unansweredBookings.remove(wanted);
            return;
        }
        long id = mine.remove(random.nextInt(mine.size()));
        State now = requireNonNull(acknowledged.get(id));
        State wanted = what == 2
                ? new State(now.doctor(), time, "scheduled")
                : new State(now.doctor(), now.startsAt(), "cancelled");
        unanswered.put(id, wanted);
        String step = what == 2 ? "/move" : "/cancel";
        HttpResponse<String> answer =
                post(api + "/appointments/" + id + step, token, what == 2 ? startsAt + "}" : "{}");
        if (answer.statusCode() == 200) {
            acknowledged.put(id, wanted);
        }
        unanswered.remove(id);
        if (what == 2) {
            mine.add(id);
        }
    }

    /** Two hundreds and conflicts are answers; anything else should not be. */
    private HttpResponse<String> post(String url, String token, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300 && answer.statusCode() != 409) {
            errors.add(url + " " + body + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }
}
