package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A prescription on its way: printed by who may, read by who has nothing but the paper, checked by a pharmacist. */
@OnEachEngine
class PaperTest {

    private static final List<Medication> TWO = List.of(
            new Medication("Amoxicilina", "cápsula de 500 mg", "Una cada 8-12 horas durante 7 días; ½ si hay náusea"),
            new Medication("Paracetamol", "650 mg/comprimido", "Si duele: uno cada 6 horas, 4 al día como máximo"));

    private static final List<Medication> OTHER = List.of(
            new Medication("Levothyroxine/liothyronine", "50 µg", "One before breakfast"),
            new Medication("Hydrochlorothiazide", "12.5 mg", ""));

    private final Engine engine;
    private final ApiClient api;
    private final ClinicFixture clinic;
    private final DoctorId doctor;
    private final PatientId patient;
    private final OfficeId office;

    PaperTest(Engine engine) {
        this.engine = engine;
        this.api = new ApiClient(engine);
        this.clinic = new ClinicFixture(engine.program());
        DirectoryAdministration directory = engine.bean(DirectoryAdministration.class);
        office = directory.addOffice(
                Actor.OPERATOR,
                new OfficeDetails(
                        "Consultorio Güemes Office",
                        "Calle Ñandú 12, 1.º",
                        "León",
                        "Gto.",
                        "+52 477 555 0100",
                        ZoneId.of("Europe/Madrid")));
        doctor = directory.addDoctor(
                Actor.OPERATOR,
                new DoctorDetails(
                        "Íñigo Pérez-Ávila", null, ClinicFixture.email("doctor"), null, "Pediatría", "CED-4711"),
                (String) null);
        directory.assign(Actor.OPERATOR, doctor, office);
        clinic.week(doctor, office, LocalTime.MIN, LocalTime.MIDNIGHT, 30);
        patient = engine.bean(Patients.class)
                .addAll(
                        Actor.OPERATOR,
                        List.of(new PatientDetails(
                                "María José Núñez",
                                ClinicFixture.email("patient"),
                                null,
                                null,
                                null,
                                null,
                                LocalDate.of(1980, 5, 17))),
                        null)
                .getFirst();
    }

    @Test
    void thePaperIsCheckedWithItsWordsAndThePublicKeyAlone() {
        Prescription prescription = prescribe(TWO);
        String keys = ApiClient.body(api.get("/prescription-keys", null));
        for (String language : List.of("en", "es")) {
            PaperReader paper = new PaperReader(pdf(Actor.of(patient), prescription, "A5", language));
            String qr = paper.qr(0).text();
            String content = paper.content();
            assertThat(content)
                    .contains(Objects.requireNonNull(prescription.number()))
                    .contains("\nMaría José Núñez\n1980-05-17\n2\n")
                    .contains("\n1 Amoxicilina cápsula de 500 mg Una cada 8-12 horas durante 7 días; ½ si hay náusea\n")
                    .contains("\nÍñigo Pérez-Ávila\nPediatría\nCED-4711\n")
                    .contains("\nConsultorio Güemes Office\nCalle Ñandú 12, 1.º, León, Gto.\n+52 477 555 0100\n");
            assertThat(PaperReader.verifies(qr, content, keys)).as(content).isTrue();

            // Whatever is altered on the paper, or in its code.
            for (String altered : List.of(
                    content.replace("\n2\n1 ", "\n5\n1 "),
                    content.replace("500 mg", "900 mg"),
                    content.replace("María", "Marta"),
                    content.replace("CED-4711", "CED-4712"),
                    content.replace("+52 477 555 0100", "+52 477 555 0199"),
                    content.replace("\nactive\n", "\ncancelled\n"),
                    content + "3 Morfina 10 mg\n")) {
                assertThat(altered).isNotEqualTo(content);
                assertThat(PaperReader.verifies(qr, altered, keys)).as(altered).isFalse();
            }
            assertThat(PaperReader.verifies(flipped(qr), content, keys)).isFalse();
            assertThat(PaperReader.verifies(qr, content, "{\"keys\":[]}")).isFalse();
        }
    }

    @Test
    void aPaperOfAnotherPrescriptionDoesNotVerifyThisOne() {
        PaperReader one = new PaperReader(pdf(Actor.of(patient), prescribe(TWO), "A4", "en"));
        PaperReader other = new PaperReader(pdf(Actor.of(patient), prescribe(OTHER), "A5", "en"));
        String keys = ApiClient.body(api.get("/prescription-keys", null));
        assertThat(PaperReader.verifies(one.qr(0).text(), one.content(), keys)).isTrue();
        assertThat(PaperReader.verifies(one.qr(0).text(), other.content(), keys))
                .isFalse();
    }

