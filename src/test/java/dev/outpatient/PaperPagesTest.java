package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionPapers;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.prescriptions.SignedPaper;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The public page of a paper, and printing from the browser, in a real Chromium. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PaperPagesTest {

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final String email = ClinicFixture.email("doctor");
    private final DoctorId doctor = clinic.doctor(email, office);
    private final PatientId patient = clinic.patient();

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aPharmacistChecksAPaper() {
        Prescription prescription = prescribe();
        SignedPaper paper = Engine.H2.bean(PrescriptionPapers.class).print(Actor.of(patient), prescription.id());
        try (BrowserContext pharmacy = chromium().visitor(1280, ColorScheme.LIGHT)) {
            Page page = pharmacy.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/p");
            Chromium.isForEverybodyInEachLook(page, "paper-find");
            page.getByLabel("Number").fill(paper.paper().number());
            page.getByLabel("Code").fill(paper.code());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check it"))
                    .click();
            assertThat(page.locator(".notice-done")).containsText("genuine and stands");
            Chromium.isForEverybodyInEachLook(page, "paper-check");

            // The QR code leads to the same page; its proof stays in the browser.
            page.navigate(url + paper.address());
            assertThat(page.locator(".notice-done")).containsText("genuine and stands");
            page.getByLabel("Birthday of the patient").fill("1999-12-31");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show what was prescribed"))
                    .click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("not the birthday");
            assertThat(page.getByLabel("Birthday of the patient")).hasValue("1999-12-31");
            Chromium.isForEverybodyInEachLook(page, "paper-wrong-birthday");
            page.getByLabel("Birthday of the patient")
                    .fill(Objects.requireNonNull(paper.paper().birthday()).toString());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show what was prescribed"))
                    .click();
            assertThat(page.getByText("Amoxicillin")).isVisible();
            Chromium.isForEverybodyInEachLook(page, "paper-confirmed");

            Engine.H2.bean(Prescriptions.class).cancel(Actor.of(doctor), prescription.id(), "Wrong dose");
            page.navigate(url + paper.address().replaceFirst("#.*", ""));
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("was cancelled");
            Chromium.isForEverybodyInEachLook(page, "paper-cancelled");
            Assertions.assertThat(complaints).isEmpty();
            page.navigate(url + "/p/" + paper.paper().number() + "/000000000000");
            assertThat(page.locator("h1")).hasText("There is no such prescription");
            Chromium.isForEverybodyInEachLook(page, "paper-unknown");
        }
        try (BrowserContext farmacia = chromium().visit(new Browser.NewContextOptions().setLocale("es-MX"))) {
            Page page = farmacia.newPage();
            page.navigate(url + paper.address());
            assertThat(page.locator("h1")).hasText("Receta " + paper.paper().number());
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("se canceló");
        }
    }

    @Test
    void thePageOfAPrescriptionLeadsToItsPaperAndPrintsWithoutThePagesAroundIt() {
        Prescription prescription = prescribe();
        try (BrowserContext signedIn = chromium().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = signedIn.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/prescriptions/" + prescription.id());
            assertThat(page.getByText("License")).not().isVisible();
            String href = page.getByText("Print or save as PDF").getAttribute("href");
            var answer = signedIn.request().get(url + href);
            Assertions.assertThat(answer.headers().get("content-type")).isEqualTo("application/pdf");
            Assertions.assertThat(new PaperReader(answer.body()).text()).contains("Amoxicillin", "Page 1 of 1");

            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.getByText("License")).isVisible();
            assertThat(page.getByText("Amoxicillin")).isVisible();
            assertThat(page.locator(".site-header")).not().isVisible();
            assertThat(page.getByText("Print or save as PDF")).not().isVisible();
            Chromium.picture(page, "paper-printed-page");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aRecordAndAListOfPrescriptionsPrintWithWhatIsInThem() {
        prescribe();
        try (BrowserContext signedIn = chromium().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = signedIn.newPage();
            page.setViewportSize(718, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            page.navigate(url + "/patients/" + patient);
            assertThat(page.locator("#medicines-title")).isVisible();
            assertThat(page.locator(".medicines-now")).containsText("Amoxicillin");
            assertThat(page.locator("#timeline")).isVisible();
            assertThat(page.locator(".head-action")).not().isVisible();
            Chromium.fits(page, "record on paper");
            Chromium.picture(page, "record-on-paper");

            page.navigate(url + "/prescriptions");
            assertThat(page.locator(".data-table")).isVisible();
            assertThat(page.locator(".data-table")).containsText("Amoxicillin");
            Chromium.fits(page, "prescriptions on paper");
            Chromium.picture(page, "prescriptions-on-paper");
        }
    }

    @Test
    void aReportPrintsAsTablesWithoutWhatIsForTheScreen() {
        Engine.H2
                .bean(VisitRecords.class)
                .record(
                        Actor.OPERATOR,
                        List.of(new Visit(
                                patient,
                                doctor,
                                office,
                                ClinicFixture.BOSTON,
                                Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(50)),
                                Duration.ofMinutes(30),
                                AppointmentStatus.COMPLETED,
                                null,
                                null)));
        try (BrowserContext signedIn = chromium().signedIn(url, clinic.admin(), 1280, ColorScheme.LIGHT)) {
            Page page = signedIn.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/admin/reports");
            assertThat(page.locator(".page-title .paper-only")).not().isVisible();

            // As wide as a sheet of paper between its margins.
            page.setViewportSize(718, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator(".page-title .paper-only")).isVisible();
            assertThat(page.locator("#attendance .data-total")).containsText("All doctors");
            for (String screen : List.of(".site-header", ".site-footer", ".filters", ".quick", ".list-foot", ".btn")) {
                page.locator(screen)
                        .all()
                        .forEach(part -> assertThat(part).not().isVisible());
            }
            Assertions.assertThat(page.locator("#attendance thead").evaluate("head => getComputedStyle(head).display"))
                    .isEqualTo("table-header-group");
            Assertions.assertThat(page.locator("#attendance tbody td")
                            .first()
                            .evaluate("cell => getComputedStyle(cell).display"))
                    .isEqualTo("table-cell");
            Chromium.fits(page, "reports on paper");
            Chromium.picture(page, "reports-on-paper");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    private Prescription prescribe() {
        clinic.week(doctor, office, LocalTime.MIN, LocalTime.MIDNIGHT, 30);
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(30));
        var visit = Engine.H2
                .bean(Booking.class)
                .book(Actor.of(patient), new BookingRequest(doctor, office, start, null, null), null);
        return Engine.H2
                .bean(Prescriptions.class)
                .write(
                        Actor.of(doctor),
                        new PrescriptionRequest(
                                visit.appointment().id(),
                                List.of(new Medication(
                                        "Amoxicillin", "500 mg", "One capsule every 8 hours, for 7 days")),
                                null,
                                2,
                                null,
                                null),
                        null);
    }

    private static Chromium chromium() {
        return Objects.requireNonNull(chromium);
    }
}
