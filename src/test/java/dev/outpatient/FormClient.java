package dev.outpatient;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser that stays on its pages: what it sends carries the CSRF token of the last form that it saw. */
final class FormClient implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final PageClient browser;
    private String csrf = "";

    FormClient(String url) {
        this.browser = new PageClient(url);
    }

    HttpResponse<String> get(String path) {
        HttpResponse<String> answer = browser.get(path);
        Matcher token = TOKEN.matcher(answer.body());
        if (token.find()) {
            csrf = token.group(1);
        }
        return answer;
    }

    HttpResponse<String> post(String path, Map<String, String> fields) {
        return browser.post(path, csrf, fields);
    }

    /** Sends the form of the sign-in page, and says where to it leads. */
    String signIn(String email, String password) {
        get("/sign-in");
        return where(post("/sign-in", Map.of("email", email, "password", password)));
    }

    /** Where an answer leads, without the host; or that it does not. */
    static String where(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").isPresent() ? PageClient.location(answer) : "no redirect";
    }

    /** Who the API takes this browser for, or empty for a visitor. */
    Optional<String> me() {
        HttpResponse<String> answer = get("/api/v1/me");
        return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    }

    String session() {
        return browser.session();
    }

    void takeCookies(FormClient other) {
        browser.takeCookies(other.browser);
    }

    @Override
    public void close() {
        browser.close();
    }
}
