package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The own profile, over HTTP. */
class ProfilePagesTest {

    private static final String PATH = "/account/profile";

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final Patients patients = Engine.H2.bean(Patients.class);
    private final String email = ClinicFixture.email("patient");
    private final PatientId patient = clinic.patient(email);
    private final PageClient pages = new PageClient(Engine.H2.url());

    @AfterEach
    void close() {
        pages.close();
    }

    @Test
    void aPatientChangesAllButTheEmailAndIsCalledByTheNewName() {
        signIn(email);
        assertThat(pages.get(PATH).body())
                .contains("value=\"Pat Patient\"", "value=\"1980-05-17\"", "value=\"617-555-0199\"", email);
        HttpResponse<String> saved = pages.submit(PATH, form(Map.of("email", "other@example.org")));
        assertThat(location(saved)).isEqualTo("/account");
        assertThat(kept())
                .isEqualTo(new PatientDetails(
                        "Patricia Patient", email, "617-555-0111", null, "Salem", "MA", LocalDate.of(1981, 6, 18)));
        assertThat(pages.get("/account").body())
                .contains("Your profile is saved.", "<span class=\"account-name\">Patricia Patient</span>");
    }

    @Test
    void whatIsWrongIsNamedAndNothingTypedIsLost() {
        signIn(email);
        HttpResponse<String> refused = pages.submit(
                PATH, form(Map.of("name", " ", "dateOfBirth", "2999-01-01", "phone", "1".repeat(21), "city", "Lynn")));
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body())
                .contains("id=\"name-error\"", "id=\"dateOfBirth-error\"", "id=\"phone-error\"")
                .contains("class=\"error-summary\" role=\"alert\" tabindex=\"-1\" data-focus")
                .contains(
                        "href=\"#name\"", "value=\"Lynn\"", "value=\"2999-01-01\"", "value=\"" + "1".repeat(21) + "\"");
        assertThat(kept().name()).isEqualTo("Pat Patient");
    }

    @Test
    void aChangeElsewhereIsNotOverwrittenUnseen() {
        signIn(email);
        PatientDetails moved = new PatientDetails(
                "Pat Patient", email, "617-555-0177", null, "Lowell", "MA", LocalDate.of(1980, 5, 17));
        patients.change(Actor.of(patient), patient, moved, null);
        HttpResponse<String> stale = pages.submit(PATH, form(Map.of("version", "1")));
        assertThat(stale.body())
                .contains(
                        "Somebody else saved this",
                        "<strong>Lowell</strong>",
                        "value=\"Salem\"",
                        "name=\"version\" value=\"2\"");
        assertThat(kept()).isEqualTo(moved);
        assertThat(location(pages.submit(PATH, form(Map.of("version", "2"))))).isEqualTo("/account");
        assertThat(kept().city()).isEqualTo("Salem");
    }

    @Test
    void aDoctorChangesThePhoneAloneAndSeesWhatPatientsSee() {
        String address = ClinicFixture.email("doctor");
        DoctorId doctor = clinic.alwaysWorking(address, clinic.office(ClinicFixture.BOSTON), 30);
        signIn(address);
        assertThat(pages.get(PATH).body())
                .contains("value=\"617-555-0100\"", "Cardiology", "href=\"/doctors/" + doctor + "\"", "class=\"slot\"");
        String csrf = pages.csrf(PATH);
        HttpResponse<String> saved = pages.post(
                PATH + "/phone", csrf, Map.of("phone", " 617-555-0122 ", "name", "Eve", "specialty", "None"));
        assertThat(location(saved)).isEqualTo("/account");
        assertThat(details(doctor))
                .isEqualTo(new DoctorDetails("Ada Doctor", null, address, "617-555-0122", "Cardiology", "MA-1"));
        assertThat(pages.post(PATH + "/phone", csrf, Map.of("phone", "1".repeat(21)))
                        .body())
                .contains("id=\"phone-error\"", "value=\"" + "1".repeat(21) + "\"");
    }

    @Test
    void anAdminHasNone() {
        signIn(clinic.admin());
        assertThat(pages.get(PATH).statusCode()).isEqualTo(403);
        assertThat(pages.get("/account").body()).doesNotContain("href=\"" + PATH + "\"");
    }

    private Map<String, String> form(Map<String, String> changed) {
        Map<String, String> form = new HashMap<>(Map.of(
                "name", "Patricia Patient",
                "dateOfBirth", "1981-06-18",
                "phone", "617-555-0111",
                "address", "",
                "city", "Salem",
                "state", "MA",
                "version", "1"));
        form.putAll(changed);
        return form;
    }

    private PatientDetails kept() {
        return patients.get(Actor.OPERATOR, patient).details();
    }

    private DoctorDetails details(DoctorId doctor) {
        return Engine.H2.bean(DirectoryAdministration.class).getDoctorDetails(Actor.OPERATOR, doctor);
    }

    private void signIn(String who) {
        pages.submit("/sign-in", Map.of("email", who, "password", ClinicFixture.PASSWORD));
    }
}
