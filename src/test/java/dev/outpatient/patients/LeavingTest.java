package dev.outpatient.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.PageClient;
import dev.outpatient.accounts.BadCredentials;
import dev.outpatient.feedback.Feedbacks;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Taking everything along, and leaving: what goes at once, what goes later, and what comes back. */
@OnEachEngine
class LeavingTest {

    private final Engine engine;
    private final ApiClient api;
    private final ClinicFixture clinic;
    private final Leaving leaving;
    private final JdbcClient jdbc;
    private final OfficeId office;
    private final DoctorId doctor;
    private final String email = ClinicFixture.email("leaver");
    private final PatientId patient;
    private final Actor self;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

    LeavingTest(Engine engine) {
        this.engine = engine;
        this.api = new ApiClient(engine);
        this.clinic = new ClinicFixture(engine.program());
        this.leaving = engine.bean(Leaving.class);
        this.jdbc = engine.bean(JdbcClient.class);
        this.office = clinic.office(ClinicFixture.BOSTON);
        this.doctor = clinic.alwaysWorking(office, 30);
        this.patient = clinic.patient(email);
        this.self = Actor.of(patient);
    }

    @Test
    void anExportHoldsAllOfOneAndNothingOfAnother() throws IOException {
        fill(patient, "Niño’s own words");
        PatientId other = clinic.patient();
        fill(other, "Somebody else’s words");
        engine.bean(Family.class)
                .askForChild(
                        self, "Nora Ñandú", LocalDate.now(ClinicFixture.BOSTON).minusYears(7));

        String json = ApiClient.body(api.get("/me/record", api.token(self)));
        assertThat(json)
                .contains(email, "Niño’s own words", "Rash. Niño’s own words", "Pills Niño’s own words", "Nora Ñandú")
                .contains("\"person\":", "\"appointments\":", "\"prescriptions\":", "\"allergies\":", "\"feedback\":")
                .contains("\"family\":", "\"emergencyAccesses\":", "\"accessLog\":", "\"rating\":4")
                .doesNotContain("Somebody else’s words", "password", "$argon2");

        String english = pdf("en");
        assertThat(english)
                .contains("What the clinic keeps about you", "Pat Patient", email, "Rash. Niño’s own words")
                .contains("Pills Niño’s own words, 5 mg", "Nora Ñandú", "Completed")
                .doesNotContain("Somebody else’s words");
        assertThat(pdf("es"))
                .contains("Lo que la clínica guarda sobre usted", "Atendida", "Niño’s own words")
                // Who did it, as on the page of who saw the record: neither a number nor somebody else.
                .contains("Usted descargó sus datos", "Ada Doctor le recetó")
                .doesNotContain("patient " + patient, "doctor " + doctor, "admin ");
    }

    @Test
    void nobodyExportsForAnother() {
        ApiClient.problem(api.get("/me/record", api.token(Actor.of(doctor))), 403, "forbidden");
        ApiClient.problem(api.get("/me/record", api.token(clinic.adminAccount())), 403, "forbidden");
        ApiClient.problem(api.get("/me/record", null), 401, "unauthenticated");
    }

