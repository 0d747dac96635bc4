package dev.outpatient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser without windows: it keeps cookies whatever they say of themselves, follows no redirect, and sends forms with the
 * token of the last page that had one.
 */
final class Browsing {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String url;
    private final Map<String, String> cookies = new TreeMap<>();
    private final Map<String, String> setCookies = new TreeMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String token = "";

    Browsing(String url) {
        this.url = url;
    }

    /** Sends a header from now on. */
    Browsing with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Comes from there, as far as a trusted proxy says. */
    Browsing from(String address) {
        return with("X-Forwarded-For", address);
    }

    Map<String, String> cookies() {
        return cookies;
    }

    /** The last Set-Cookie of a cookie, whole. */
    String setCookie(String name) {
        return String.valueOf(setCookies.get(name));
    }

    void forgetToken() {
        token = "";
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    HttpResponse<String> send(String method, String path) {
        return send(method, path, HttpRequest.BodyPublishers.noBody());
    }

    /** @param fields name, value, name, value */
    HttpResponse<String> post(String path, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        if (!token.isEmpty()) {
            form.put("_csrf", token);
        }
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        try {
            return send("POST", path, HttpRequest.BodyPublishers.ofString(body));
        } finally {
            headers.remove("Content-Type");
        }
    }

    /** Sends JSON to the API, without a token. */
    HttpResponse<String> json(String method, String path, String body) {
        headers.put("Content-Type", "application/json");
        try {
            return send(method, path, HttpRequest.BodyPublishers.ofString(body));
        } finally {
            headers.remove("Content-Type");
        }
    }

    HttpResponse<String> signIn(String email, String password) {
        get("/sign-in");
        return post("/sign-in", "email", email, "password", password);
    }

    /** Signs in and fails when that does not work. */
    Browsing signedIn(String email) {
        HttpResponse<String> answer = signIn(email, ClinicFixture.PASSWORD);
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || to.contains("/sign-in")) {
            throw new AssertionError("No sign-in: " + answer.statusCode() + " " + to);
        }
        return this;
    }

    /** Whether the API takes the session. */
    boolean isSignedIn() {
        return get("/api/v1/me").statusCode() == 200;
    }

    private static HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return type.startsWith("text/event-stream")
                ? new Unread()
                : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    /** Hangs up on an answer that would never end. */
    private static final class Unread implements HttpResponse.BodySubscriber<String> {

        @Override
        public CompletionStage<String> getBody() {
            return CompletableFuture.completedFuture("");
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> item) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).method(method, body);
        headers.forEach(request::header);
        if (!headers.containsKey("Accept")) {
            request.header("Accept", "text/html, application/json;q=0.9, */*;q=0.8");
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), Browsing::body);
            answer.headers().allValues("Set-Cookie").forEach(this::take);
            Matcher found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void take(String header) {
        String name = header.substring(0, header.indexOf('='));
        String value = header.substring(name.length() + 1).split(";", 2)[0];
        setCookies.put(name, header);
        if (value.isEmpty() || header.contains("Max-Age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, value);
        }
    }
}
