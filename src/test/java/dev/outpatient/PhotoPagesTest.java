package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/** Photos on the pages, in a real Chromium. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PhotoPagesTest {

    private static final byte[] TEXT = "This is no picture".getBytes(StandardCharsets.UTF_8);

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();

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
    void aPatientPutsUpAPhotoWhichTheDoctorSees() {
        String email = ClinicFixture.email("photo");
        PatientId patient = clinic.patient(email);
        String doctorsEmail = ClinicFixture.email("photo-doctor");
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId doctor = clinic.doctor(doctorsEmail, office);
        clinic.week(doctor, office, java.time.LocalTime.MIN, java.time.LocalTime.MIDNIGHT, 30);
        Engine.H2
                .bean(Booking.class)
                .book(
                        Actor.of(patient),
                        new BookingRequest(
                                doctor,
                                office,
                                Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2)),
                                null,
                                null),
                        null);
        try (BrowserContext context = signedIn(email, true)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/account");
            assertThat(page.locator("main .avatar")).hasText("PP");
            assertThat(page.getByText("Remove photo")).hasCount(0);
            page.getByText("Add a photo").click();
            choose(page, "notes.jpg", TEXT);
            press(page, "Save photo");
            assertThat(page.locator("#photo-error")).containsText("This is no picture that can be read.");
            assertThat(page.getByLabel("Photo")).isFocused();
            assertThat(page.getByLabel("Photo")).hasAttribute("aria-invalid", "true");
            Chromium.isForEverybodyInEachLook(page, "account-photo-refused");

            choose(page, "../../../etc/passwd", Pictures.jpeg(1200, 900));
            press(page, "Save photo");
            assertThat(page.getByText("The photo is changed.")).isVisible();
            isShown(page, "main img.avatar");
            isShown(page, "header img.avatar");
            Chromium.isForEverybodyInEachLook(page, "account-photo");
            Assertions.assertThat(complaints).isEmpty();
        }
        try (BrowserContext context = signedIn(doctorsEmail, true)) {
            Page page = context.newPage();
            page.navigate(url + "/patients/" + patient);
            isShown(page, "main img.avatar");
        }
        try (BrowserContext context = signedIn(email, true)) {
            Page page = context.newPage();
            page.navigate(url + "/account?lang=es");
            page.locator("summary", new Page.LocatorOptions().setHasText("Quitar la foto"))
                    .click();
            press(page, "Quitar la foto");
            assertThat(page.getByText("Se ha quitado la foto.")).isVisible();
            assertThat(page.locator("main .avatar")).hasText("PP");
            page.getByText("Añadir una foto").click();
            Chromium.isForEverybodyInEachLook(page, "account-photo-es");
        }
    }

    @Test
    void aDoctorDoesItWithoutScripts() {
        String email = ClinicFixture.email("photo-doctor");
        DoctorId doctor = clinic.doctor(email, clinic.office(ClinicFixture.BOSTON));
        try (BrowserContext context = signedIn(email, false)) {
            Page page = context.newPage();
            page.navigate(url + "/account");
            page.getByText("Add a photo").click();
            choose(page, "large.jpg", new byte[8 * 1024 * 1024]);
            press(page, "Save photo");
            assertThat(page.locator("#photo-error")).containsText("This file is larger than 5 MB.");
            choose(page, "me.png", Pictures.png(700, 900));
            press(page, "Save photo");
            assertThat(page.getByText("The photo is changed.")).isVisible();
            isShown(page, "main img.avatar");
        }
        try (BrowserContext context = chromium().visit(new Browser.NewContextOptions())) {
            Page page = context.newPage();
            page.navigate(url + "/doctors/" + doctor);
            isShown(page, "main img.avatar");
        }
    }

    @Test
    void aFileThatIsTooLargeIsNotSent() {
        String email = ClinicFixture.email("photo");
        clinic.patient(email);
        try (BrowserContext context = signedIn(email, true)) {
            Page page = context.newPage();
            page.navigate(url + "/account");
            page.getByText("Add a photo").click();
            choose(page, "large.jpg", new byte[6 * 1024 * 1024]);
            Assertions.assertThat(page.getByLabel("Photo").evaluate("input => input.validationMessage"))
                    .isEqualTo("This file is larger than 5 MB. Choose a smaller one.");
            choose(page, "small.jpg", Pictures.jpeg(64, 64));
            press(page, "Save photo");
            isShown(page, "main img.avatar");
        }
    }

    @Test
    void anAdminPutsUpTheDoctors() {
        String email = ClinicFixture.email("photo-doctor");
        DoctorId doctor = clinic.doctor(email, clinic.office(ClinicFixture.BOSTON));
        try (BrowserContext context = signedIn(clinic.admin(), true)) {
            Page page = context.newPage();
            page.navigate(url + "/account");
            assertThat(page.locator("main .avatar")).hasText("AA");
            assertThat(page.getByText("Add a photo")).hasCount(0);
            page.navigate(url + "/admin/staff/doctors/" + doctor + "/photo");
            assertThat(page.locator("h1")).hasText("Photo of Ada Doctor");
            page.getByText("Add a photo").click();
            choose(page, "me.gif", TEXT);
            press(page, "Save photo");
            assertThat(page.locator("#photo-error")).containsText("This is no picture that can be read.");
            choose(page, "me.gif", Pictures.gif(300, 300));
            press(page, "Save photo");
            assertThat(page.getByText("The photo is changed.")).isVisible();
            isShown(page, "main img.avatar");
            Chromium.isForEverybodyInEachLook(page, "staff-photo");
            page.locator("summary", new Page.LocatorOptions().setHasText("Remove photo"))
                    .click();
            press(page, "Remove photo");
            assertThat(page.locator("main .avatar")).hasText("AD");
        }
    }

    /** Of a visitor's form, and of one that goes to another page, no file is read. */
    @Test
    void filesAreReadOnlyOfWhoIsSignedInAndOnlyWhereTheyBelong() {
        String email = ClinicFixture.email("photo");
        clinic.patient(email);
        Browsing browser = new Browsing(url).signedIn(email);
        Browsing visitor = new Browsing(url);
        visitor.get("/sign-in");
        String form = "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\nx\r\n--x--\r\n";
        for (Browsing one : List.of(browser, visitor)) {
            one.with("Content-Type", "multipart/form-data; boundary=x");
        }
        var body = HttpRequest.BodyPublishers.ofString(form);
        HttpResponse<String> unknown = visitor.send("POST", "/account", body);
        Assertions.assertThat(unknown.statusCode()).isEqualTo(302);
        Assertions.assertThat(unknown.headers().firstValue("Location").orElse(""))
                .contains("/sign-in");
        for (String path : List.of("/sign-in", "/register", "/account/email", "/", "/no-such-page")) {
            Assertions.assertThat(visitor.send("POST", path, body).statusCode())
                    .as(path)
                    .isEqualTo(413);
            Assertions.assertThat(browser.send("POST", path, body).statusCode())
                    .as(path)
                    .isEqualTo(413);
        }
        // A session alone is not enough.
        Assertions.assertThat(browser.send("POST", "/account", body).statusCode())
                .isEqualTo(403);
        // Nobody says beforehand how long it is.
        HttpRequest.BodyPublisher endless = HttpRequest.BodyPublishers.ofInputStream(
                () -> new java.io.ByteArrayInputStream(new byte[6 * 1024 * 1024]));
        Assertions.assertThat(
                        browser.send("POST", "/account", endless).headers().firstValue("Location"))
                .hasValue("/account?photo=large");
    }

    private static void isShown(Page page, String photo) {
        Locator image = page.locator(photo).first();
        assertThat(image).isVisible();
        page.waitForLoadState();
        Assertions.assertThat(image.evaluate("image => image.naturalWidth")).isEqualTo(256);
    }

    private static void choose(Page page, String name, byte[] file) {
        page.locator("#photo").setInputFiles(new FilePayload(name, "image/jpeg", file));
    }

    private static void press(Page page, String name) {
        page.locator("main")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    private BrowserContext signedIn(String email, boolean scripts) {
        return chromium()
                .signedIn(
                        url,
                        email,
                        new Browser.NewContextOptions()
                                .setViewportSize(1280, 900)
                                .setJavaScriptEnabled(scripts)
                                .setLocale("en-US"));
    }

    private static Chromium chromium() {
        return Objects.requireNonNull(chromium);
    }
}