    @Test
    void papersOfAKeyThatSignsNoMoreStillVerify() throws Exception {
        var pair = java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String kid = java.util.UUID.randomUUID().toString();
        var jdbc = engine.bean(org.springframework.jdbc.core.simple.JdbcClient.class);
        pdf(Actor.of(patient), prescribe(TWO), "A5", "en"); // so that there is one that signs
        long before = jdbc.sql("SELECT MIN(key_number) FROM signing_key WHERE purpose = 'prescription'")
                .query(Long.class)
                .single();
        jdbc.sql("""
                        INSERT INTO signing_key (kid, purpose, key_number, public_key, created_at, retired_at)
                        VALUES (?, 'prescription', ?, ?, '2024-01-01 00:00:00', '2025-01-01 00:00:00')""")
                .params(
                        kid,
                        before - 1,
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()))
                .update();
        var signature = java.security.Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update("an old paper\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String qr = "https://clinic.example/p/2024-000001/000000000000#1." + kid.substring(0, 8) + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        String keys = ApiClient.body(api.get("/prescription-keys", null));
        assertThat(PaperReader.verifies(qr, "an old paper\n", keys)).isTrue();
        assertThat(keys).doesNotContain("\"d\"");
    }

    @Test
    void itIsPrintedForThePatientAndTheDoctorInCareAndNobodyElse() {
        Prescription prescription = prescribe(TWO);
        String path = "/prescriptions/" + prescription.id() + "/pdf";
        api.get(path, api.token(Actor.of(patient)))
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/pdf")
                .expectHeader()
                .valueEquals(
                        "Content-Disposition", "inline; filename=\"prescription-" + prescription.number() + ".pdf\"")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store");
        api.get(path, api.token(Actor.of(doctor))).expectStatus().isOk();
        api.get(path, null).expectStatus().isUnauthorized();
        api.get(path, api.token(Actor.of(clinic.patient()))).expectStatus().isNotFound();
        api.get(path, api.token(Actor.of(clinic.doctor()))).expectStatus().isNotFound();
        api.get(path, api.token(clinic.adminAccount())).expectStatus().isForbidden();
        String own = api.token(Actor.of(patient));
        api.get("/prescriptions/000000000000000000000000/pdf", own)
                .expectStatus()
                .isNotFound();
        api.get("/prescriptions/none/pdf", own).expectStatus().isNotFound();
        api.get(path + "?size=A0", own).expectStatus().isBadRequest();
        assertThat(new Trail(engine).of(Actor.of(patient))).contains("info Printed a prescription");
    }

    @Test
    void aCancelledOneSaysSoOnPaperAndOnItsPage() {
        Prescription prescription = prescribe(TWO);
        PaperReader before = new PaperReader(pdf(Actor.of(doctor), prescription, "LETTER", "en"));
        String keys = ApiClient.body(api.get("/prescription-keys", null));
        engine.bean(Prescriptions.class).cancel(Actor.of(doctor), prescription.id(), "Wrong dose");

        PaperReader after = new PaperReader(pdf(Actor.of(doctor), prescription, "LETTER", "en"));
        assertThat(after.text()).contains("Cancelled").doesNotContain("Wrong dose");
        assertThat(after.content()).contains("\ncancelled\n");
        assertThat(PaperReader.verifies(after.qr(0).text(), after.content(), keys))
                .isTrue();
        assertThat(PaperReader.verifies(before.qr(0).text(), before.content(), keys))
                .as("what was true when it was printed")
                .isTrue();
        try (PageClient anybody = new PageClient(engine.url())) {
            assertThat(anybody.get(address(before)).body()).contains("This prescription was cancelled");
        }
    }

    @Test
    void anybodyWithTheCodeLearnsTheStateAndNobodysName() {
        Prescription prescription = prescribe(TWO);
        PaperReader paper = new PaperReader(pdf(Actor.of(patient), prescription, null, "en"));
        try (PageClient anybody = new PageClient(engine.url())) {
            HttpResponse<String> page = anybody.get(address(paper));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
            assertThat(page.body())
                    .contains("genuine and stands", Objects.requireNonNull(prescription.number()), "Güemes Office")
                    .doesNotContain("Núñez", "Pérez", "Amoxicilina", "1980");

            // With what only the paper says, what was prescribed; but the name never.
            HttpResponse<String> told = anybody.submit(address(paper), Map.of("birthday", "1980-05-17"));
            assertThat(told.body())
                    .contains("Amoxicilina", "cápsula de 500 mg", "½ si hay náusea", "Íñigo Pérez-Ávila", "2 of 2 left")
                    .doesNotContain("Núñez");
            HttpResponse<String> wrong = anybody.submit(address(paper), Map.of("birthday", "1980-05-18"));
            assertThat(wrong.body())
                    .contains("not the birthday", "1980-05-18")
                    .doesNotContain("Amoxicilina", "Núñez", "Pérez");
        }
    }

