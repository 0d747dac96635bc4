package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.portal.web.PageModel;
import dev.outpatient.shared.Actor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several emergency accesses get one note, and none loses the note that another admin gave meanwhile. */
class ReviewManyTest {

    private static final String PATH = "/admin/emergencies/review";

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final EmergencyAccesses accesses = Engine.H2.bean(EmergencyAccesses.class);

    @Test
    void allThatStillWaitAreReviewed() {
        List<Long> opened = List.of(open(), open(), open());
        try (PageClient admin = new PageClient(Engine.H2.url())) {
            admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
            assertThat(admin.get(PATH).body()).contains("Nothing is chosen");
            String chosen = PATH + "?id=" + opened.get(0) + "&id=" + opened.get(1) + "&id=" + opened.get(2);
            String csrf = admin.csrf(chosen);
            assertThat(admin.get(chosen).body()).contains("Mark 3 as reviewed");
            HttpResponse<String> empty = admin.post(chosen, csrf, Map.of("note", " "));
            assertThat(empty.statusCode()).isEqualTo(400);
            assertThat(empty.body()).contains("id=\"note-error\"", "Mark 3 as reviewed");
            accesses.review(Actor.admin(clinic.adminAccount().id()), opened.getLast(), "Seen by another");
            assertThat(PageClient.location(admin.post(chosen, csrf, Map.of("note", "One night, one accident"))))
                    .isEqualTo("/admin/emergencies");
        }
        assertThat(notes(opened))
                .containsExactlyInAnyOrder("One night, one accident", "One night, one accident", "Seen by another");
    }

    @Test
    void onlyAdminsAreToldHowManyWait() {
        open();
        try (PageClient admin = new PageClient(Engine.H2.url())) {
            admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
            assertThat(admin.get("/admin").body()).contains("class=\"nav-alert\"");
        }
        assertThat(Engine.H2.bean(PageModel.class).emergenciesWaiting())
                .as("for who has not signed in")
                .isZero();
    }

    private List<String> notes(List<Long> ids) {
        return accesses.list(Actor.OPERATOR, true, null, 100).items().stream()
                .filter(access -> ids.contains(access.id()))
                .map(access -> String.valueOf(access.reviewNote()))
                .toList();
    }

    private long open() {
        return accesses.open(
                        Actor.of(clinic.doctor(clinic.office(ClinicFixture.BOSTON))),
                        clinic.patient(),
                        "Unconscious in the waiting room")
                .id();
    }
}
