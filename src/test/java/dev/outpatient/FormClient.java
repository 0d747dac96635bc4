package dev.outpatient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts or pictures: keeps cookies, sends forms with their CSRF token, follows no redirect. */
public final class FormClient {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String url;
    private String csrf = "";

    public FormClient(String url) {
        this.url = url;
    }

    /** The answer to a look; a form on it lends its CSRF token to what is sent next. */
    public HttpResponse<String> get(String path) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(url + path)).GET());
        Matcher token = TOKEN.matcher(answer.body());
        if (token.find()) {
            csrf = token.group(1);
        }
        return answer;
    }

    public HttpResponse<String> post(String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", csrf);
        String body = all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends the form of the sign-in page, and says where to it leads. */
    public String signIn(String email, String password) {
        get("/sign-in");
        return where(post("/sign-in", Map.of("email", email, "password", password)));
    }

    /** Where a redirect leads, without the host. */
    public String where(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("no redirect").replace(url, "");
    }

    /** Who the API takes this browser for, or empty for a visitor. */
    public Optional<String> me() {
        HttpResponse<String> answer = get("/api/v1/me");
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    /** The id of the session, as the cookie holds it. */
    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().endsWith("SESSION"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Takes over the session of another browser. */
    public void useSession(FormClient other) {
        other.cookies
                .getCookieStore()
                .getCookies()
                .forEach(cookie -> cookies.getCookieStore().add(URI.create(url), (HttpCookie) cookie.clone()));
        csrf = other.csrf;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
