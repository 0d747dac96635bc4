package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.outpatient.accounts.ServiceScope;
import dev.outpatient.accounts.ServiceTokens;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.feedback.Feedback;
import dev.outpatient.feedback.FeedbackRecords;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.Family;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Reference;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

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

    /** The list of appointments does not count them all, so the way to its file is always there. */
    @Test
    void aListTooLongForAFileSaysSo() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId doctor = clinic.doctor(office);
        PatientId patient = patient("Often");
        LocalDateTime time = LocalDateTime.of(1990, 5, 4, 9, 0);
        JdbcTemplate jdbc = engine.bean(JdbcTemplate.class);
        jdbc.batchUpdate("""
                INSERT INTO appointment (patient_id, doctor_id, office_id, appointment_date, starts_at, ends_at, status)
                VALUES (?, ?, ?, ?, ?, ?, 'cancelled')""", Collections.nCopies(Listing.MOST_IN_FILE + 1, new Object[] {
            patient.value(), doctor.value(), office.value(), time, time, time.plusMinutes(30)
        }));
        try {
            String asked = "?patientName=Often+" + tag + "&when=ALL";
            String list = location(admin.get("/admin/appointments.csv" + asked));
            assertThat(list).isEqualTo("/admin/appointments" + asked);
            assertThat(admin.get(list).body()).contains("Too many for a file.", "Often " + tag);
            assertThat(admin.get(list).body()).doesNotContain("Too many for a file.");
            assertThat(admin.get(list + "&order=DOCTOR").body())
                    .as("by its times, as nobody waits for all of it to be sorted")
                    .contains("Too many to sort by this column", "aria-sort=\"descending\"", "Often " + tag)
                    .contains("href=\"/admin/appointments.csv" + asked.replace("&", "&amp;") + "\"")
                    .containsPattern("href=\"[^\"]*when=ALL&amp;after=[^\"]*\" rel=\"next\"");
            String tooLong = location(admin.get("/admin/appointments.csv" + asked + "&order=DOCTOR"));
            assertThat(tooLong).isEqualTo(list + "&order=DOCTOR");
            assertThat(admin.get(tooLong).body()).contains("Too many for a file.", "Too many to sort");
            jdbc.update("DELETE FROM appointment WHERE patient_id = ? LIMIT 1", patient.value());
            assertThat(admin.get("/admin/appointments.csv" + asked).body().lines())
                    .hasSize(1 + Listing.MOST_IN_FILE);
            assertThat(admin.get(list + "&order=DOCTOR").body())
                    .doesNotContain("Too many to sort")
                    .containsSubsequence("aria-sort=\"ascending\"", "order=DOCTOR_DOWN");
        } finally {
            jdbc.update("DELETE FROM appointment WHERE patient_id = ?", patient.value());
        }
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
        String reviewOfSecond = "/admin/emergencies/" + second + "/review";
        assertThat(admin.post(reviewOfSecond, csrf, Map.of("note", "")).statusCode())
                .isEqualTo(400);
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
                .isEqualTo("\uFEFFid,doctor,patient,reason,opened_at,expires_at,reviewed_at,reviewed_by,review_note");
        assertThat(lines.get(1)).startsWith(first + ",Ada " + tag + ",Zoe " + tag + "," + REASON + ",");
        assertThat(lines.get(2)).startsWith(second + ",").endsWith(",,,");
        assertThat(location(admin.post(
                        reviewOfSecond, csrf, Map.of("note", "In order", "continue", "//elsewhere.example"))))
                .as("no page of ours")
                .isEqualTo("/");
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

    @Test
    void anAddressThatIsTakenIsSaidAtItsRequestAndKept() {
        Family family = engine.bean(Family.class);
        LocalDate today = LocalDate.now(ClinicFixture.BOSTON);
        PatientId ana = patient("Ana");
        long bond = family.askForChild(Actor.of(ana), "Mia " + tag, today.minusYears(17));
        PatientId mia = engine.bean(FamilyReview.class).confirm(Actor.OPERATOR, bond, null);
        engine.bean(JdbcClient.class)
                .sql("UPDATE patient SET date_of_birth = ? WHERE id = ?")
                .params(today.minusYears(18), mia.value())
                .update();
        family.askAgain(Actor.of(ana), bond);
        String taken = ClinicFixture.email("taken");
        clinic.patient(taken);
        String list = "/admin/family?q=" + tag;
        String invite = "/admin/family/" + bond + "/invite";
        assertThat(location(admin.post(invite, admin.csrf(list), Map.of("email", taken, "continue", list))))
                .isEqualTo(list);
        assertThat(admin.get(list, "Accept-Language", "es").body())
                .contains(
                        "Escriba una dirección válida que no tenga ningún otro paciente.",
                        "value=\"" + taken + "\"",
                        "aria-describedby=\"email-error-" + bond + "\"");
        // Meanwhile somebody sets a password for the account: there is nothing to send any more.
        engine.bean(JdbcClient.class)
                .sql("UPDATE patient SET email = ?, password = 'some' WHERE id = ?")
                .params(ClinicFixture.email("mia"), mia.value())
                .update();
        assertThat(location(admin.post(invite, admin.csrf(list), Map.of("continue", list))))
                .isEqualTo(list);
        assertThat(admin.get(list).body()).contains("This patient has an account of their own by now.");
    }

    @Test
    void tokensAreNewestFirstAndNarrowedByWhatTheyAreWorth() {
        ServiceTokens tokens = engine.bean(ServiceTokens.class);
        Actor maker = clinic.adminAccount();
        long one = tokens.create(maker, "A door " + tag, Set.of(ServiceScope.READ_SLOTS), 7)
                .token()
                .id();
        long two = tokens.create(maker, "=B door " + tag, Set.of(ServiceScope.READ_SLOTS), 365)
                .token()
                .id();
        long three = tokens.create(maker, "C door " + tag, Set.of(ServiceScope.READ_SLOTS), 30)
                .token()
                .id();
        tokens.revoke(maker, three);
        engine.bean(JdbcClient.class)
                .sql("UPDATE service_token SET expires_at = created_at WHERE id = ?")
                .param(one)
                .update();
        String list = "/admin/tokens?q=" + tag;
        Pattern name = Pattern.compile("<h3>(\\S+ door) " + tag + "</h3>");
        assertThat(texts(name, list)).containsExactly("C door", "=B door", "A door");
        assertThat(texts(name, list + "&sort=created")).containsExactly("A door", "=B door", "C door");
        assertThat(texts(name, list + "&sort=-expires")).containsExactly("=B door", "C door", "A door");
        assertThat(texts(name, list + "&state=good")).containsExactly("=B door");
        assertThat(texts(name, list + "&state=expired")).containsExactly("A door");
        assertThat(texts(name, list + "&state=revoked")).containsExactly("C door");
        List<String> lines = admin.get("/admin/tokens.csv?q=" + tag + "&state=good")
                .body()
                .lines()
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).startsWith(two + ",'=B door " + tag + ",read:slots,");
    }

    @Test
    void closedDaysAreInAListOfTheirOwnYearByYear() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        LocalDate today = LocalDate.now(ClinicFixture.BOSTON);
        List<Closures.Day> days = IntStream.rangeClosed(1, 21)
                .mapToObj(n -> new Closures.Day(today.plusDays(n), "Closed " + n))
                .toList();
        engine.bean(Closures.class).enter(Actor.OPERATOR, office, days);
        engine.bean(JdbcClient.class)
                .sql("INSERT INTO closure (office_id, closed_on, name, created_at) VALUES (?, ?, ?, CURRENT_TIMESTAMP)")
                .params(office.value(), LocalDate.of(2001, 12, 31), "Long ago")
                .update();
        String page = "/admin/offices/" + office;
        assertThat(admin.get("/admin/offices/" + clinic.office(ClinicFixture.BOSTON))
                        .body())
                .as("no link to a list of nothing")
                .contains("No closed days ahead.")
                .doesNotContain("/closures\"");
        assertThat(admin.get(page).body())
                .contains("Closed 12", "The next 12 of 21.", page + "/closures")
                .doesNotContain("Closed 13", "Long ago");
        String list = page + "/closures";
        Pattern name = Pattern.compile("<td data-label=\"Name\">([^<]+)</td>");
        assertThat(texts(name, list)).hasSize(20).startsWith("Closed 21", "Closed 20");
        assertThat(texts(name, list + "?page=2")).containsExactly("Closed 1", "Long ago");
        assertThat(texts(name, list + "?year=2001")).containsExactly("Long ago");
        assertThat(admin.get(list + "?year=2001").body())
                .as("what is over stays")
                .doesNotContain("name=\"open\"");
        assertThat(texts(name, list + "?year=soon&sort=date")).startsWith("Long ago", "Closed 1");
        assertThat(admin.get(list + ".csv?sort=date").body().lines())
                .hasSize(23)
                .element(1)
                .asString()
                .endsWith(",2001-12-31,Long ago");
        assertThat(admin.get("/admin/offices/987654321/closures").statusCode()).isEqualTo(404);

        List<Long> open = found(Pattern.compile("name=\"open\" value=\"(\\d+)\""), list);
        assertThat(location(admin.post(
                        page,
                        admin.csrf(list),
                        Map.of("open", open.getFirst().toString(), "continue", list + "?page=1"))))
                .isEqualTo(list + "?page=1");
        assertThat(texts(name, list)).startsWith("Closed 20").hasSize(20);
    }

    @Test
    void whoWorksWhereIsListedWithTheWeekThere() {
        DoctorId ada = doctor("Ada");
        DoctorId bo = doctor("Bo");
        OfficeId salem = office("Salem");
        OfficeId boston = office("Boston");
        DirectoryAdministration administration = engine.bean(DirectoryAdministration.class);
        administration.assign(Actor.OPERATOR, ada, salem);
        administration.assign(Actor.OPERATOR, ada, boston);
        administration.assign(Actor.OPERATOR, bo, salem);
        LocalDate today = LocalDate.now(ClinicFixture.BOSTON);
        engine.bean(Hours.class)
                .replace(
                        Actor.OPERATOR,
                        ada,
                        List.of(
                                range(ada, salem, DayOfWeek.MONDAY, 9, null),
                                range(ada, salem, DayOfWeek.MONDAY, 13, null),
                                range(ada, salem, DayOfWeek.FRIDAY, 9, null),
                                range(ada, boston, DayOfWeek.TUESDAY, 9, today.minusDays(1))));
        String list = "/admin/workplaces?q=" + tag;
        Pattern office = Pattern.compile(">(\\w+) office " + tag + "</a>");
        Pattern doctor = Pattern.compile(">(\\w+) " + tag + "</a></th>");
        assertThat(texts(doctor, list)).containsExactly("Ada", "Ada", "Bo");
        assertThat(texts(office, list)).containsExactly("Boston", "Salem", "Salem");
        assertThat(texts(office, list + "&sort=-city")).containsExactly("Salem", "Salem", "Boston");
        assertThat(texts(doctor, list + "&sort=-doctor")).containsExactly("Bo", "Ada", "Ada");
        assertThat(texts(doctor, list + "&city=SALEM")).containsExactly("Ada", "Bo");
        assertThat(texts(doctor, list + "&specialty=Neurology")).isEmpty();
        assertThat(texts(office, "/admin/workplaces?q=boston%20office%20" + tag))
                .containsExactly("Boston");
        assertThat(admin.get(list).body()).contains("Mon", "Fri", "9 h a week", "No hours yet");
        List<String> lines =
                admin.get("/admin/workplaces.csv?q=" + tag).body().lines().toList();
        assertThat(lines)
                .hasSize(4)
                .first()
                .isEqualTo("\uFEFFdoctor_id,doctor,specialty,office_id,office,city,state,days,hours_a_week");
        assertThat(lines.get(1)).as("those hours are over").endsWith(",Boston office " + tag + ",Boston,,,0");
        assertThat(lines.get(2))
                .isEqualTo(ada + ",Ada " + tag + ",Cardiology," + salem + ",Salem office " + tag
                        + ",Salem,,MONDAY FRIDAY,9");
        assertThat(admin.get("/admin/doctors").body()).contains("href=\"/admin/workplaces\"");
        assertThat(admin.get("/admin/offices").body()).contains("href=\"/admin/workplaces\"");
    }

    @Test
    void feedbackOfAllDoctorsIsNarrowedSortedHiddenAndTakenAway() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId ada = clinic.doctor(office);
        DoctorId bo = clinic.doctor(office);
        Feedback old = said(ada, office, 5, "=Best " + tag, 3);
        Feedback fair = said(ada, office, 3, "Fair " + tag, 2);
        Feedback late = said(ada, office, 3, "Late " + tag, 1);
        Feedback other = said(bo, office, 1, "Other " + tag, 1);
        engine.bean(FeedbackRecords.class).addAll(Actor.OPERATOR, List.of(old, fair, late, other));
        String list = "/admin/feedback?doctorId=" + ada;
        Pattern words = Pattern.compile("<p>(\\S+) " + tag + "</p>");
        assertThat(texts(words, list)).as("newest first").containsExactly("Late", "Fair", "=Best");
        assertThat(texts(words, list + "&sort=given")).containsExactly("=Best", "Fair", "Late");
        assertThat(texts(words, list + "&sort=rating")).containsExactly("Late", "Fair", "=Best");
        assertThat(texts(words, list + "&sort=-rating")).containsExactly("=Best", "Fair", "Late");
        assertThat(texts(words, list + "&rating=3")).containsExactly("Late", "Fair");
        assertThat(texts(words, list + "&rating=3&sort=rating")).containsExactly("Late", "Fair");
        assertThat(texts(words, list + "&rating=9")).as("no choice").hasSize(3);
        // Whatever else there is in the database, each order and condition can be asked for.
        for (String sort : List.of("given", "-given", "rating", "-rating")) {
            for (String more : List.of("", "&rating=1", "&state=shown", "&state=hidden", "&rating=1&state=shown")) {
                assertThat(admin.get("/admin/feedback?sort=" + sort + more).statusCode())
                        .as(sort + more)
                        .isEqualTo(200);
            }
        }

        String hide = "/admin/doctors/" + ada + "/feedback/" + fair.id().toHexString() + "/hide";
        assertThat(location(admin.post(hide, admin.csrf(list), Map.of("reason", "Names somebody", "continue", list))))
                .isEqualTo(list);
        assertThat(texts(words, list + "&state=hidden")).as("admins read on").containsExactly("Fair");
        assertThat(admin.get(list + "&state=hidden").body()).contains("Hidden: Names somebody");
        assertThat(texts(words, list + "&state=shown")).containsExactly("Late", "=Best");

        List<String> lines =
                admin.get("/admin/feedback.csv?doctorId=" + ada).body().lines().toList();
        assertThat(lines)
                .hasSize(4)
                .first()
                .isEqualTo("\uFEFFid,created_at,doctor_id,doctor,rating,comments,answer,hidden_at,hide_reason");
        assertThat(lines.get(2)).contains(",3,Fair " + tag + ",,").endsWith(",Names somebody");
        assertThat(lines.get(3)).contains("," + ada + ",Ada Doctor,5,'=Best " + tag + ",");
        long id = Long.parseLong(admin.get("/api/v1/me").body().replaceAll(".*\"id\":(\\d+).*", "$1"));
        assertThat(new Trail(engine).of(Actor.admin(id)))
                .contains("info Read the feedback of all doctors", "warning Exported 3 pieces of feedback")
                .noneMatch(message -> message.contains(tag));
    }

    /** Another program may point at people by keys of its own. */
    @Test
    void feedbackThatCanNotBeReadLeavesTheRestOfTheListAndItsFile() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId ada = clinic.doctor(office);
        engine.bean(FeedbackRecords.class).addAll(Actor.OPERATOR, List.of(said(ada, office, 5, "Best " + tag, 3)));
        var stored = engine.bean(MongoDatabase.class).getCollection("feedback");
        Document foreign = new Document("_id", new ObjectId())
                .append("patient_id", new ObjectId())
                .append("doctor_id", Reference.of(ada).toObjectId())
                .append("rating", 2)
                .append("created_at", Date.from(Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        stored.insertOne(foreign);
        try {
            String list = admin.get("/admin/feedback?doctorId=" + ada).body();
            assertThat(list).contains("Best " + tag, "One piece of feedback is missing here");
            assertThat(admin.get("/admin/feedback").statusCode()).isEqualTo(200);
            assertThat(admin.get("/admin/feedback.csv?doctorId=" + ada).body().lines())
                    .hasSize(2);
        } finally {
            stored.deleteOne(Filters.eq("_id", foreign.getObjectId("_id")));
        }
    }

    private Feedback said(DoctorId doctor, OfficeId office, int rating, String comments, int daysAgo) {
        Instant given = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(daysAgo));
        PatientId patient = clinic.patient();
        Visit visit = new Visit(
                patient,
                doctor,
                office,
                ClinicFixture.BOSTON,
                given.minus(Duration.ofHours(2)),
                Duration.ofMinutes(30),
                AppointmentStatus.COMPLETED,
                null,
                null);
        VisitRecords.Outcome outcome = engine.bean(VisitRecords.class)
                .record(Actor.OPERATOR, List.of(visit))
                .getFirst();
        return new Feedback(
                new ObjectId(), patient, doctor, ((VisitRecords.Outcome.Taken) outcome).id(), rating, comments, given);
    }

    /** Three hours. */
    private static WorkingHours range(
            DoctorId doctor, OfficeId office, DayOfWeek day, int from, @Nullable LocalDate until) {
        return new WorkingHours(doctor, office, day, LocalTime.of(from, 0), LocalTime.of(from + 3, 0), 30, null, until);
    }

    private OfficeId office(String city) {
        return engine.bean(DirectoryAdministration.class)
                .addOffice(
                        Actor.OPERATOR,
                        new OfficeDetails(city + " office " + tag, null, city, null, null, ClinicFixture.BOSTON));
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
        return texts(number, path).stream().map(Long::valueOf).distinct().toList();
    }

    private List<String> texts(Pattern text, String path) {
        return text.matcher(admin.get(path).body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
