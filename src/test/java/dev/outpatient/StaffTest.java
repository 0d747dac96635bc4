package dev.outpatient;

import static dev.outpatient.ApiClient.body;
import static dev.outpatient.ApiClient.invalid;
import static dev.outpatient.ApiClient.problem;
import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.outpatient.accounts.AccountSettings;
import dev.outpatient.accounts.Staff;
import dev.outpatient.audit.Delivered;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts where no mail is configured: links are handed over, and whatever needs mail says so. */
@OnEachKindOfEngine
class StaffTest {

    private static final String NEW_PASSWORD = "copper lantern river nine";

    private final Engine engine;
    private final ClinicFixture clinic;
    private final ApiClient api;

    StaffTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.api = new ApiClient(engine);
    }

    @Test
    void anAdminInvitesAnAdminWhoChoosesThePassword() {
        String token = api.token(clinic.admin());
        String email = ClinicFixture.email("colleague");
        Map<String, String> person = Map.of("name", "Cora Colleague", "email", email);
        String added = body(api.post("/admins", token, person));
        String id = added.replaceAll(".*\"id\":(\\d+).*", "$1");
        assertThat(added).contains("\"active\":false").doesNotContain("password");
        invalid(api.post("/admins", token, person), "email");
        assertThat(body(api.get("/admins", token))).contains(email);

        String first = link(body(api.post("/admins/" + id + "/invitation", token, Map.of())));
        String second = link(body(api.post("/admins/" + id + "/invitation", token, Map.of())));
        try (PageClient browser = new PageClient(engine.url())) {
            assertThat(browser.get("/invited?token=" + first).statusCode())
                    .as("a newer link ends the one before")
                    .isEqualTo(404);
            HttpResponse<String> done =
                    browser.submit("/invited?token=" + second, Map.of("token", second, "password", NEW_PASSWORD));
            assertThat(location(done)).isEqualTo("/sign-in");
        }
        assertThat(api.token(email, NEW_PASSWORD)).isNotEmpty();
        problem(api.post("/admins/" + id + "/invitation", token, Map.of()), 409, "already-active");
    }

    /** Who has a password already keeps no other from being invited. */
    @Test
    void severalAreInvitedAgainAtOnce() {
        Staff staff = engine.bean(Staff.class);
        Actor one = staff.addAdmin(Actor.OPERATOR, "Cora One", ClinicFixture.email("one"), null);
        Actor two = staff.addAdmin(Actor.OPERATOR, "Cora Two", ClinicFixture.email("two"), null);
        Actor active = clinic.adminAccount();
        try (PageClient admin = new PageClient(engine.url())) {
            signIn(admin, clinic.admin());
            assertThat(admin.get("/admin/staff/invite").body()).contains("Nobody is chosen");
            String both = "/admin/staff/invite?account=admin-" + one.id() + "&account=admin-" + two.id();
            assertThat(admin.get(both).body()).contains("Cora One", "Cora Two", "Invite 2 people");
            HttpResponse<String> done = admin.post(both, admin.csrf(both), Map.of());
            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(done.body()).contains("2 people are invited.");
            assertThat(done.body().split("/invited\\?token=", -1)).hasSize(3);
            HttpResponse<String> more = admin.post(both + "&account=admin-" + active.id(), admin.csrf(both), Map.of());
            assertThat(more.statusCode()).isEqualTo(409);
            assertThat(more.body()).contains("2 people were invited", "value=\"admin-" + active.id() + "\"");
        }
    }

    @Test
    void nobodyGivesSomebodyElseAPassword() {
        String token = api.token(clinic.admin());
        invalid(
                api.post(
                        "/admins",
                        token,
                        Map.of("name", "N", "email", ClinicFixture.email("n"), "password", NEW_PASSWORD)),
                "password");
        invalid(
                api.post("/doctors", token, Map.of("name", "N", "specialty", "Cardiology", "password", NEW_PASSWORD)),
                "password");
        problem(api.get("/admins", api.token(patient())), 403, "forbidden");
        problem(
                api.post("/admins", api.token(patient()), Map.of("name", "N", "email", "n@n.example")),
                403,
                "forbidden");
    }

    @Test
    void noUseCaseTakesAPasswordFromAnAdmin() {
        Actor admin = Actor.admin(987_654_321);
        assertThatThrownBy(() -> engine.bean(DirectoryAdministration.class)
                        .addDoctor(admin, new DoctorDetails("N", null, null, null, "Cardiology", null), "a hash"))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> engine.bean(Patients.class).addAll(admin, List.of(), "a hash"))
                .isInstanceOf(Problem.Forbidden.class);
    }

    /** By another mailbox whoever changes it could have the password of somebody else reset, so it stands out. */
    @Test
    void anotherEmailOfStaffIsAWarningThatNamesWhoseItIs() {
        Actor admin = clinic.adminAccount();
        Actor doctor = Actor.of(clinic.doctor());
        DoctorId id = new DoctorId(doctor.id());
        DirectoryAdministration administration = engine.bean(DirectoryAdministration.class);
        DoctorDetails before = administration.getDoctorDetails(admin, id);
        administration.changeDoctor(admin, id, at(ClinicFixture.email("elsewhere"), before), null);
        assertThat(concerned(doctor)).containsExactly("warning Changed the e-mail by which doctor " + id + " signs in");

        String own = ClinicFixture.email("own");
        Actor mover = clinic.adminAccount(own);
        engine.bean(AccountSettings.class)
                .changeEmail(mover, ClinicFixture.PASSWORD, ClinicFixture.email("moved"), Locale.ENGLISH);
        assertThat(concerned(mover)).containsExactly("warning Changed the own e-mail");
    }

    private static DoctorDetails at(String email, DoctorDetails doctor) {
        return new DoctorDetails(
                doctor.name(), doctor.avatarUrl(), email, doctor.phone(), doctor.specialty(), doctor.licenseNumber());
    }

    /** What the trail says of somebody, whoever did it. */
    private List<String> concerned(Actor whom) {
        Delivered.now(engine);
        return engine.bean(MongoDatabase.class)
                .getCollection("logs")
                .find(Filters.eq("subject_id", whom.reference().toObjectId()))
                .map(log -> log.getString("severity") + " " + log.getString("message"))
                .into(new ArrayList<>());
    }

    @Test
    void whoForgotThePasswordGetsALinkAtTheDesk() {
        String email = patient();
        long id = Long.parseLong(body(api.get("/me", api.token(email))).replaceAll(".*\"id\":(\\d+).*", "$1"));
        try (PageClient admin = new PageClient(engine.url());
                PageClient person = new PageClient(engine.url())) {
            signIn(admin, clinic.admin());
            assertThat(admin.get("/admin/passwords?q=pat").body()).contains("Pat Patient");
            String csrf = admin.csrf("/admin/passwords?q=pat");
            assertThat(location(admin.post("/admin/passwords/patients/" + id, csrf, Map.of())))
                    .isEqualTo("/admin/passwords");
            String token = link(admin.get("/admin/passwords").body(), "/reset");
            assertThat(admin.get("/admin/passwords").body()).doesNotContain(token);
            person.submit("/reset?token=" + token, Map.of("token", token, "password", NEW_PASSWORD));
            assertThat(api.token(email, NEW_PASSWORD)).isNotEmpty();
            assertThat(person.get("/reset?token=" + token).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aDoctorWithoutAnAddressIsNotInvited() {
        String token = api.token(clinic.admin());
        String added = body(api.post("/doctors", token, Map.of("name", "No Mail", "specialty", "Cardiology")));
        String id = added.replaceAll(".*?\"id\":(\\d+).*", "$1");
        invalid(api.post("/doctors/" + id + "/invitation", token, Map.of()), "email");
        problem(api.post("/doctors/987654321/invitation", token, Map.of()), 404, "not-found");
    }

    @Test
    void anAdminInvitesOnThePageAndGetsTheLinkOnce() {
        try (PageClient admin = new PageClient(engine.url());
                PageClient invited = new PageClient(engine.url())) {
            signIn(admin, clinic.admin());
            String email = ClinicFixture.email("page");
            Map<String, String> form =
                    new HashMap<>(Map.of("kind", "DOCTOR", "name", "Dana Page", "email", email, "specialty", ""));
            assertThat(admin.submit("/admin/staff/new", form).body()).contains("specialty-error");
            form.put("specialty", "Neurology");
            assertThat(location(admin.submit("/admin/staff/new", form))).isEqualTo("/admin/staff");
            String token = link(admin.get("/admin/staff").body());
            assertThat(admin.get("/admin/staff?q=" + email).body())
                    .doesNotContain(token)
                    .contains(email)
                    .containsPattern("form=\"invite\" [^>]*formaction=\"/admin/staff/doctors/\\d+/invite\"");
            invited.submit("/invited?token=" + token, Map.of("token", token, "password", NEW_PASSWORD));
            assertThat(api.token(email, NEW_PASSWORD)).isNotEmpty();
        }
    }

    @Test
    void theListIsFilteredSortedAndTakenAway() {
        String tag = "t" + UUID.randomUUID().toString().substring(0, 8);
        Staff staff = engine.bean(Staff.class);
        Actor active = staff.addAdmin(Actor.OPERATOR, "Bea " + tag, ClinicFixture.email("bea"), null);
        Actor closed = staff.addAdmin(Actor.OPERATOR, "=Cy " + tag, ClinicFixture.email("cy"), null);
        engine.bean(DirectoryAdministration.class)
                .addDoctor(
                        Actor.OPERATOR, new DoctorDetails("al " + tag, null, null, null, "Cardiology", null), (String)
                                null);
        JdbcClient jdbc = engine.bean(JdbcClient.class);
        jdbc.sql("UPDATE admin SET password = 'x' WHERE id = ?")
                .param(active.id())
                .update();
        jdbc.sql("INSERT INTO account_state (role, person_id, disabled_at) VALUES ('admin', ?, CURRENT_TIMESTAMP)")
                .param(closed.id())
                .update();
        try (PageClient admin = new PageClient(engine.url())) {
            signIn(admin, clinic.admin());
            assertThat(names(admin, tag, ""))
                    .as("who can't sign in yet is first")
                    .containsExactly("al", "Bea", "=Cy");
            assertThat(names(admin, tag, "&sort=-status")).containsExactly("=Cy", "Bea", "al");
            assertThat(names(admin, tag, "&sort=name")).containsExactly("=Cy", "al", "Bea");
            assertThat(names(admin, tag, "&sort=-name")).containsExactly("Bea", "al", "=Cy");
            assertThat(names(admin, tag, "&sort=-role")).containsExactly("al", "=Cy", "Bea");
            assertThat(names(admin, tag, "&sort=-email")).as("unknown last").containsExactly("=Cy", "Bea", "al");
            assertThat(names(admin, tag, "&sort=password"))
                    .as("no order of ours")
                    .containsExactly("al", "Bea", "=Cy");
            assertThat(names(admin, tag, "&role=doctor")).containsExactly("al");
            assertThat(names(admin, tag, "&role=patient")).as("no choice").hasSize(3);
            assertThat(names(admin, tag, "&state=invited")).containsExactly("al");
            assertThat(names(admin, tag, "&state=active")).containsExactly("Bea");
            assertThat(names(admin, tag, "&state=disabled&role=admin")).containsExactly("=Cy");
            assertThat(names(admin, "%25" + tag, ""))
                    .as("a wildcard is a letter")
                    .isEmpty();
            List<String> lines = admin.get("/admin/staff.csv?q=" + tag + "&sort=name")
                    .body()
                    .lines()
                    .toList();
            assertThat(lines).hasSize(4).first().isEqualTo("\uFEFFid,role,name,email,state");
            assertThat(lines.get(1))
                    .startsWith(closed.id() + ",admin,'=Cy " + tag)
                    .endsWith(",disabled");
            assertThat(lines.get(2)).endsWith(",doctor,al " + tag + ",,invited");
        }
    }

    /** Nobody is cut off: who is not on the first page is on the next. */
    @Test
    void theListHasPages() {
        String tag = "t" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 10; i < 31; i++) {
            engine.bean(Staff.class).addAdmin(Actor.OPERATOR, i + " " + tag, ClinicFixture.email("page"), null);
        }
        try (PageClient admin = new PageClient(engine.url())) {
            signIn(admin, clinic.admin());
            assertThat(names(admin, tag, "")).hasSize(20).startsWith("10");
            assertThat(admin.get("/admin/staff?q=" + tag).body())
                    .contains("21 found", "Page 1 of 2", "/admin/staff?q=" + tag + "&amp;page=2");
            assertThat(names(admin, tag, "&page=2")).containsExactly("30");
        }
    }

    @Test
    void withoutMailAForgottenPasswordIsForTheDesk() {
        try (PageClient visitor = new PageClient(engine.url())) {
            assertThat(visitor.get("/forgot").body())
                    .contains("Ask at the desk")
                    .doesNotContain("name=\"email\"");
            assertThat(visitor.get("/inbox").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void withoutMailAVisitorIsRegisteredAtOnceAndTold() {
        String email = ClinicFixture.email("once");
        try (PageClient visitor = new PageClient(engine.url())) {
            assertThat(visitor.get("/register").body()).contains("sends no e-mail");
            HttpResponse<String> done = visitor.submit(
                    "/register",
                    Map.of(
                            "name",
                            "Noor Haddad",
                            "email",
                            email,
                            "password",
                            NEW_PASSWORD,
                            "dateOfBirth",
                            "1991-04-12",
                            "continue",
                            "/offices"));
            assertThat(location(done)).isEqualTo("/offices");
            assertThat(visitor.get("/offices").body()).contains("was not checked");
        }
    }

    @Test
    void withoutMailANewAddressIsTakenAtOnceWithThePassword() {
        String old = ClinicFixture.email("old");
        String fresh = ClinicFixture.email("fresh");
        String taken = patient();
        clinic.patient(old);
        try (PageClient browser = new PageClient(engine.url())) {
            signIn(browser, old);
            assertThat(browser.submit("/account/email", Map.of("email", fresh, "current", "wrong"))
                            .body())
                    .contains("current-error");
            assertThat(browser.submit("/account/email", Map.of("email", taken, "current", ClinicFixture.PASSWORD))
                            .body())
                    .contains("email-error");
            browser.submit("/account/email", Map.of("email", fresh, "current", ClinicFixture.PASSWORD));
        }
        assertThat(api.token(fresh)).isNotEmpty();
    }

    private String patient() {
        String email = ClinicFixture.email("patient");
        clinic.patient(email);
        return email;
    }

    /** As they stand in the list, without the tag of the test. */
    private static List<String> names(PageClient admin, String tag, String more) {
        return Pattern.compile("<th scope=\"row\">([^<]+) " + tag + "</th>")
                .matcher(admin.get("/admin/staff?q=" + tag + more).body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static void signIn(PageClient browser, String email) {
        location(browser.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD)));
    }

    private static String link(String text) {
        return link(text, "/invited");
    }

    private static String link(String text, String path) {
        Matcher link = Pattern.compile("http://localhost:\\d+" + path + "\\?token=([A-Za-z0-9_-]+)")
                .matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }
}
