package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No answer tells whether an address is known: not its status, not its length, not its headers, not its time. */
class EnumerationTest {

    /** As docs/security.md measures it: {@code -Doutpatient.addresses=200}. */
    private static final int ASKED = Integer.getInteger("outpatient.addresses", 60);

    private static final int WARM_UP = 20;

    private final MailedClinic mailed = MailedClinic.on(Engine.H2);
    private final ClinicFixture clinic = new ClinicFixture(mailed.program());

    @Test
    void askingForANewPasswordTellsNothing() {
        try (PageClient browser = new PageClient(mailed.url())) {
            String csrf = browser.csrf("/forgot");
            compare("reset", email -> browser.post("/forgot", csrf, Map.of("email", email)));
        }
    }

    @Test
    void registeringTellsNothing() {
        try (PageClient browser = new PageClient(mailed.url())) {
            String csrf = browser.csrf("/register");
            compare(
                    "register",
                    email -> browser.post(
                            "/register",
                            csrf,
                            Map.of(
                                    "name",
                                    "Noor Haddad",
                                    "email",
                                    email,
                                    "password",
                                    "copper lantern river nine",
                                    "dateOfBirth",
                                    "1991-04-12")));
        }
    }

    /** In turns, so that whatever else the machine does meets both alike. */
    private void compare(String what, Function<String, HttpResponse<String>> ask) {
        List<String> known = IntStream.range(0, ASKED + WARM_UP)
                .mapToObj(i -> ClinicFixture.email("known-%03d".formatted(i)))
                .toList();
        known.forEach(clinic::patient);
        List<Long> knownTimes = new ArrayList<>();
        List<Long> unknownTimes = new ArrayList<>();
        for (int i = 0; i < ASKED + WARM_UP; i++) {
            String unknown = ClinicFixture.email("other-%03d".formatted(i));
            // Who comes second may find things warm, so they take turns in that, too.
            boolean knownFirst = i % 2 == 0;
            HttpResponse<String> first =
                    knownFirst ? timed(ask, known.get(i), knownTimes) : timed(ask, unknown, unknownTimes);
            HttpResponse<String> second =
                    knownFirst ? timed(ask, unknown, unknownTimes) : timed(ask, known.get(i), knownTimes);
            assertThat(looks(second)).isEqualTo(looks(first));
        }
        // Of each pair, which the same moment of a busy machine met: medians of all are apart by what it did meanwhile.
        double ratio = median(IntStream.range(WARM_UP, knownTimes.size())
                .mapToDouble(i -> (double) knownTimes.get(i) / unknownTimes.get(i)));
        System.out.printf(
                "Enumeration, %s: %d known and %d unknown addresses, medians %.2f ms and %.2f ms, of a pair %.2f%n",
                what, ASKED, ASKED, milliseconds(knownTimes), milliseconds(unknownTimes), ratio);
        assertThat(ratio).isBetween(0.8, 1.25);
    }

    private static HttpResponse<String> timed(
            Function<String, HttpResponse<String>> ask, String email, List<Long> times) {
        long start = System.nanoTime();
        HttpResponse<String> answer = ask.apply(email);
        times.add(System.nanoTime() - start);
        return answer;
    }

    /** Status, length, and all headers but the clock, the id of the request and, by its count, the connection's end. */
    private static String looks(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers().map());
        List.of("Date", "X-Request-Id", "Connection").forEach(headers::remove);
        return answer.statusCode() + " " + answer.body().length() + " " + headers;
    }

    private static double milliseconds(List<Long> times) {
        return median(times.stream().skip(WARM_UP).mapToDouble(Long::doubleValue)) / 1e6;
    }

    private static double median(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
