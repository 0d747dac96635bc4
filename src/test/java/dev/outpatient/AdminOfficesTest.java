package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offices as admins keep them: the list, its file, and who works where. */
@OnEachEngine
class AdminOfficesTest {

    private final Engine engine;
    private final ClinicFixture clinic;
    private final PageClient admin;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);

    AdminOfficesTest(Engine engine) {
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
    void theListIsFilteredSortedAndCounted() {
        OfficeId quiet = office("beta", "Zurich", null);
        OfficeId busy = office("Alpha", null, "XA");
        office("gamma", "aarau", "XB");
        clinic.doctor(quiet, busy);
        clinic.doctor(busy);
        assertThat(names("")).containsExactly("Alpha", "beta", "gamma");
        assertThat(names("&sort=-name")).containsExactly("gamma", "beta", "Alpha");
        assertThat(names("&sort=city")).as("unknown last").containsExactly("gamma", "beta", "Alpha");
        assertThat(names("&sort=-city")).as("unknown last").containsExactly("beta", "gamma", "Alpha");
        assertThat(names("&sort=-doctors")).containsExactly("Alpha", "beta", "gamma");
        assertThat(names("&sort=state")).containsExactly("Alpha", "gamma", "beta");
        assertThat(names("&city=AAR")).containsExactly("gamma");
        assertThat(names("&state=xa&city=")).containsExactly("Alpha");
        assertThat(names("&city=%25")).as("a wildcard is a letter").isEmpty();
        assertThat(list("").body()).contains("3 found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "o.name",
                "name desc",
                "name;drop table office",
                "name')--",
                "(select password from admin)",
                "-",
                "--name",
                "NAME"
            })
    void whatIsNoOrderNeverReachesTheDatabase(String sort) {
        office("b", null, null);
        office("a", null, null);
        HttpResponse<String> page = list("&sort=" + URLEncoder.encode(sort, StandardCharsets.UTF_8));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(names(page)).containsExactly("a", "b");
        assertThat(page.body()).contains("aria-sort=\"ascending\"").doesNotContain("sort=" + sort + "&");
    }

    @Test
    void aLongListHasPages() {
        IntStream.rangeClosed(1, Page.DEFAULT_LIMIT + 2).forEach(i -> office("n%02d".formatted(i), null, null));
        HttpResponse<String> first = list("");
        assertThat(names(first)).hasSize(Page.DEFAULT_LIMIT).startsWith("n01");
        assertThat(first.body()).contains("Page 1 of 2").contains("name=" + tag + "&amp;page=2");
        assertThat(names("&page=2")).containsExactly("n21", "n22");
        assertThat(names("&sort=-name&page=2")).containsExactly("n02", "n01");
        for (String odd : List.of("0", "-1", "1e9", "99999999999", "x")) {
            assertThat(names("&page=" + odd)).as(odd).startsWith("n01");
        }
        assertThat(list("&page=7").body()).contains("No office fits").contains("22 found");
    }

    @Test
    void theFileHoldsTheWholeListAndNoFormula() {
        IntStream.rangeClosed(1, Page.DEFAULT_LIMIT + 1).forEach(i -> office("n%02d".formatted(i), null, null));
        administration()
                .addOffice(
                        Actor.OPERATOR,
                        new OfficeDetails(
                                "=HYPERLINK(\"http://x\") " + tag, "+1", "@a", "-1", "\uFF1D1", ClinicFixture.BOSTON));
        HttpResponse<String> file = admin.get("/admin/offices.csv?sort=-name&name=" + tag);
        assertThat(file.headers().firstValue("Content-Type").orElse("")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("offices.csv");
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(Page.DEFAULT_LIMIT + 3);
        assertThat(lines.getFirst()).isEqualTo("\uFEFFid,name,address,city,state,phone,time_zone,doctors");
        assertThat(lines.get(1)).contains(",n21 " + tag + ",");
        assertThat(lines.getLast())
                .contains("\"'=HYPERLINK(\"\"http://x\"\") " + tag + "\",'+1,'@a,'-1,'\uFF1D1,America/New_York,0");
    }

    @Test
    void anOfficeIsAddedAndWhatIsWrongIsNamed() {
        Map<String, String> form =
                new HashMap<>(Map.of("name", " ", "city", "x".repeat(51), "phone", "617", "timeZone", "Mars/Olympus"));
        HttpResponse<String> wrong = admin.submit("/admin/offices/new", form);
        assertThat(wrong.body())
                .contains("id=\"name-error\"", "id=\"city-error\"", "id=\"timeZone-error\"")
                .contains("value=\"617\"", "value=\"Mars/Olympus\"");
        form.putAll(Map.of("name", "New " + tag, "city", " ", "timeZone", "denver"));
        String to = location(admin.submit("/admin/offices/new", form));
        Office office = office(to);
        assertThat(office.details())
                .isEqualTo(new OfficeDetails("New " + tag, null, null, null, "617", ZoneId.of("America/Denver")));
        assertThat(admin.get(to).body()).contains("The office is added.");
    }

    @Test
    void aChangeOnTheStrengthOfAnOlderOneIsRefusedAndKeepsTheText() {
        OfficeId id = office("old", "Boston", "MA");
        String path = "/admin/offices/" + id + "/details";
        Map<String, String> form = Map.of("name", "First " + tag, "version", "1", "timeZone", "Europe/Paris");
        assertThat(location(admin.submit(path, form))).isEqualTo(path);
        assertThat(office(path).details().timeZone()).isEqualTo(ClinicFixture.BOSTON);
        HttpResponse<String> late = admin.submit(path, Map.of("name", "Second " + tag, "version", "1"));
        assertThat(late.body())
                .contains("Somebody else saved this", "value=\"Second " + tag + "\"", "name=\"version\" value=\"2\"")
                .contains("<span>Name</span>: <strong>First " + tag + "</strong>")
                .doesNotContain("<span>City</span>: <strong>nothing");
        assertThat(office(path).name()).isEqualTo("First " + tag);
        assertThat(admin.submit(path, Map.of("name", "", "version", "2")).body())
                .contains("id=\"name-error\"");
        assertThat(admin.get("/admin/offices/987654321/details").statusCode()).isEqualTo(404);
    }

    @Test
    void whoWorksThereIsAddedAndRemovedOnceThereAreNoHours() {
        OfficeId id = office("here", null, null);
        OfficeId other = office("there", null, null);
        DoctorId doctor = clinic.doctor(other);
        String path = "/admin/offices/" + id + "/details";
        assertThat(admin.get(path + "?find=ada%20" + tag).body()).contains("value=\"" + doctor + "\"");
        String csrf = admin.csrf(path);
        Map<String, String> who = Map.of("doctorId", doctor.toString());
        assertThat(location(admin.post("/admin/offices/" + id + "/doctors", csrf, who)))
                .isEqualTo(path + "#doctors");
        assertThat(admin.get(path).body()).contains("Ada Doctor works here now.");
        assertThat(admin.get(path + "?find=" + tag).body()).contains("No other doctor fits");
        clinic.week(doctor, id, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        HttpResponse<String> refused = admin.post("/admin/offices/" + id + "/doctors/remove", csrf, who);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("Ada Doctor still has working hours here.", "/admin/doctors/" + doctor + "/hours");
        assertThat(directory().worksAt(doctor, id)).isTrue();
        engine.bean(Hours.class).replace(Actor.OPERATOR, doctor, List.of());
        assertThat(location(admin.post("/admin/offices/" + id + "/doctors/remove", csrf, who)))
                .isEqualTo(path + "#doctors");
        assertThat(directory().worksAt(doctor, id)).isFalse();
        assertThat(directory().worksAt(doctor, other)).isTrue();
    }

    private OfficeId office(String name, @Nullable String city, @Nullable String state) {
        return administration()
                .addOffice(
                        Actor.OPERATOR,
                        new OfficeDetails(name + " " + tag, null, city, state, null, ClinicFixture.BOSTON));
    }

    private Office office(String path) {
        return directory().getOffice(new OfficeId(Long.parseLong(path.replaceAll("\\D+", ""))));
    }

    private HttpResponse<String> list(String more) {
        return admin.get("/admin/offices?name=" + tag + more);
    }

    private List<String> names(String more) {
        return names(list(more));
    }

    /** As they stand in the list, without the tag of this test. */
    private List<String> names(HttpResponse<String> page) {
        return Pattern.compile("<a href=\"/admin/offices/\\d+/details\">([^<]+) " + tag + "</a>")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private Directory directory() {
        return engine.bean(Directory.class);
    }

    private DirectoryAdministration administration() {
        return engine.bean(DirectoryAdministration.class);
    }
}
