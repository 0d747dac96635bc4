package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an admin finds a patient who calls, corrects what is kept, and books. */
@OnEachEngine
class AdminPatientsTest {

    private final Engine engine;
    private final ClinicFixture clinic;
    private final PageClient admin;
    private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);

    AdminPatientsTest(Engine engine) {
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
    void whoCallsIsFoundByWhateverTheySay() {
        String digits = Long.toString(1_000_000_000L + Math.abs(tag.hashCode()));
        String phone = "+1 (" + digits.substring(0, 3) + ") " + digits.substring(3, 6) + "-" + digits.substring(6);
        patient("Ana Ruiz", phone, tag + "@example.org", LocalDate.of(1980, 5, 17));
        patient("Bo Ruiz", null, null, LocalDate.of(2001, 2, 3));
        patient("cy stone", null, null, null);

        assertThat(names("q=" + tag)).containsExactly("Ana Ruiz", "Bo Ruiz", "cy stone");
        assertThat(names("q=ruiz%20" + tag + "%20ana")).as("words in any order").containsExactly("Ana Ruiz");
        assertThat(names("q=" + digits.substring(0, 6) + "%20" + digits.substring(6)))
                .containsExactly("Ana Ruiz");
        assertThat(names("q=" + tag + "%40EXAMPLE")).containsExactly("Ana Ruiz");
        assertThat(names("q=" + tag + "&born=2001-02-03")).containsExactly("Bo Ruiz");
        assertThat(names("born=1980-05-17&q=" + tag)).containsExactly("Ana Ruiz");
        assertThat(names("q=" + tag + "&born=yesterday")).as("no date").hasSize(3);
        assertThat(names("q=" + tag + "&sort=-born")).containsExactly("Bo Ruiz", "Ana Ruiz", "cy stone");
        assertThat(names("q=" + tag + "&sort=email")).as("no order of ours").startsWith("Ana Ruiz");
        assertThat(names("q=%25" + tag)).as("a wildcard is a letter").isEmpty();
        assertThat(admin.get("/admin/patients").body())
                .as("nobody is listed unasked")
                .doesNotContain("<tbody>")
                .contains("Type what the patient tells you");
        assertThat(admin.get("/admin/patients?q=a%20b%20c%20d%20e%20f%20g%20h%20i")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theTrailTellsOfTheSearchAndOfTheFile() {
        patient("=Ana", "@1", null, LocalDate.of(1980, 5, 17));
        admin.get("/admin/patients?q=" + tag + "&born=1980-05-17");
        List<String> lines =
                admin.get("/admin/patients.csv?q=" + tag).body().lines().toList();
        assertThat(lines).hasSize(2).first().isEqualTo("\uFEFFid,name,date_of_birth,phone,email,address,city,state");
        assertThat(lines.getLast()).endsWith(",'=Ana " + tag + ",1980-05-17,'@1,,,Boston,MA");
        assertThat(admin.get("/admin/patients.csv").body().lines())
                .as("nobody unasked")
                .hasSize(1);
        long id = Long.parseLong(admin.get("/api/v1/me").body().replaceAll(".*\"id\":(\\d+).*", "$1"));
        assertThat(new Trail(engine).of(Actor.admin(id)))
                .contains(
                        "info Searched all patients by name and birthday",
                        "warning Exported 1 patients of a search by name")
                .noneMatch(message -> message.contains(tag));
    }

    @Test
    void whoCallsForTheFirstTimeIsAddedAndBookedFor() {
        String name = "Neu Mann " + tag;
        assertThat(admin.get("/admin/patients?q=" + tag).body())
                .contains("href=\"/admin/patients/new?found=" + tag + "\"");
        assertThat(admin.get("/admin/patients/new?found=Neu").body()).containsPattern("id=\"name\"[^>]*value=\"Neu\"");
        assertThat(admin.get("/admin/patients/new?found=617-555-0100").body())
                .containsPattern("id=\"phone\"[^>]*value=\"617-555-0100\"");
        assertThat(admin.get("/admin/patients/new?found=neu@mann.example").body())
                .containsPattern("id=\"email\"[^>]*value=\"neu@mann.example\"");
        String path = "/admin/patients/new";
        assertThat(admin.submit(path, Map.of("name", " ", "phone", "none", "dateOfBirth", "soon"))
                        .body())
                .contains("href=\"#dateOfBirth\"");
        assertThat(admin.submit(path, Map.of("name", " ", "phone", "none")).body())
                .contains("href=\"#name\"", "href=\"#phone\"", "Enter a telephone number");
        Map<String, String> person = Map.of("name", name, "dateOfBirth", "1980-05-17", "phone", "617-555-0199");
        String booking = location(admin.submit(path, person));
        assertThat(booking).matches("/admin/patients/[0-9]+/book");
        assertThat(admin.get(booking).body()).contains(name);

        // Called again, nobody adds the same person once more by mistake.
        Map<String, String> again = Map.of("name", "NEU MANN " + tag, "dateOfBirth", "1980-05-17");
        assertThat(admin.submit(path, again).body())
                .contains("There is a patient with this name and birthday already.", "href=\"" + booking + "\"");
        assertThat(names("q=" + tag)).hasSize(1);
        Map<String, String> sure = new HashMap<>(again);
        sure.put("sure", "1");
        assertThat(admin.submit(path, sure).body()).as("of another").contains("There is a patient with this name");
        sure.put("sure", booking.replaceAll("\\D", ""));
        assertThat(location(admin.submit(path, sure))).isNotEqualTo(booking);
        assertThat(names("q=" + tag)).hasSize(2);

        String taken = ClinicFixture.email("taken");
        clinic.patient(taken);
        assertThat(admin.submit(path, Map.of("name", name, "email", taken)).body())
                .contains("Another patient has this address already.", "value=\"" + taken + "\"");
    }

    @Test
    void detailsAreCorrectedAndWhatIsWrongIsNamed() {
        PatientId id = patient("Old", "617", null, LocalDate.of(1980, 5, 17));
        String taken = ClinicFixture.email("taken");
        clinic.patient(taken);
        String path = "/admin/patients/" + id + "/edit";
        Map<String, String> form = new HashMap<>(
                Map.of("name", "", "dateOfBirth", "nonsense", "email", taken, "city", "Lynn", "version", "1"));
        assertThat(admin.submit(path, form).body()).contains("id=\"dateOfBirth-error\"", "value=\"Lynn\"");
        form.put("dateOfBirth", "");
        assertThat(admin.submit(path, form).body()).contains("id=\"name-error\"", "value=\"Lynn\"");
        form.putAll(Map.of("name", "New " + tag, "dateOfBirth", "1981-06-18"));
        assertThat(admin.submit(path, form).body()).contains("id=\"email-error\"", "value=\"New " + tag + "\"");
        form.putAll(Map.of("email", "", "dateOfBirth", "2999-01-01"));
        assertThat(admin.submit(path, form).body()).contains("id=\"dateOfBirth-error\"");
        form.put("dateOfBirth", "1981-06-18");
        assertThat(location(admin.submit(path, form))).isEqualTo("/patients/" + id);
        assertThat(engine.bean(Patients.class).get(Actor.OPERATOR, id).details())
                .isEqualTo(new PatientDetails("New " + tag, null, null, null, "Lynn", null, LocalDate.of(1981, 6, 18)));
        form.putAll(Map.of("dateOfBirth", "1982-07-19", "city", "", "phone", "617"));
        assertThat(admin.submit(path, form).body())
                .as("version 1 is gone")
                .contains("Somebody else saved this", "name=\"version\" value=\"2\"", "value=\"1982-07-19\"")
                .contains("<span>Date of birth</span>: <strong>18 Jun 1981</strong>")
                .contains("<span>City</span>: <strong>Lynn</strong>", "<span>Phone</span>: <strong>nothing</strong>");
        form.put("version", "2");
        assertThat(location(admin.submit(path, form)))
                .as("what was typed counts")
                .isEqualTo("/patients/" + id);
        assertThat(admin.get("/admin/patients/987654321/edit").statusCode()).isEqualTo(404);
    }

    @Test
    void fromTheSearchToTheVisitThePatientStaysTheSame() {
        PatientId id = patient("Cal Caller", null, null, LocalDate.of(1980, 5, 17));
        var doctor = clinic.alwaysWorking(clinic.office(ClinicFixture.BOSTON), 30);
        assertThat(admin.get("/admin/patients?q=" + tag).body()).contains("/admin/patients/" + id + "/book");
        assertThat(admin.get("/admin/patients/" + id + "/book").body()).contains("Book for Cal Caller");
        String times = admin.get("/doctors/" + doctor + "?patientId=" + id).body();
        Matcher slot =
                Pattern.compile("href=\"(/book\\?patientId=" + id + "[^\"]+)\"").matcher(times);
        assertThat(slot.find()).as("free times lead on with the patient").isTrue();
        assertThat(times).contains("/doctors/" + doctor + "?patientId=" + id + "&amp;from=");
        String page = admin.get(slot.group(1).replace("&amp;", "&")).body();
        assertThat(page).contains("Cal Caller " + tag).containsPattern("name=\"patientId\"[^>]*checked");
        // Nobody else is told by the number alone whose it is.
        try (PageClient visitor = new PageClient(engine.url())) {
            assertThat(visitor.get(slot.group(1).replace("&amp;", "&")).body()).doesNotContain("Cal Caller");
            assertThat(visitor.get("/doctors/" + doctor + "?patientId=" + id).body())
                    .doesNotContain("patientId=");
        }
    }

    private PatientId patient(String name, @Nullable String phone, @Nullable String email, @Nullable LocalDate born) {
        return engine.bean(Patients.class)
                .addAll(
                        Actor.OPERATOR,
                        List.of(new PatientDetails(name + " " + tag, email, phone, null, "Boston", "MA", born)),
                        null)
                .getFirst();
    }

    private List<String> names(String query) {
        HttpResponse<String> page = admin.get("/admin/patients?" + query);
        assertThat(page.statusCode()).isEqualTo(200);
        return Pattern.compile("<a href=\"/patients/\\d+\">([^<]+) " + tag + "</a>")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
