package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.net.http.HttpResponse;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Doctors as admins keep them: the list, its file, details and offices. */
@OnEachEngine
class AdminDoctorsTest {

    private final Engine engine;
    private final ClinicFixture clinic;
    private final PageClient admin;
    private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);

    AdminDoctorsTest(Engine engine) {
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
    void theListIsFilteredSortedAndTakenAway() {
        OfficeId boston = office("Boston");
        OfficeId salem = office("Salem");
        DoctorId one = doctor("Bea", "Dermatology", "B-2");
        DoctorId two = doctor("al", "Cardiology", null);
        doctor("=Cy", "Cardiology", "A-1");
        administration().assign(Actor.OPERATOR, one, boston);
        administration().assign(Actor.OPERATOR, one, salem);
        administration().assign(Actor.OPERATOR, two, salem);

        assertThat(names("")).containsExactly("=Cy", "al", "Bea");
        assertThat(names("&sort=-name")).containsExactly("Bea", "al", "=Cy");
        assertThat(names("&sort=specialty")).containsExactly("=Cy", "al", "Bea");
        assertThat(names("&sort=-specialty")).containsExactly("Bea", "=Cy", "al");
        assertThat(names("&sort=license")).containsExactly("=Cy", "Bea", "al");
        assertThat(names("&sort=-license")).as("unknown last").containsExactly("Bea", "=Cy", "al");
        assertThat(names("&sort=password")).as("no order of ours").containsExactly("=Cy", "al", "Bea");
        assertThat(names("&specialty=Dermatology")).containsExactly("Bea");
        assertThat(names("&city=SALEM")).containsExactly("al", "Bea");
        assertThat(names("%20boston")).containsExactly("Bea");

        HttpResponse<String> file = admin.get("/admin/doctors.csv?q=" + tag + "&sort=-name");
        List<String> lines = file.body().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("\uFEFFid,name,specialty,license_number,phone,email,offices");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).contains("Bea " + tag + ",Dermatology,B-2,'+1,,Office Boston; Office Salem");
        assertThat(lines.get(3)).contains(",'=Cy " + tag + ",Cardiology,A-1,");
    }

    @Test
    void detailsAreChangedAndWhatIsWrongIsNamed() {
        DoctorId id = doctor("Old", "Cardiology", null);
        String taken = ClinicFixture.email("taken");
        clinic.doctor(taken);
        String path = "/admin/doctors/" + id;
        Map<String, String> form = new HashMap<>(Map.of(
                "name", " ", "specialty", "", "licenseNumber", "x".repeat(51), "phone", "617", "email", "nobody"));
        assertThat(admin.submit(path, form).body())
                .contains("id=\"name-error\"", "id=\"specialty-error\"", "id=\"licenseNumber-error\"")
                .contains("id=\"email-error\"", "value=\"617\"");
        form.putAll(Map.of(
                "name",
                "New " + tag,
                "specialty",
                "Neurology",
                "licenseNumber",
                "N-1",
                "email",
                taken,
                "version",
                "1"));
        assertThat(admin.submit(path, form).body()).contains("id=\"email-error\"", "value=\"New " + tag + "\"");
        form.put("email", "");
        assertThat(location(admin.submit(path, form))).isEqualTo(path);
        assertThat(administration().getDoctorDetails(Actor.OPERATOR, id))
                .isEqualTo(new DoctorDetails("New " + tag, null, null, "617", "Neurology", "N-1"));
        form.putAll(Map.of("phone", "618", "specialty", "Dermatology"));
        assertThat(admin.submit(path, form).body())
                .as("version 1 is gone")
                .contains("Somebody else saved this", "name=\"version\" value=\"2\"", "value=\"618\"")
                .contains(
                        "<span>Phone</span>: <strong>617</strong>",
                        "<span>Specialty</span>: <strong>Neurology</strong>")
                .doesNotContain("<span>Name</span>: <strong>");
        form.put("version", "2");
        assertThat(location(admin.submit(path, form)))
                .as("what was typed counts")
                .isEqualTo(path);
        assertThat(admin.get("/admin/doctors/987654321").statusCode()).isEqualTo(404);
    }

    @Test
    void officesAreAddedAndRemovedOnceThereAreNoHours() {
        DoctorId id = doctor("Dee", "Cardiology", null);
        OfficeId office = office("Lynn");
        String path = "/admin/doctors/" + id;
        assertThat(admin.get(path + "?find=lynn").body()).contains("value=\"" + office + "\"");
        String csrf = admin.csrf(path);
        Map<String, String> where = Map.of("officeId", office.toString());
        assertThat(location(admin.post(path + "/offices", csrf, where))).isEqualTo(path + "#offices");
        assertThat(engine.bean(Directory.class).worksAt(id, office)).isTrue();
        clinic.week(id, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        HttpResponse<String> refused = admin.post(path + "/offices/remove", csrf, where);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("There are still working hours in Office Lynn", path + "/hours");
        engine.bean(Hours.class).replace(Actor.OPERATOR, id, List.of());
        assertThat(location(admin.post(path + "/offices/remove", csrf, where))).isEqualTo(path + "#offices");
        assertThat(engine.bean(Directory.class).worksAt(id, office)).isFalse();
    }

    private DoctorId doctor(String name, String specialty, @Nullable String license) {
        return administration()
                .addDoctor(
                        Actor.OPERATOR,
                        new DoctorDetails(name + " " + tag, null, null, "+1", specialty, license),
                        (String) null);
    }

    private OfficeId office(String city) {
        return administration()
                .addOffice(
                        Actor.OPERATOR,
                        new OfficeDetails("Office " + city, null, city, null, null, ClinicFixture.BOSTON));
    }

    /** As they stand in the list, without the tag of this test. */
    private List<String> names(String more) {
        return Pattern.compile("<a href=\"/admin/doctors/\\d+\">([^<]+) " + tag + "</a>")
                .matcher(admin.get("/admin/doctors?q=" + tag + more).body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private DirectoryAdministration administration() {
        return engine.bean(DirectoryAdministration.class);
    }
}