    /** Whoever looks at a paper does it in the own name or in nobody's; the doctor who wrote it does nothing. */
    @Test
    void whoScansAPaperLeavesNoLogOfTheDoctor() {
        Prescription prescription = prescribe(TWO);
        List<String> before = new Trail(engine).of(Actor.of(doctor));
        assertThat(before).contains("info Prescribed");
        PaperReader paper = new PaperReader(pdf(Actor.of(patient), prescription, "A5", "en"));
        try (PageClient anybody = new PageClient(engine.url())) {
            assertThat(anybody.get(address(paper)).statusCode()).isEqualTo(200);
            assertThat(anybody.submit(address(paper), Map.of("birthday", "1980-05-17"))
                            .body())
                    .contains("Amoxicilina");
        }
        assertThat(new Trail(engine).of(Actor.of(doctor))).isEqualTo(before);
    }

    @Test
    void anUnknownNumberAndAWrongCodeAreAnsweredAlike() {
        String known = address(new PaperReader(pdf(Actor.of(patient), prescribe(TWO), null, "en")));
        Prescription never = prescribe(OTHER);
        try (PageClient anybody = new PageClient(engine.url())) {
            List<String> answers = new ArrayList<>();
            for (String path : List.of(
                    known.substring(0, known.lastIndexOf('/')) + "/000000000000",
                    "/p/2026-999999999/000000000000",
                    "/p/nothing/000000000000",
                    "/p/" + never.number() + "/000000000000",
                    "/p/" + never.id() + "/000000000000")) {
                HttpResponse<String> answer = anybody.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                answers.add(answer.body());
            }
            assertThat(answers).allMatch(answers.getFirst()::equals);
            assertThat(answers.getFirst()).contains("There is no such prescription");
        }
    }

    @Test
    void theBirthdayCantBeGuessed() {
        String address = address(new PaperReader(pdf(Actor.of(patient), prescribe(TWO), null, "en")));
        try (PageClient somebody = new PageClient(engine.url());
                PageClient holder = new PageClient(engine.url())) {
            for (int day = 1; day <= 5; day++) {
                assertThat(somebody.submit(address, Map.of("birthday", "1990-01-0" + day))
                                .statusCode())
                        .isEqualTo(200);
            }
            HttpResponse<String> refused = somebody.submit(address, Map.of("birthday", "1980-05-17"));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(holder.get(address).statusCode())
                    .as("the state is told all the same")
                    .isEqualTo(200);
        }
    }

    @Test
    void whoTypesNumberAndCodeComesToTheSamePage() {
        PaperReader paper = new PaperReader(pdf(Actor.of(patient), prescribe(TWO), null, "en"));
        String[] parts = address(paper).split("/");
        try (PageClient anybody = new PageClient(engine.url())) {
            HttpResponse<String> answer = anybody.submit(
                    "/p", Map.of("number", " " + parts[2], "code", parts[3].toLowerCase(java.util.Locale.ROOT)));
            assertThat(anybody.get(PageClient.location(answer)).body()).contains("genuine and stands");
            assertThat(anybody.submit("/p", Map.of("number", "", "code", "")).body())
                    .contains("Enter the number", "Enter the code");
        }
    }

    private Prescription prescribe(List<Medication> medication) {
        var visit = engine.bean(Booking.class)
                .book(Actor.of(patient), new BookingRequest(doctor, office, next(), null, null), null);
        return engine.bean(Prescriptions.class)
                .write(
                        Actor.of(doctor),
                        new PrescriptionRequest(visit.appointment().id(), medication, null, 2, null, null),
                        null);
    }

    private Instant next() {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(24 + hours++));
    }

    private int hours;

    private byte[] pdf(Actor actor, Prescription prescription, @Nullable String size, String language) {
        URI address = URI.create(engine.url() + "/api/v1/prescriptions/" + prescription.id() + "/pdf"
                + (size == null ? "" : "?size=" + size));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + api.token(actor))
                            .header("Accept-Language", language)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path that the QR code leads to on the clinic's server; what stands behind the # stays with the browser. */
    private static String address(PaperReader paper) {
        return paper.qr(0).text().replaceFirst("^https?://[^/]+", "").replaceFirst("#.*", "");
    }

    private static String flipped(String qr) {
        int at = qr.length() - 20;
        return qr.substring(0, at) + (qr.charAt(at) == 'A' ? 'B' : 'A') + qr.substring(at + 1);
    }
}
