package dev.outpatient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser of its own session, without its looks: gets pages, sends their forms, and follows nothing by itself. */
public final class PageClient implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final String url;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    public PageClient(String url) {
        this.url = url;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** What is sent, byte by byte, as where it is compressed. */
    public HttpResponse<byte[]> bytes(String path, String... headers) {
        return send(request(path, headers).GET(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Opens the page of the form, then sends the form to the same address. */
    public HttpResponse<String> submit(String path, Map<String, String> fields, String... headers) {
        return post(path.replaceAll("\\?.*", ""), csrf(path), fields, headers);
    }

    /** The token of the form on a page. */
    public String csrf(String path) {
        HttpResponse<String> page = get(path);
        Matcher csrf = CSRF.matcher(page.body());
        if (!csrf.find()) {
            throw new AssertionError("No form at " + path + " but " + page.statusCode() + " "
                    + page.headers().firstValue("Location").orElse("") + ": " + page.body());
        }
        return csrf.group(1);
    }

    public HttpResponse<String> post(String path, String csrf, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&", "_csrf=" + encode(csrf) + "&", ""));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Sends files, by name, as the field {@code files} of a form. */
    public HttpResponse<String> upload(String path, String csrf, Map<String, byte[]> files) {
        String boundary = "----outpatient" + System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, boundary, "form-data; name=\"_csrf\"", csrf.getBytes(StandardCharsets.UTF_8));
        files.forEach((name, content) ->
                part(body, boundary, "form-data; name=\"files\"; filename=\"" + name + "\"", content));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void part(ByteArrayOutputStream body, String boundary, String disposition, byte[] content) {
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** Where an answer leads to, without the host. */
    public static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError("No redirect but " + answer.statusCode() + ": " + answer.body()))
                .replaceFirst("^https?://[^/]*", "")
                .replaceFirst(";jsessionid=[^?]*", "");
    }

    /** The id of the session, as its cookie holds it; empty without one. */
    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().endsWith("SESSION"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** What the header Cookie says, for a request of another client. */
    public String cookie() {
        return cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** Takes over what another browser is known by, as a thief of its cookies would. */
    public void takeCookies(PageClient other) {
        other.cookies
                .getCookieStore()
                .getCookies()
                .forEach(cookie -> cookies.getCookieStore().add(URI.create(url), (HttpCookie) cookie.clone()));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
