package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.outpatient.patients.Allergies;
import dev.outpatient.patients.Allergy.Severity;
import dev.outpatient.patients.AllergyDetails;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

/** Prescribing and asking for refills, in a real Chromium. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PrescriptionPagesTest {

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();
    private final OfficeId office = clinic.office(ZoneOffset.UTC);
    private final String doctorEmail = ClinicFixture.email("doctor");
    private final DoctorId doctor = clinic.doctor(doctorEmail, office);
    private final String patientEmail = ClinicFixture.email("patient");
    private final PatientId patient = clinic.patient(patientEmail);
    private final AppointmentId visit = visit();

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
    void aDoctorPrescribesFromTheKeyboardAndAnswersAWarning() {
        Engine.H2
                .bean(Allergies.class)
                .add(Actor.of(doctor), patient, new AllergyDetails("Penicillin", "Rash", Severity.SEVERE));
        try (BrowserContext context = browser().signedIn(url, doctorEmail, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(
                    url + "/day?date=" + Instant.now().atZone(ZoneOffset.UTC).toLocalDate());
            page.locator("#visit-" + visit).focus();
            page.keyboard().press("p");
            page.waitForURL("**/prescriptions/new**");
            assertThat(page.getByText("Penicillin")).isVisible();
            page.getByLabel("Medicine", new Page.GetByLabelOptions().setExact(true))
                    .focus();
            page.keyboard().type("Loratadine");
            page.keyboard().press("Tab");
            page.keyboard().type("10 mg");
            page.keyboard().press("Tab");
            page.keyboard().type("Once a day");
            button(page, "Add another medicine").press("Enter");
            // The row that was asked for has the focus, and what was typed stays.
            Locator second = page.locator("[id='medication[1].name']");
            assertThat(second).isFocused();
            assertThat(page.locator("[id='medication[0].instructions']")).hasValue("Once a day");
            page.keyboard().type("Amoxicillin");
            page.getByLabel("Refills").fill("2");
            page.getByLabel("Refills").press("Enter");
            assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("Give a dosage");
            page.locator("[id='medication[1].dosage']").fill("500 mg");
            Chromium.isForEverybodyInEachLook(page, "prescribe");
            page.setViewportSize(1280, 900);
            page.getByLabel("Refills").press("Enter");
            assertThat(page.getByRole(AriaRole.ALERT).first())
                    .containsText("Amoxicillin: the patient is allergic to Penicillin");
            assertThat(page.getByText("Checked against 1 allergy and no active medications."))
                    .isVisible();
            assertThat(page.locator("[id='medication[0].name']")).hasValue("Loratadine");
            Chromium.isForEverybodyInEachLook(page, "prescribe-warned");
            page.setViewportSize(1280, 900);
            button(page, "Prescribe all the same").click();
            assertThat(page.getByText("Say why you prescribe all the same").first())
                    .isVisible();
            Locator reason = page.getByLabel("Why you prescribe it all the same");
            reason.fill("Tolerated before");
            // A reason is kept while the form changes and while the allergies are looked at.
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Change"))
                    .click();
            page.locator(".back-link").click();
            button(page, "Add another medicine").click();
            page.locator("button[name=drop]").last().click();
            assertThat(page.locator("[id='medication[1].name']")).hasValue("Amoxicillin");
            button(page, "Prescribe").last().click();
            assertThat(reason).hasValue("Tolerated before");
            button(page, "Prescribe all the same").click();
            page.waitForURL(address -> address.matches(".*/prescriptions/[0-9a-f]{24}"));
            assertThat(page.locator("h1")).containsText("Prescription 20");
            assertThat(page.getByText("0 of 2 used")).isVisible();
            Chromium.isForEverybodyInEachLook(page, "prescription");
            page.setViewportSize(1280, 900);
            page.navigate(url + "/patients/" + patient);
            assertThat(page.locator(".timeline-prescription")).containsText("Loratadine, Amoxicillin");
            assertThat(page.locator(".timeline-visit")).hasCount(1);
            assertThat(page.locator(".medicines-now li")).containsText("Amoxicillin");
            Chromium.isForEverybodyInEachLook(page, "record");
            page.setViewportSize(1280, 900);
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Prescribe").setExact(true))
                    .click();
            button(page, "Repeat the last one").click();
            assertThat(page.locator("[id='medication[1].name']")).hasValue("Amoxicillin");
            assertThat(page.getByLabel("Refills")).hasValue("2");
            page.navigate(url + "/prescriptions/new?appointmentId=" + visit);
            page.locator("[id='medication[0].name']").fill("Ibuprofen");
            button(page, "Repeat the last one").click();
            assertThat(page.locator("[id='medication[0].name']")).hasValue("Ibuprofen");
            assertThat(page.locator("[id='medication[1].name']")).hasValue("Loratadine");
            assertThat(page.locator("[id='medication[2].name']")).hasValue("Amoxicillin");
            assertThat(page.getByLabel("Refills")).hasValue("0");
            page.locator("[id='medication[2].name']").fill("Cetirizine");
            button(page, "Repeat the last one").click();
            assertThat(page.locator("[id='medication[3].name']")).hasValue("Amoxicillin");
            assertThat(page.locator("[id$='.name']")).hasCount(4);
            assertThat(page.locator("#medicines option[value='Loratadine']")).hasCount(1);
            page.navigate(url + "/patients/" + patient + "/allergies");
            Chromium.isForEverybodyInEachLook(page, "allergies");
            // The answers that warn are refusals, which the browser notes.
            complaints.removeIf(complaint -> complaint.contains("409") || complaint.contains("400"));
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** Who hears of an allergy while prescribing notes it and goes on, with all that was written, in either language. */
    @Test
    void anAllergyIsNotedWithoutLosingWhatIsWritten() {
        try (BrowserContext context = browser().signedIn(url, doctorEmail, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/prescriptions/new?appointmentId=" + visit);
            page.locator("[id='medication[0].name']").fill("Loratadine");
            page.locator("[id='medication[0].dosage']").fill("10 mg");
            button(page, "Add another medicine").click();
            page.locator("[id='medication[1].name']").fill("Ibuprofen");
            page.locator("[id='medication[1].dosage']").fill("200 mg");
            page.getByLabel("Refills").fill("2");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Add an allergy"))
                    .click();
            page.getByLabel("Substance").fill("Latex");
            button(page, "Add").click();
            page.waitForURL("**/prescriptions/new**");
            assertThat(page.locator(".allergies")).containsText("Latex");
            assertThat(page.locator("[id='medication[0].name']")).hasValue("Loratadine");
            assertThat(page.locator("[id='medication[0].dosage']")).hasValue("10 mg");
            assertThat(page.locator("[id='medication[1].name']")).hasValue("Ibuprofen");
            assertThat(page.getByLabel("Refills")).hasValue("2");
            assertThat(page.getByText("What you typed is back in the form.")).isVisible();
            page.getByText("Español").click();
            assertThat(page.locator("html")).hasAttribute("lang", "es");
            assertThat(page.locator("[id='medication[1].name']")).hasValue("Ibuprofen");
            page.getByText("English").click();
            // What was dropped stays so, and an answer of the server can be read in the other language.
            button(page, "Add another medicine").click();
            page.locator("[id='medication[2].name']").fill("Zinc");
            page.locator("button[name=drop][value='0']").click();
            assertThat(page.locator("[id='medication[1].name']")).hasValue("Zinc");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Change"))
                    .click();
            page.getByText("Español").click();
            page.locator(".back-link").click();
            assertThat(page.locator("[id='medication[0].name']")).hasValue("Ibuprofen");
            assertThat(page.locator("[id='medication[1].name']")).hasValue("Zinc");
            assertThat(page.locator("[id='medication[2].name']")).hasCount(0);
            page.getByText("English").click();
            page.locator("button[name=drop][value='1']").click();
            page.getByText("Español").click();
            assertThat(page.locator("html")).hasAttribute("lang", "es");
            assertThat(page.locator("[id='medication[0].name']")).hasValue("Ibuprofen");
            page.getByText("English").click();
            assertThat(page.locator("[id='medication[0].name']")).hasValue("Ibuprofen");
            button(page, "Prescribe").last().click();
            page.waitForURL(address -> address.matches(".*/prescriptions/[0-9a-f]{24}"));
            page.navigate(url + "/prescriptions/new?appointmentId=" + visit);
            assertThat(page.locator(".medicines-now")).containsText("Ibuprofen");
            assertThat(page.locator("[id='medication[0].name']")).hasValue("");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aPatientAsksForARefillAndTheDoctorGrantsIt() {
        String path = prescribed();
        try (BrowserContext context = browser().signedIn(url, patientEmail, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Prescriptions"))
                    .click();
            Chromium.isForEverybodyInEachLook(page, "prescriptions");
            page.setViewportSize(1280, 900);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Metformin"))
                    .click();
            Locator ask = page.locator("summary", new Page.LocatorOptions().setHasText("Ask for a refill"));
            ask.click();
            assertThat(page.getByText(" is asked for the refill, and grants or declines it."))
                    .isVisible();
            Chromium.isForEverybody(page, "prescription-refill-ask");
            button(page, "Yes, ask").click();
            assertThat(page.getByText("Refill asked for; waits for the doctor")).isVisible();
            assertThat(ask).hasCount(0);
            Assertions.assertThat(complaints).isEmpty();
        }
        try (BrowserContext context = browser().signedIn(url, doctorEmail, 390, ColorScheme.DARK)) {
            Page page = context.newPage();
            page.navigate(url + "/prescriptions");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("1 refill to answer")))
                    .isVisible();
            Chromium.isForEverybody(page, "prescriptions-doctor-390");
            page.locator("#waiting ~ div").getByText("Metformin").click();
            Chromium.isForEverybody(page, "prescription-refill-390");
            page.locator("summary", new Page.LocatorOptions().setHasText("Grant"))
                    .click();
            assertThat(page.getByText("2 refills are left now.")).isVisible();
            Chromium.isForEverybody(page, "prescription-refill-grant-390");
            button(page, "Yes, grant").click();
            assertThat(page.getByText("1 of 2 used")).isVisible();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Cancel it"))
                    .click();
            button(page, "Cancel prescription").click();
            assertThat(page.getByText("Say why, in at most 500 characters.")).isVisible();
            Chromium.isForEverybody(page, "prescription-cancel-390");
            page.getByLabel("Reason").fill("Not needed any more");
            button(page, "Cancel prescription").click();
            page.waitForURL("**" + path);
            assertThat(page.getByText("Not needed any more").first()).isVisible();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Replace it"))
                    .click();
            page.getByLabel("Why you replace it").fill("Less is enough");
            page.locator("[id='medication[0].dosage']").fill("250 mg");
            button(page, "Prescribe").last().click();
            assertThat(page.getByRole(
                            AriaRole.HEADING, new Page.GetByRoleOptions().setName("Versions of this prescription")))
                    .isVisible();
            Chromium.isForEverybody(page, "prescription-chain-390");
        }
    }

    private String prescribed() {
        var written = Engine.H2
                .bean(Prescriptions.class)
                .write(
                        Actor.of(doctor),
                        new PrescriptionRequest(
                                visit,
                                List.of(new Medication("Metformin", "500 mg", "Twice a day")),
                                null,
                                2,
                                null,
                                null),
                        null);
        return "/prescriptions/" + written.id();
    }

    private AppointmentId visit() {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        VisitRecords.Outcome outcome = Engine.H2
                .bean(VisitRecords.class)
                .record(
                        Actor.OPERATOR,
                        List.of(new Visit(
                                patient,
                                doctor,
                                office,
                                ZoneOffset.UTC,
                                today,
                                Duration.ofMinutes(30),
                                AppointmentStatus.SCHEDULED,
                                "Sore throat",
                                null)))
                .getFirst();
        return ((VisitRecords.Outcome.Taken) outcome).id();
    }

    private static Locator button(Page page, String name) {
        return page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Chromium browser() {
        return Objects.requireNonNull(chromium);
    }
}