    @Test
    void itTakesThePasswordAndCanBeTakenBack() {
        assertThatThrownBy(() -> leaving.ask(self, "wrong", Locale.ENGLISH)).isInstanceOf(BadCredentials.class);
        assertThat(leaving.find(self)).isEmpty();
        Leave asked = leaving.ask(self, ClinicFixture.PASSWORD, Locale.ENGLISH);
        assertThat(Duration.between(asked.askedAt(), asked.closesAt())).isEqualTo(Duration.ofDays(14));
        // Asking again does not put it off.
        assertThat(leaving.ask(self, ClinicFixture.PASSWORD, Locale.ENGLISH)).isEqualTo(asked);
        leaving.run();
        api.get("/me", api.token(email)).expectStatus().isOk();
        leaving.takeBack(self);
        assertThat(leaving.find(self)).isEmpty();
        assertThatThrownBy(() -> leaving.takeBack(self)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void onThePage() {
        try (PageClient browser = new PageClient(engine.url())) {
            browser.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
            String csrf = browser.csrf("/account/data");
            browser.post("/account/data/close", csrf, Map.of("password", "wrong"));
            assertThat(browser.get("/account/data").body()).contains("password-error");
            browser.post("/account/data/close", csrf, Map.of("password", ClinicFixture.PASSWORD));
            assertThat(browser.get("/account/data").body())
                    .contains("Your account closes on")
                    .doesNotContain("/account/data/close");
            browser.post("/account/data/keep", csrf, Map.of());
            assertThat(browser.get("/account/data").body()).contains("/account/data/close");
        }
    }

    @Test
    void whenItClosesSignInAndContactGoAndTheRecordStays() {
        Prescription prescription = fill(patient, "what was said");
        Actor manager = Actor.of(clinic.patient());
        engine.bean(Family.class).ask(manager, email);
        AppointmentId ahead = book(2);
        String token = api.token(email);

        close();

        ApiClient.problem(api.get("/me", token), 401, "unauthenticated");
        ApiClient.problem(
                api.post("/auth/token", null, Map.of("email", email, "password", ClinicFixture.PASSWORD)),
                401,
                "bad-credentials");
        Map<String, Object> row = jdbc.sql("SELECT * FROM patient WHERE id = ?")
                .param(patient.value())
                .query()
                .singleRow();
        assertThat(row).containsEntry("name", "Pat Patient");
        assertThat(row.get("date_of_birth")).isNotNull();
        for (String gone : List.of("email", "password", "phone", "address", "city", "state", "avatar_url")) {
            assertThat(row.get(gone)).as(gone).isNull();
        }
        assertThat(engine.bean(Appointments.class)
                        .get(Actor.OPERATOR, ahead)
                        .appointment()
                        .status())
                .isEqualTo(AppointmentStatus.CANCELLED);
        // Its time is somebody else's now.
        engine.bean(Booking.class)
                .book(Actor.of(clinic.patient()), new BookingRequest(doctor, office, at(2), null, null), null);
        assertThat(engine.bean(Prescriptions.class)
                        .get(Actor.of(doctor), prescription.id())
                        .medication())
                .isNotEmpty();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM family_bond WHERE dependant_id = ? AND ended_at IS NULL")
                        .param(patient.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        // The address is free for whoever registers with it.
        clinic.patient(email);
        assertThatThrownBy(() -> leaving.takeBack(self)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void whenItWasKeptLongEnoughTheRecordGoes() {
        Prescription prescription = fill(patient, "what was said");
        long feedback = engine.bean(Feedbacks.class).rating(doctor).count();
        close();
        jdbc.sql("UPDATE patient_leaving SET erase_at = ? WHERE patient_id = ?")
                .params(java.time.LocalDateTime.of(2020, 1, 1, 0, 0), patient.value())
                .update();
        leaving.run();

        Map<String, Object> row = jdbc.sql("SELECT * FROM patient WHERE id = ?")
                .param(patient.value())
                .query()
                .singleRow();
        assertThat(row).containsEntry("name", "Former patient").containsEntry("date_of_birth", null);
        assertThatThrownBy(() -> engine.bean(Prescriptions.class).get(Actor.of(doctor), prescription.id()))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM allergy WHERE patient_id = ?")
                        .param(patient.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("SELECT COUNT(*) FROM appointment WHERE patient_id = ? AND reason IS NOT NULL")
                        .param(patient.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        Feedbacks feedbacks = engine.bean(Feedbacks.class);
        assertThat(feedbacks.rating(doctor).count()).isEqualTo(feedback);
        assertThat(feedbacks.ofPatient(Actor.OPERATOR, patient, 10)).allMatch(said -> said.comments() == null);
        // It is done once, however often it is asked for.
        leaving.run();
    }

    /** A visit that took place, with all that can come of one. */
    private Prescription fill(PatientId whose, String words) {
        VisitRecords.Outcome visit = engine.bean(VisitRecords.class)
                .record(
                        Actor.OPERATOR,
                        List.of(new Visit(
                                whose,
                                doctor,
                                office,
                                ClinicFixture.BOSTON,
                                now.minus(Duration.ofDays(whose.equals(patient) ? 3 : 5)),
                                Duration.ofMinutes(30),
                                AppointmentStatus.COMPLETED,
                                words,
                                null)))
                .getFirst();
        AppointmentId id = ((VisitRecords.Outcome.Taken) visit).id();
        engine.bean(Allergies.class).add(Actor.of(doctor), whose, new AllergyDetails("Latex", "Rash. " + words, null));
        engine.bean(Feedbacks.class).give(Actor.of(whose), id, 4, words, null);
        return engine.bean(Prescriptions.class)
                .write(
                        Actor.of(doctor),
                        new PrescriptionRequest(
                                id, List.of(new Medication("Pills " + words, "5 mg", "daily")), null, 0, null, null),
                        null);
    }

    private void close() {
        leaving.ask(self, ClinicFixture.PASSWORD, Locale.ENGLISH);
        jdbc.sql("UPDATE patient_leaving SET closes_at = ? WHERE patient_id = ?")
                .params(java.time.LocalDateTime.of(2020, 1, 1, 0, 0), patient.value())
                .update();
        leaving.run();
        assertThat(leaving.find(self))
                .hasValueSatisfying(leave -> assertThat(leave.closedAt()).isNotNull());
    }

    private AppointmentId book(int days) {
        return engine.bean(Booking.class)
                .book(self, new BookingRequest(doctor, office, at(days), "to come", null), null)
                .appointment()
                .id();
    }

    private Instant at(int days) {
        return now.plus(Duration.ofDays(days));
    }

    private String pdf(String language) throws IOException {
        try (PageClient browser = new PageClient(engine.url());
                HttpClient http = HttpClient.newHttpClient()) {
            browser.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(engine.url() + "/account/data/record.pdf"))
                            .header("Accept-Language", language)
                            .header("Cookie", browser.cookie())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
            try (PDDocument document = Loader.loadPDF(answer.body())) {
                return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
