package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.outpatient.audit.Delivered;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
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

/** The trail as admins search it and as a patient sees it, in a real Chromium. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LogPagesTest {

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();
    private final String email = ClinicFixture.email("patient");
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final DoctorId doctor = clinic.alwaysWorking(office, 30);
    private final PatientId patient = clinic.patient(email);

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
    void anAdminFindsWhatAPersonDidAndTakesItAway() throws IOException {
        AppointmentId visit = happenings();
        try (BrowserContext context =
                chromium().signedIn(url, clinic.admin(), new Browser.NewContextOptions().setViewportSize(1280, 900))) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/admin/logs?role=DOCTOR&person=" + doctor);
            assertThat(page.locator("tbody tr")).hasCount(2);
            assertThat(page.locator("tbody tr").first()).containsText("Read the record");
            Chromium.isForEverybodyInEachLook(page, "logs");
            page.setViewportSize(1280, 900);
            List<String> newest = page.locator("tbody time").all().stream()
                    .map(time -> time.getAttribute("datetime"))
                    .toList();
            page.locator("th .column-sort").click();
            assertThat(page.locator("th[aria-sort=ascending]")).hasText("When");
            Assertions.assertThat(page.locator("tbody time").all().stream().map(time -> time.getAttribute("datetime")))
                    .containsExactlyElementsOf(newest.reversed());

            page.getByLabel("Text").fill("refused");
            page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".empty")).containsText("No record fits");
            Chromium.isForEverybodyInEachLook(page, "logs-none");
            page.setViewportSize(1280, 900);

            page.navigate(url + "/admin/logs?as=CONCERNED&role=PATIENT&person=" + patient);
            assertThat(page.locator("tbody tr").first()).containsText("Read the record");
            Download file =
                    page.waitForDownload(() -> page.getByText("Export as CSV").click());
            String csv = Files.readString(file.path());
            Assertions.assertThat(csv.lines().findFirst().orElse("")).startsWith("number,time,who");
            Assertions.assertThat(csv)
                    .contains("\"doctor " + doctor + "\",\"record.read\"")
                    .contains("\"patient " + patient + "\"");
            Download lines = page.waitForDownload(
                    () -> page.getByText("Export as JSON lines").click());
            Assertions.assertThat(Files.readString(lines.path()).lines())
                    .allMatch(line -> line.startsWith("{\"number\":"))
                    .anyMatch(line -> line.contains("\"who\":\"doctor " + doctor + "\""));

            // As the log writes it; what is no record is not taken for all of them.
            page.navigate(url + "/admin/logs?record=Appointment+" + visit);
            assertThat(page.locator("tbody tr")).hasCount(1);
            page.navigate(url + "/admin/logs?record=Appointment+999999999");
            assertThat(page.locator(".empty")).containsText("No record fits");
            page.navigate(url + "/admin/logs?record=the+one+of+yesterday");
            assertThat(page.locator(".empty")).containsText("No record fits");
            page.navigate(url + "/admin/logs?name=nobody-has-this-name");
            assertThat(page.locator(".empty")).containsText("Nobody has this name");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** The trail is kept in English; who reads it in Spanish reads and searches it so. */
    @Test
    void anAdminReadsAndSearchesItInSpanish() {
        happenings();
        try (BrowserContext context = chromium().signedIn(url, clinic.admin(), 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/admin/logs?lang=es&role=DOCTOR&person=" + doctor);
            assertThat(page.locator("tbody tr").first()).containsText("Leyó la historia");
            page.getByLabel("Texto").fill("LEYO la");
            page.getByText("Mostrar", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator("tbody tr").first()).containsText("Leyó la historia");
            assertThat(page.locator("tbody [lang=en]")).hasCount(0);
            page.getByLabel("Texto").fill("Read the record");
            page.getByText("Mostrar", new Page.GetByTextOptions().setExact(true))
                    .click();
            assertThat(page.locator(".empty")).isVisible();
            page.navigate(url + "/admin/logs");
            assertThat(page.locator("tbody tr").first()).isVisible();
            Assertions.assertThat(page.locator("tbody [lang=en]").allInnerTexts())
                    .isEmpty();
        }
    }

    @Test
    void aPatientSeesInPlainWordsWhoUsedTheRecord() {
        happenings();
        try (BrowserContext context = chromium().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/account/access-log");
            assertThat(page.locator(".timeline li")).hasCount(2);
            assertThat(page.locator(".timeline li").first()).containsText("read your record");
            assertThat(page.locator(".timeline li").first()).containsText("(2 times)");
            assertThat(page.locator(".timeline li").last()).containsText("You booked an appointment");
            Chromium.isForEverybodyInEachLook(page, "access-log");
            page.navigate(url + "/?lang=es");
            page.navigate(url + "/account/access-log");
            assertThat(page.locator(".timeline li").first()).containsText("leyó su historia");
            Chromium.isForEverybodyInEachLook(page, "access-log-es");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** A visit is booked, and the doctor reads the record twice. */
    private AppointmentId happenings() {
        Instant at = Instant.now(clock())
                .plus(2, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.DAYS)
                .plus(15, ChronoUnit.HOURS);
        AppointmentId visit = Engine.H2
                .bean(Booking.class)
                .book(Actor.of(patient), new BookingRequest(doctor, office, at, null, null), null)
                .appointment()
                .id();
        for (int i = 0; i < 2; i++) {
            Engine.H2.bean(Patients.class).get(Actor.of(doctor), patient);
        }
        Delivered.now(Engine.H2);
        return visit;
    }

    private static Clock clock() {
        return Engine.H2.bean(Clock.class);
    }

    private static Chromium chromium() {
        return Objects.requireNonNull(chromium);
    }
}
