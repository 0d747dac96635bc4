package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Specialties are kept in English; readers of Spanish find and read them in Spanish. */
@OnEachEngine
class SpecialtyPagesTest {

    private final Engine engine;
    private final ClinicFixture clinic;
    private final PageClient pages;
    /** In the name of the office, so that no doctor of another test is found. */
    private final String tag = "tag" + UUID.randomUUID().toString().substring(0, 8);

    private OfficeId office;
    private DoctorId doctor;

    SpecialtyPagesTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.pages = new PageClient(engine.url());
    }

    @BeforeEach
    void open() {
        office = engine.bean(DirectoryAdministration.class)
                .addOffice(
                        Actor.OPERATOR,
                        new OfficeDetails("Office " + tag, "1 Main St", "Boston", "MA", null, ClinicFixture.BOSTON));
        // A cardiologist.
        doctor = clinic.alwaysWorking(office, 30);
    }

    @AfterEach
    void close() {
        pages.close();
    }

    @Test
    void aSentenceInEitherLanguageFindsTheDoctorOnAPageInEither() {
        for (String language : List.of("en", "es")) {
            for (String typed : List.of(
                    "cardiología boston martes por la mañana",
                    "Cardiologia en Boston, martes por la manana",
                    "cardiología martes mañana",
                    "cardiólogo",
                    "cardiology boston tuesday morning",
                    "cardiologist on Tuesday")) {
                assertThat(found("/?q=", typed, language)).as(typed + language).contains("href=\"/doctors/" + doctor);
            }
            assertThat(found("/?q=", "dermatología", language)).doesNotContain("href=\"/doctors/" + doctor);
            assertThat(found("/doctors?q=", "cardiologia", language)).contains("href=\"/doctors/" + doctor);
            assertThat(found("/api/v1/doctors?q=", "cardiología", language))
                    .contains("\"id\":" + doctor, "\"specialty\":\"Cardiology\"");
        }
    }

    @Test
    void itIsShownInTheLanguageOfTheReader() {
        String list = "/doctors?specialty=Cardiology&officeId=" + office;
        assertThat(pages.get(list, "Accept-Language", "es").body())
                .contains("<span>Cardiología</span>")
                .contains("<option value=\"Cardiology\" selected=\"selected\">Cardiología</option>");
        assertThat(pages.get(list, "Accept-Language", "en").body())
                .contains("<span>Cardiology</span>")
                .doesNotContain("Cardiología");
        assertThat(pages.get("/doctors/" + doctor, "Accept-Language", "es").body())
                .contains("Cardiología")
                .doesNotContain("Cardiology");
    }

    @Test
    void anAdminTypesItInSpanishAndTheEnglishNameIsKept() {
        pages.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
        String path = "/admin/doctors/" + doctor;
        assertThat(pages.get(path, "Accept-Language", "es").body())
                .containsPattern("<input[^>]* value=\"Cardiolog(?:í|&iacute;)a\"");
        Map<String, String> form = Map.of(
                "name",
                "Ada Doctor",
                "specialty",
                "Neurología",
                "version",
                Integer.toString(engine.bean(Directory.class).getDoctor(doctor).version()));
        assertThat(location(pages.submit(path, form))).isEqualTo(path);
        assertThat(engine.bean(Directory.class).getDoctor(doctor).specialty()).isEqualTo("Neurology");
    }

    @Test
    void anAdminWhoReadsItInSpanishAndChangesSomethingElseLeavesItAsItIsKept() {
        DirectoryAdministration administration = engine.bean(DirectoryAdministration.class);
        administration.changeDoctor(
                Actor.OPERATOR, doctor, new DoctorDetails("Ada Doctor", null, null, null, "CARDIOLOGY", null), null);
        pages.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
        String path = "/admin/doctors/" + doctor;
        String csrf = pages.csrf(path);
        Map<String, String> form = Map.of(
                "name",
                "Ada Other",
                "specialty",
                "Cardiología",
                "version",
                Integer.toString(engine.bean(Directory.class).getDoctor(doctor).version()));
        assertThat(location(pages.post(path, csrf, form, "Accept-Language", "es")))
                .isEqualTo(path);
        assertThat(engine.bean(Directory.class).getDoctor(doctor).name()).isEqualTo("Ada Other");
        assertThat(engine.bean(Directory.class).getDoctor(doctor).specialty()).isEqualTo("CARDIOLOGY");
    }

    private String found(String path, String typed, String language) {
        String words = typed + " " + tag;
        return pages.get(path + URLEncoder.encode(words, StandardCharsets.UTF_8), "Accept-Language", language)
                .body();
    }
}
