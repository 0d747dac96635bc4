package dev.outpatient;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A stream of server-sent events, as a browser with some cookies gets it. */
final class ServerEvents implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String END = "(the end)";

    private final HttpResponse<InputStream> answer;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private ServerEvents(HttpResponse<InputStream> answer) {
        this.answer = answer;
        if (answer.statusCode() == 200) {
            Thread.ofPlatform().daemon().start(this::read);
        }
    }

    static ServerEvents open(String url, Map<String, String> cookies) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/event-stream")
                .header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return new ServerEvents(HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<InputStream> answer() {
        return answer;
    }

    /** The next event, with its lines as they came; null when none comes in that time. */
    @Nullable
    String next(Duration wait) {
        try {
            return events.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether the server ends the stream in that time, after whatever events. */
    boolean ends(Duration wait) {
        for (String event = next(wait); event != null; event = next(wait)) {
            if (event.equals(END)) {
                return true;
            }
        }
        return false;
    }

    private void read() {
        StringBuilder text = new StringBuilder();
        byte[] part = new byte[1024];
        try (InputStream body = answer.body()) {
            for (int length = body.read(part); length >= 0; length = body.read(part)) {
                text.append(new String(part, 0, length, StandardCharsets.UTF_8));
                for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
                    String event = text.substring(0, end);
                    text.delete(0, end + 2);
                    if (!event.startsWith(":")) {
                        events.add(event);
                    }
                }
            }
        } catch (IOException e) {
            // The test, or the server, closed it.
        }
        events.add(END);
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
