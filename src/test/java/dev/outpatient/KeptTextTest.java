package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.feedback.Feedbacks;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody typed and the program can't take stands in its form again, with what is wrong beside it. */
class KeptTextTest {

    private final RoleScene scene = new RoleScene(Engine.H2.program());
    private final PageClient browser = new PageClient(Engine.H2.url());

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aDoctorsAnswerThatIsTooLong() {
        String said = said();
        signIn("doctor");
        String csrf = browser.csrf("/feedback");
        assertAskedAgain(
                browser.post("/feedback/" + said + "/answer", csrf, Map.of("answer", tooLong("Thank you"))),
                "answer-" + said,
                "Thank you");
        // The form of any other is as it was.
        HttpResponse<String> empty = browser.post("/feedback/" + said + "/answer", csrf, Map.of("answer", " "));
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body())
                .contains("Write something, up to 2,000 letters.")
                .containsOnlyOnce("data-focus");
    }

    @Test
    void anAdminsReasonToHideThatIsTooLong() {
        String said = said();
        signIn("admin");
        String list = "/admin/doctors/" + scene.doctor() + "/feedback";
        assertAskedAgain(
                browser.post(
                        list + "/" + said + "/hide", browser.csrf(list), Map.of("reason", tooLong("Names somebody"))),
                "reason-" + said,
                "Names somebody");
    }

    @Test
    void whatAnAdminFoundOfAnEmergencyThatIsTooLong() {
        String review = scene.path("/admin/emergencies/{id}/review");
        signIn("admin");
        HttpResponse<String> again =
                browser.post(review, browser.csrf("/admin/emergencies"), Map.of("note", tooLong("In order")));
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(again.body())
                .contains("id=\"note-error\"", tooLong("In order"))
                .containsOnlyOnce("data-focus");
    }

    @Test
    void whyADoctorDeclinesARefillThatIsTooLong() {
        String path = scene.path("/prescriptions/{id}");
        signIn("doctor");
        assertAskedAgain(
                browser.post(
                        path + "/refills/1/decline", browser.csrf(path), Map.of("reason", tooLong("Come and see me"))),
                "decline-reason",
                "Come and see me");
    }

    @Test
    void whatAPatientSaysOfAVisitThatIsTooLong() {
        AppointmentId visit = completed();
        signIn("patient");
        String path = "/appointments/" + visit + "/feedback";
        assertAskedAgain(
                browser.submit(path, Map.of("rating", "4", "comments", tooLong("She listened"))),
                "comments",
                "She listened");
    }

    /** The field has the focus, the text that was typed, and its error beside it. */
    private static void assertAskedAgain(HttpResponse<String> answer, String field, String typed) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("id=\"" + field + "-error\"").containsOnlyOnce("data-focus");
        assertThat(answer.body())
                .containsPattern("<(?:input|textarea)[^>]* id=\"" + field + "\"[^>]*aria-invalid=\"true\"")
                .containsPattern("<(?:input|textarea)[^>]* id=\"" + field + "\"[^>]*data-focus=\"yes\"")
                .contains(tooLong(typed));
    }

    private static String tooLong(String text) {
        return text + " ".repeat(2000) + "as I said";
    }

    private void signIn(String person) {
        location(browser.submit("/sign-in", Map.of("email", scene.email(person), "password", ClinicFixture.PASSWORD)));
    }

    /** The number of what the patient said of a visit. */
    private String said() {
        return Engine.H2
                .bean(Feedbacks.class)
                .give(Actor.of(scene.patient()), completed(), 5, "Took the time I needed", null)
                .id()
                .toHexString();
    }

    private AppointmentId completed() {
        Visit visit = new Visit(
                scene.patient(),
                scene.doctor(),
                scene.office(),
                ClinicFixture.BOSTON,
                Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3)),
                Duration.ofMinutes(30),
                AppointmentStatus.COMPLETED,
                null,
                null);
        return ((VisitRecords.Outcome.Taken) Engine.H2
                        .bean(VisitRecords.class)
                        .record(Actor.OPERATOR, List.of(visit))
                        .getFirst())
                .id();
    }
}
