package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.Family;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The smaller lists of admins: each is narrowed, sorted, leafed through and taken away. */
@OnEachEngine
class AdminListsTest {

    private static final String REASON = "Unconscious in the waiting room";

    private final Engine engine;
    private final ClinicFixture clinic;
    private final PageClient admin;
    private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);

    AdminListsTest(Engine engine) {
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
    void accessesToRecordsWaitForAReviewAndStayInTheList() {
        DoctorId ada = doctor("Ada");
        DoctorId bo = doctor("Bo");
        long first = open(ada, patient("Zoe"));
        long second = open(bo, patient("Yan"));
        String list = "/admin/emergencies?q=" + tag;
        Pattern waiting = Pattern.compile("/admin/emergencies/(\\d+)/review");
        assertThat(found(waiting, list)).as("who waits longest").containsExactly(first, second);
        assertThat(found(waiting, list + "&sort=-doctor")).containsExactly(second, first);
        assertThat(found(waiting, list + "&sort=patient")).containsExactly(second, first);
        assertThat(found(waiting, "/admin/emergencies?q=zoe%20" + tag)).containsExactly(first);

        String csrf = admin.csrf(list);
        String review = "/admin/emergencies/" + first + "/review";
        assertThat(location(admin.post(review, csrf, Map.of("note", "In order", "continue", list + "&sort=doctor"))))
                .isEqualTo(list + "&sort=doctor");
        assertThat(location(admin.post(
                        "/admin/emergencies/" + second + "/review",
                        csrf,
                        Map.of("note", "", "continue", "//elsewhere.example"))))
                .as("no page of ours")
                .isEqualTo("/");
        assertThat(found(waiting, list)).containsExactly(second);
        assertThat(found(waiting, list + "&state=reviewed")).isEmpty();
        assertThat(admin.get(list + "&state=reviewed").body()).contains("In order", "Ada " + tag);
        assertThat(admin.get(list + "&state=waiting").body()).doesNotContain("In order");
        assertThat(admin.get(list + "&state=lost").body()).as("no choice").contains("In order", "2 found");
        List<String> lines = admin.get("/admin/emergencies.csv?q=" + tag + "&sort=-status")
                .body()
                .lines()
                .toList();
        assertThat(lines)
                .hasSize(3)
                .first()
                .isEqualTo(
                        "\uFEFFid,doctor,patient,reason,opened_at,expires_at,reviewed_at,reviewed_by,review_note");
        assertThat(lines.get(1)).startsWith(first + ",Ada " + tag + ",Zoe " + tag + "," + REASON + ",");
        assertThat(lines.get(2)).startsWith(second + ",").endsWith(",,,");
    }

    @Test
    void requestsOfFamiliesHavePagesAndNameWhoMayBeMeant() {
        Family family = engine.bean(Family.class);
        LocalDate born = LocalDate.now(ClinicFixture.BOSTON).minusYears(7);
        PatientId one = patient("Ana");
        PatientId other = patient("Bea");
        PatientId same = patient("Child 0", born);
        for (int i = 0; i < 6; i++) {
            family.askForChild(Actor.of(one), "Child " + i + " " + tag, born);
            family.askForChild(Actor.of(other), "Kid " + i + " " + tag, born);
        }
        String list = "/admin/family?q=" + tag;
        assertThat(admin.get(list).body())
                .contains("12 found", "Page 1 of 2", "value=\"" + same + "\"")
                .containsSubsequence("Child 0 " + tag, "Kid 0 " + tag, "Child 1 " + tag);
        Pattern refused = Pattern.compile("/admin/family/(\\d+)/refuse");
        assertThat(found(refused, list)).hasSize(10).isSorted();
        assertThat(found(refused, list + "&page=2")).hasSize(2);
        assertThat(admin.get(list + "&sort=-manager").body())
                .contains("Kid 5 " + tag, "Child 3 " + tag)
                .doesNotContain("Child 5 " + tag);
        assertThat(found(refused, "/admin/family?q=kid%205%20" + tag)).hasSize(1);
        List<String> lines = admin.get("/admin/family.csv?q=" + tag + "&sort=dependant")
                .body()
                .lines()
                .toList();
        assertThat(lines).hasSize(13);
        assertThat(lines.get(1)).contains("," + one + ",Ana " + tag + ",1980-05-17,,Child 0 " + tag + "," + born);
    }

    private DoctorId doctor(String name) {
        return engine.bean(DirectoryAdministration.class)
                .addDoctor(
                        Actor.OPERATOR,
                        new DoctorDetails(name + " " + tag, null, null, null, "Cardiology", null),
                        (String) null);
    }

    private PatientId patient(String name) {
        return patient(name, LocalDate.of(1980, 5, 17));
    }

    private PatientId patient(String name, LocalDate born) {
        return engine.bean(Patients.class)
                .addAll(
                        Actor.OPERATOR,
                        List.of(new PatientDetails(name + " " + tag, null, null, null, "Boston", "MA", born)),
                        null)
                .getFirst();
    }

    private long open(DoctorId doctor, PatientId patient) {
        return engine.bean(EmergencyAccesses.class)
                .open(Actor.of(doctor), patient, REASON)
                .id();
    }

    /** The numbers on a page, in their order. */
    private List<Long> found(Pattern number, String path) {
        return number.matcher(admin.get(path).body())
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .distinct()
                .toList();
    }
}
