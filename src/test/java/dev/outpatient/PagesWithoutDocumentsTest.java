package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Everything that each role can read, while the document server is killed: shown, or said to be away; never an error, never a
 * long wait.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PagesWithoutDocumentsTest {

    /** A page asks the document server for a few things at most, and waits for a second each time. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** What is made of documents alone; all other pages are shown without what is in them. */
    private static final List<String> AWAY = List.of(
            "/account/access-log",
            "/account/data/record.json",
            "/account/data/record.pdf",
            "/admin/feedback.csv",
            "/admin/logs",
            "/admin/logs/export",
            "/p/{number}/{code}",
            "/prescriptions",
            "/prescriptions/{id}",
            "/prescriptions/{id}/cancel",
            "/prescriptions/{id}/pdf");

    private record Asked(String person, String pattern, HttpResponse<String> answer, Duration took) {

        String what() {
            return person + " " + pattern;
        }

        boolean isAway() {
            return answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isPresent()
                    && answer.body().contains(pattern.startsWith("/api/") ? "/problems/unavailable" : "</html>");
        }

        @Override
        public String toString() {
            return "%s: %d in %d ms".formatted(what(), answer.statusCode(), took.toMillis());
        }
    }

    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, PageClient> people = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    @TempDir
    Path directory = Path.of("");

    @Test
    void everyPageIsShownOrSaysWhatIsAway() throws Exception {
        DocumentServer documents = new DocumentServer(directory);
        documents.start();
        try (documents;
                ConfigurableApplicationContext program = documents.program()) {
            RoleScene scene = new RoleScene(program);
            Stream.concat(EveryPage.patterns(program).stream(), EveryPage.ofApi(program).stream())
                    .forEach(pattern -> paths.put(pattern, scene.path(pattern)));
            signIn(program, scene);
            Map<String, Integer> before = new HashMap<>();
            all().forEach(asked -> before.put(asked.what(), asked.answer().statusCode()));
            documents.kill();
            List<Asked> meanwhile = all();
            people.values().forEach(PageClient::close);

            assertThat(meanwhile)
                    .hasSizeGreaterThan(400)
                    .allMatch(asked -> asked.took().compareTo(LONGEST) < 0)
                    .allMatch(asked -> asked.isAway()
                            || Objects.equals(
                                    before.get(asked.what()), asked.answer().statusCode()));
            assertThat(meanwhile.stream()
                            .filter(Asked::isAway)
                            .map(Asked::pattern)
                            .filter(pattern -> !pattern.startsWith("/api/")))
                    .containsOnly(AWAY.toArray(String[]::new));
        }
    }

    private void signIn(ConfigurableApplicationContext program, RoleScene scene) {
        String url = DocumentServer.url(program);
        ApiClient api = new ApiClient(program, url);
        for (String person : EveryPage.PEOPLE) {
            PageClient client = new PageClient(url);
            if (!person.equals("visitor")) {
                client.submit("/sign-in", Map.of("email", scene.email(person), "password", ClinicFixture.PASSWORD));
                tokens.put(person, api.token(scene.email(person)));
            }
            people.put(person, client);
        }
    }

    /** Each person asks for one after the other, while the others ask too. */
    private List<Asked> all() throws Exception {
        List<Asked> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(people.size())) {
            List<Future<List<Asked>>> each = people.keySet().stream()
                    .map(person -> threads.submit(() -> paths.keySet().stream()
                            .map(pattern -> ask(person, pattern))
                            .toList()))
                    .toList();
            for (Future<List<Asked>> one : each) {
                all.addAll(one.get());
            }
        }
        return all;
    }

    private Asked ask(String person, String pattern) {
        String path = Objects.requireNonNull(paths.get(pattern));
        PageClient client = Objects.requireNonNull(people.get(person));
        String token = tokens.get(person);
        long start = System.nanoTime();
        HttpResponse<String> answer = pattern.startsWith("/api/") && token != null
                ? client.get(path, "Authorization", "Bearer " + token)
                : client.get(path);
        return new Asked(person, pattern, answer, Duration.ofNanos(System.nanoTime() - start));
    }
}
