package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imports that an admin starts on a page. */
@OnEachEngine
class ImportPagesTest {

    private static final Path EXCERPT = Path.of("src", "test", "resources", "synthea");
    private static final String PAGE = "/admin/imports";

    private final Engine engine;
    private final ClinicFixture clinic;
    private final PageClient admin;

    ImportPagesTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.admin = new PageClient(engine.url());
    }

    @BeforeEach
    void signIn() {
        location(admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD)));
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void aZipOfTheFilesIsImportedAndWhatWasRejectedIsListed() throws IOException {
        String run = location(send(Map.of("export.zip", zip())));
        String page = finished(run);
        assertThat(page)
                .contains(
                        "The import has ended: Done",
                        "What became of the rows",
                        "encounters.csv",
                        "overlap: the provider has another encounter")
                .doesNotContain("hx-trigger=\"every");
        assertThat(admin.get(run, "Accept-Language", "es").body())
                .contains("tiene más de 500 caracteres", "coincide con otra: el médico tiene otra consulta")
                .doesNotContain("longer than", "overlap");
        List<String> all = admin.get(run + "/rejected/all.csv").body().lines().toList();
        assertThat(all.getFirst()).isEqualTo("file,line,column,reason");
        assertThat(all).contains("encounters.csv,22,DESCRIPTION,longer than 500 characters");
        rejectedRowsAreSortedNarrowedAndTakenAway(run + "/rejected", all.subList(1, all.size()));
        // Sent once more, nothing is taken twice; the files stand one by one this time.
        String again = finished(location(send(files())));
        assertThat(rows(again)).isNotEmpty().allMatch(row -> row.get(2).equals("0"), "nothing is taken");
        assertThat(admin.get(PAGE).body()).contains(run, "Done");
        assertThat(admin.get(PAGE + "?state=done&sort=-ended").body()).contains("href=\"" + run + "\"");
        assertThat(admin.get(PAGE + "?state=failed").body()).doesNotContain("href=\"" + run + "\"");
        assertThat(admin.get(PAGE + ".csv").body())
                .startsWith("\uFEFFid,started_at,ended_at,outcome,message")
                .containsPattern("\n" + run.replaceAll(".*/", "") + ",[^,]+,[^,]+,done,");
        assertThat(admin.get(PAGE + "/987654321").statusCode()).isEqualTo(404);
        assertThat(admin.get(PAGE + "/987654321/rejected.csv").statusCode()).isEqualTo(404);
        assertThat(admin.get(PAGE + "/987654321/rejected/all.csv").statusCode()).isEqualTo(404);
    }

    private void rejectedRowsAreSortedNarrowedAndTakenAway(String list, List<String> all) {
        assertThat(admin.get(list).body())
                .contains("aria-sort=\"ascending\"", "longer than 500 characters", list + ".csv\"");
        assertThat(admin.get(list + "?column=DESCRIPTION&file=encounters.csv").body())
                .contains("longer than 500 characters", list + ".csv?")
                .doesNotContain("overlap");
        assertThat(admin.get(list + "?column=NO+SUCH").body()).contains("No rejected row fits this.");
        assertThat(fileOf(list, "?file=encounters.csv")).isNotEmpty().hasSize((int)
                all.stream().filter(row -> row.startsWith("encounters.csv,")).count());
        assertThat(fileOf(list, "?sort=line").stream().map(row -> Long.parseLong(row.split(",")[1])))
                .hasSameSizeAs(all)
                .isSorted();
        assertThat(fileOf(list, "?sort=-column").stream().map(row -> row.split(",")[2]))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(admin.get(list.replaceAll("[0-9]+", "987654321")).statusCode())
                .isEqualTo(404);
    }

    private List<String> fileOf(String list, String asked) {
        return admin.get(list + ".csv" + asked).body().lines().skip(1).toList();
    }

    @Test
    void whatCannotBeImportedIsRefusedAndSaysWhy() throws IOException {
        assertThat(send(Map.of()).body()).contains("Choose the files first");
        assertThat(send(Map.of("notes.csv", new byte[] {1})).body()).contains("notes.csv is none of the files");
        HttpResponse<String> some = send(Map.of("patients.csv", Files.readAllBytes(EXCERPT.resolve("patients.csv"))));
        assertThat(some.statusCode()).isEqualTo(400);
        assertThat(some.body()).contains("Missing: ", "encounters.csv").doesNotContain("/tmp");
        Map<String, byte[]> broken = new HashMap<>(files());
        broken.put("patients.csv", "Id,NAME\n".getBytes(StandardCharsets.UTF_8));
        assertThat(send(broken).body()).contains("patients.csv has no column");
    }

    @Test
    void oneRunsAtATimeOnAllNodesUntilItsNodeIsNotHeardOfAnyMore() throws IOException {
        JdbcClient jdbc = engine.bean(JdbcClient.class);
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        jdbc.sql(
                        "INSERT INTO import_run (started_by, started_at, seen_at, running, current_file, bytes_read, bytes_total)"
                                + " VALUES (1, ?, ?, 1, 'encounters.csv', 250, 1000)")
                .params(now.minusMinutes(3), now)
                .update();
        long id = jdbc.sql("SELECT id FROM import_run WHERE running = 1")
                .query(Long.class)
                .single();
        try {
            HttpResponse<String> refused = send(Map.of("export.zip", zip()));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("Another import is running");
            assertThat(admin.get(PAGE + "/" + id).body())
                    .contains("encounters.csv, 25% in all", "hx-trigger=\"every 2s\"", "<p id=\"run-said\"></p>")
                    .containsPattern("about (9|10) minutes left");
            jdbc.sql("UPDATE import_run SET seen_at = ? WHERE id = ?")
                    .params(now.minusMinutes(10), id)
                    .update();
            assertThat(admin.get(PAGE + "/" + id).body()).contains("was not heard of any more");
            assertThat(admin.get(PAGE + "?state=lost").body()).contains("href=\"" + PAGE + "/" + id + "\"");
            assertThat(admin.get(PAGE + "?state=running").body()).doesNotContain("href=\"" + PAGE + "/" + id + "\"");
            finished(location(send(Map.of("export.zip", zip()))));
            assertThat(jdbc.sql("SELECT outcome FROM import_run WHERE id = ?")
                            .param(id)
                            .query(String.class)
                            .single())
                    .isEqualTo("lost");
        } finally {
            jdbc.sql("DELETE FROM import_run WHERE id = ?").param(id).update();
        }
    }

    /** The server would write files to its disk before it asks who sends them. */
    @Test
    void nobodyElseSendsFiles() throws IOException {
        byte[] large = new byte[2_000_000];
        String email = ClinicFixture.email("patient");
        clinic.patient(email);
        try (PageClient patient = new PageClient(engine.url());
                PageClient visitor = new PageClient(engine.url())) {
            location(patient.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD)));
            for (PageClient somebody : List.of(patient, visitor)) {
                for (String path : List.of(PAGE, "/sign-in", "/register", "/nothing-here")) {
                    assertThat(somebody.upload(path, "", Map.of("patients.csv", large))
                                    .statusCode())
                            .as(path)
                            .isEqualTo(413);
                }
                assertThat(somebody.upload("/api/v1/auth/token", "", Map.of("patients.csv", large))
                                .statusCode())
                        .isEqualTo(415);
            }
            assertThat(admin.upload("/account/password", admin.csrf(PAGE), Map.of("patients.csv", large))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(admin.upload(PAGE, "no token", files()).statusCode()).isEqualTo(403);
        }
    }

    private HttpResponse<String> send(Map<String, byte[]> files) {
        return admin.upload(PAGE, admin.csrf("/admin/imports"), files);
    }

    /** The page of the run once it has ended. */
    private String finished(String run) {
        String page = await().atMost(Duration.ofMinutes(2))
                .until(() -> admin.get(run).body(), body -> !body.contains("hx-trigger=\"every"));
        assertThat(page).contains(">Done<");
        return page;
    }

    /** The figures of each file: rows, taken, there already, rejected, of other kinds; the name first. */
    private static List<List<String>> rows(String page) {
        return Pattern.compile(
                        "<th scope=\"row\">(\\w+\\.csv)</th>((?:\\s*<td class=\"num\" data-label=\"[^\"]+\">\\d+</td>){5})")
                .matcher(page)
                .results()
                .map(row -> Stream.concat(
                                Stream.of(row.group(1)),
                                Stream.of(row.group(2).strip().split("\\s*</td>\\s*"))
                                        .map(cell -> cell.replaceAll(".*>", "")))
                        .toList())
                .toList();
    }

    private static Map<String, byte[]> files() {
        return files("-4000-9000-");
    }

    /** Those of the excerpt, of other people: other tests import them too. */
    static Map<String, byte[]> files(String ids) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(EXCERPT)) {
            for (Path file :
                    all.filter(file -> file.toString().endsWith(".csv")).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                files.put(
                        file.getFileName().toString(),
                        text.replace("-4000-8000-", ids).getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return files;
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (Map.Entry<String, byte[]> file : files().entrySet()) {
                zip.putNextEntry(new ZipEntry("output/csv/" + file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return packed.toByteArray();
    }
}
