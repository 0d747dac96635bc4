package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a page may weigh, and what it may ask of the database: every page of every role, in a clinic with rows enough that
 * one statement for each would show. All of it is written to {@code target/page-budget.txt}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PageBudgetTest {

    private static final int STATEMENTS = 12;
    private static final int HTML = 60_000;
    private static final int FIRST_LOAD = 350_000;

    /** What a browser loads with a page, and what a style sheet loads. */
    private static final Pattern ASSET = Pattern.compile(
            "<(?:link|script|img|use)\\b[^>]*?\\b(?:href|src)=\"(/(?:css|js|img|fonts|webjars)/[^\"#?]+)");

    private static final Pattern IN_CSS = Pattern.compile("url\\(\"?([^\")]+)\"?\\)");
    private static final Pattern NAMED_BY_CONTENT = Pattern.compile(".+-[0-9a-f]{32}\\.\\w+");

    /** Pages that look different, beside those that the program maps. */
    private static final List<String> MORE =
            List.of("/?q=cardiology", "/doctors?q=a", "/offices?q=o", "/admin/appointments?patientName=pat");

    /** At any time that the test is run: when most can be done with the visits of a day, as none of them has begun. */
    private static final LocalTime ALL_AHEAD = LocalTime.of(0, 5);

    /** When all of them have, and nobody has written down who came. */
    private static final LocalTime ALL_BEGUN = LocalTime.of(23, 55);

    private static final List<String> LATE = List.of("/day", "/admin/day");

    private static @Nullable MovedProgram program;
    private static @Nullable RoleScene scene;
    private static final Map<String, PageClient> clients = new HashMap<>();

    private final Map<String, Integer> assets = new HashMap<>();
    /** What is no page, but can be had. */
    private final Set<String> files = new TreeSet<>();

    /** @param statements in the order in which they were sent */
    private record Weight(String page, String who, int html, int sent, int firstLoad, List<String> statements) {

        boolean isOver() {
            return statements.size() > STATEMENTS || html >= HTML || firstLoad >= FIRST_LOAD;
        }

        @Override
        public String toString() {
            return "%-8s %-42s %3d statements %,8d bytes, %,7d sent, %,8d with all its files%s"
                    .formatted(who, page, statements.size(), html, sent, firstLoad, isOver() ? "  OVER" : "");
        }
    }

    @BeforeAll
    static void start() {
        MovedProgram.MovedClock clock = new MovedProgram.MovedClock();
        clock.move(untilNext(clock, ALL_AHEAD));
        MovedProgram started = MovedProgram.start(
                List.of(),
                clock,
                MovedProgram.DEMO_DATA,
                "--outpatient.style-page=true",
                "--outpatient.abuse-limits.enabled=false");
        RoleScene made = CrowdedScene.make(started.context(), started.clock().instant());
        EveryPage.PEOPLE.forEach(person -> clients.put(person, new PageClient(started.url())));
        program = started;
        scene = made;
        signIn();
    }

    private static void signIn() {
        for (String person : EveryPage.PEOPLE) {
            if (!person.equals("visitor")) {
                client(person)
                        .submit("/sign-in", Map.of("email", scene().email(person), "password", ClinicFixture.PASSWORD));
            }
        }
    }

    private static Duration untilNext(Clock clock, LocalTime time) {
        ZonedDateTime now = clock.instant().atZone(ClinicFixture.BOSTON);
        ZonedDateTime today = now.with(time);
        return Duration.between(now, today.isAfter(now) ? today : today.plusDays(1));
    }

    @AfterAll
    static void stop() {
        clients.values().forEach(PageClient::close);
        if (program != null) {
            program.close();
        }
    }

    @Test
    void everyPageKeepsItsBudget() throws IOException {
        List<Weight> weights = new ArrayList<>();
        Set<String> unseen = new TreeSet<>();
        for (String pattern : EveryPage.patterns(program().context())) {
            List<Weight> seen = weigh(pattern, scene().path(pattern));
            weights.addAll(seen);
            if (seen.isEmpty()) {
                unseen.add(pattern);
            }
        }
        MORE.forEach(page -> weights.addAll(weigh(page, page)));
        program().move(untilNext(program().clock(), ALL_BEGUN));
        signIn();
        LATE.forEach(page -> weights.addAll(weigh(page, page)));
        String table = weights.stream().map(Weight::toString).collect(Collectors.joining("\n"));
        String profile = weights.stream()
                .filter(Weight::isOver)
                .map(weight -> weight + "\n    " + String.join("\n    ", weight.statements()))
                .collect(Collectors.joining("\n"));
        System.out.println(table);
        Files.writeString(Path.of("target", "page-budget.txt"), table + "\n\n" + profile + "\n");
        unseen.removeAll(files);
        assertThat(unseen).as("not to be had").containsExactlyElementsOf(new TreeSet<>(EveryPage.NOT_TO_BE_HAD));
        assertThat(weights).filteredOn(Weight::isOver).isEmpty();
    }

    /** The page as each role sees it, if at all. */
    private List<Weight> weigh(String name, String path) {
        List<Weight> seen = new ArrayList<>();
        for (String person : EveryPage.PEOPLE) {
            String address = address(person, name, path);
            if (address == null) {
                continue;
            }
            // Sessions are written again only after a while; it has passed, as between most clicks.
            program().move(Duration.ofSeconds(31));
            program().statements();
            HttpResponse<byte[]> answer = client(person).bytes(address, "Accept-Encoding", "gzip");
            List<String> statements = program().statements();
            assertThat(answer.headers().firstValue("Content-Encoding")).as(name).hasValue("gzip");
            String html = new String(unpacked(answer), StandardCharsets.UTF_8);
            seen.add(new Weight(
                    name,
                    person,
                    html.getBytes(StandardCharsets.UTF_8).length,
                    answer.body().length,
                    answer.body().length + files(name, html),
                    statements));
        }
        return seen;
    }

    /** Where the page is found, once it was found; null where this person gets another page or none. */
    private @Nullable String address(String person, String name, String path) {
        String form = scene().form().entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        for (String address : List.of(path, path + "?" + form)) {
            HttpResponse<String> answer = client(person).get(address);
            boolean page =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
            if (answer.statusCode() == 200 && page) {
                return address;
            }
            if (answer.statusCode() == 200) {
                files.add(name);
                return null;
            }
        }
        return null;
    }

    /** What the files of a page weigh as they are sent. */
    private int files(String page, String html) {
        List<String> named = ASSET.matcher(html)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(named).as(page).isNotEmpty();
        return named.stream()
                .mapToInt(file -> {
                    Integer weight = assets.get(file);
                    if (weight == null) {
                        weight = weigh(file);
                        assets.put(file, weight);
                    }
                    return weight;
                })
                .sum();
    }

    /** A file, with what it brings along. */
    private int weigh(String file) {
        assertThat(file).matches(NAMED_BY_CONTENT);
        HttpResponse<byte[]> answer = client("visitor").bytes(file, "Accept-Encoding", "gzip");
        assertThat(answer.statusCode()).as(file).isEqualTo(200);
        assertThat(answer.headers().allValues("Cache-Control"))
                .as(file)
                .containsExactly("public, max-age=31536000, immutable");
        if (!file.endsWith(".css")) {
            return answer.body().length;
        }
        assertThat(answer.headers().firstValue("Content-Encoding")).as(file).hasValue("gzip");
        return answer.body().length
                + IN_CSS.matcher(new String(unpacked(answer), StandardCharsets.UTF_8))
                        .results()
                        .map(found -> found.group(1))
                        .filter(named -> !named.startsWith("data:") && !named.startsWith("#"))
                        .map(named -> URI.create(file).resolve(named).getPath())
                        .distinct()
                        .mapToInt(this::weigh)
                        .sum();
    }

    @Test
    void whoCantUnpackGetsThePageAsItIs() {
        HttpResponse<String> plain = client("visitor").get("/");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().allValues("Vary"))
                .anyMatch(vary -> vary.contains("accept-encoding") || vary.contains("Accept-Encoding"));
        assertThat(plain.body()).contains("</html>");
    }

    @Test
    void aFileByItsPlainNameIsAskedForAgainAndOneThatIsNotThereIsNotKept() {
        PageClient visitor = client("visitor");
        assertThat(visitor.get("/css/outpatient.css").headers().firstValue("Cache-Control"))
                .hasValue("max-age=3600");
        HttpResponse<String> old = visitor.get("/css/outpatient-" + "0".repeat(32) + ".css");
        assertThat(old.statusCode()).isEqualTo(404);
        assertThat(old.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    /** Else the next page would have them by their plain names too, as what is the same on all pages is kept. */
    @Test
    void theFirstPageOfALanguageMayBeAnError() {
        for (String path : List.of("/day/block", "/no-such-page", "/doctors/abc", "/")) {
            assertThat(client("visitor").get(path + "?lang=es").body())
                    .as(path)
                    .contains("lang=\"es\"")
                    .containsPattern("/css/outpatient-[0-9a-f]{32}\\.css")
                    .containsPattern("/js/outpatient-[0-9a-f]{32}\\.js");
        }
        client("visitor").get("/?lang=en");
    }

    /** It has no controller of its own, but the same files as all others. */
    @Test
    void thePageOfAnUnknownAddressNamesItsFilesByContentToo() {
        HttpResponse<String> unknown = client("visitor").get("/nothing-here");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(files("/nothing-here", unknown.body())).isLessThan(FIRST_LOAD);
    }

    private static byte[] unpacked(HttpResponse<byte[]> answer) {
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return unpacked.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PageClient client(String person) {
        return Objects.requireNonNull(clients.get(person));
    }

    private static MovedProgram program() {
        return Objects.requireNonNull(program);
    }

    private static RoleScene scene() {
        return Objects.requireNonNull(scene);
    }
}
