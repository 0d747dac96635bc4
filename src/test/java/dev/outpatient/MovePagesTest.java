package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.BookingRules;
import dev.outpatient.scheduling.OfficeRules;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holding, moving and repeating in a real Chromium; {@link Chromium} says how to get pictures. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class MovePagesTest {

    private static final String PHONE = "617 555 0142";
    private static final BookingRules LENIENT =
            new BookingRules(Duration.ZERO, Duration.ofDays(90), Duration.ZERO, Duration.ZERO, 100);

    private static @Nullable ConfigurableApplicationContext program;
    private static @Nullable Chromium chromium;
    private static @Nullable ClinicFixture fixture;
    private static String url = "";

    /** A doctor who works every day, in an office, with a patient; each test has its own. */
    private record Clinic(
            OfficeId office, DoctorId doctor, String doctorEmail, PatientId patient, String patientEmail) {

        static Clinic open() {
            OfficeId office = bean(DirectoryAdministration.class)
                    .addOffice(
                            Actor.OPERATOR,
                            new OfficeDetails(
                                    "Quiet Office", "1 Main St", "Boston", "MA", PHONE, ClinicFixture.BOSTON));
            String doctorEmail = ClinicFixture.email("doctor");
            DoctorId doctor = fixture().doctor(doctorEmail, office);
            fixture().week(doctor, office, LocalTime.of(9, 0), LocalTime.of(17, 0), 30);
            String patientEmail = ClinicFixture.email("patient");
            PatientId patient = fixture().patient(patientEmail);
            return new Clinic(office, doctor, doctorEmail, patient, patientEmail);
        }

        static ZonedDateTime at(int daysAhead, int hour) {
            return LocalDate.now(ClinicFixture.BOSTON)
                    .plusDays(daysAhead)
                    .atTime(hour, 0)
                    .atZone(ClinicFixture.BOSTON);
        }

        AppointmentView book(PatientId who, ZonedDateTime start) {
            BookingRequest wish = new BookingRequest(doctor, office, start.toInstant(), "Follow-up", null);
            return bean(Booking.class).book(Actor.of(who), wish, null);
        }

        void cancelNotice(Duration notice) {
            bean(OfficeRules.class)
                    .set(
                            Actor.OPERATOR,
                            office,
                            new BookingRules(
                                    LENIENT.notice(),
                                    LENIENT.horizon(),
                                    notice,
                                    LENIENT.buffer(),
                                    LENIENT.maxUpcoming()));
        }

        String bookPath(ZonedDateTime start) {
            return "/book?doctorId=" + doctor + "&officeId=" + office + "&startsAt="
                    + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(start);
        }

        String doctorPath(ZonedDateTime start) {
            return "/doctors/" + doctor + "?from=" + start.toLocalDate();
        }
    }

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        program = new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--outpatient.data=" + Engine.newDirectory("move-pages"),
                        "--logging.file.name=target/test-logs/move-pages.json");
        fixture = new ClinicFixture(program);
        url = "http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (program != null) {
            program.close();
        }
    }

    @Test
    void aTimeIsHeldForWhoBooksItUntilTheHoldExpires() {
        Clinic clinic = Clinic.open();
        String otherEmail = ClinicFixture.email("patient");
        fixture().patient(otherEmail);
        ZonedDateTime ten = Clinic.at(3, 10);
        try (BrowserContext one = signedIn(clinic.patientEmail, 1280);
                BrowserContext another = signedIn(otherEmail, 1280)) {
            Page page = one.newPage();
            page.navigate(url + clinic.bookPath(ten));
            assertThat(page.getByText("Held for you for")).isVisible();
            assertThat(page.getByRole(AriaRole.TIMER)).hasText(Pattern.compile("9:5\\d|10:00"));

            Page others = another.newPage();
            others.navigate(url + clinic.doctorPath(ten));
            assertThat(slot(others, ten.plusMinutes(30))).isVisible();
            assertThat(slot(others, ten)).hasCount(0);
            others.navigate(url + clinic.bookPath(ten));
            assertThat(others.getByRole(AriaRole.ALERT)).containsText("no longer free");

            // Whoever holds it is still offered it.
            page.reload();
            assertThat(page.getByText("Held for you for")).isVisible();

            bean(JdbcClient.class)
                    .sql("UPDATE slot_hold SET expires_at = '2020-01-01 00:00:00' WHERE doctor_id = ?")
                    .param(clinic.doctor.value())
                    .update();
            others.navigate(url + clinic.bookPath(ten));
            assertThat(others.getByText("Held for you for")).isVisible();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book with"))
                    .click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("has just been taken");
            others.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book with"))
                    .click();
            assertThat(others.locator("h1")).hasText("Your appointment is booked");
        }
    }

    @Test
    void theClockRunsOutAndSaysSo() {
        Clinic clinic = Clinic.open();
        try (BrowserContext one = signedIn(clinic.patientEmail, 1280)) {
            Page page = one.newPage();
            page.clock().install();
            page.navigate(url + clinic.bookPath(Clinic.at(3, 10)));
            assertThat(page.getByText("Held for you for")).isVisible();
            page.clock().runFor("10:05");
            assertThat(page.locator("#hold[role=status]")).hasText("No longer held. You can still try to book it.");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book with"))
                    .click();
            assertThat(page.locator("h1")).hasText("Your appointment is booked");
        }
    }

    /** Somebody takes the time between the page and the hold. */
    @Test
    void aRefusedHoldIsSaidBeforeAnythingIsTyped() {
        Clinic clinic = Clinic.open();
        ZonedDateTime ten = Clinic.at(3, 10);
        try (BrowserContext one = signedIn(clinic.patientEmail, 390)) {
            Page page = one.newPage();
            page.route("**/book/hold*", route -> {
                clinic.book(fixture().patient(), ten);
                route.resume();
            });
            page.navigate(url + clinic.bookPath(ten));
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("has just been taken");
            assertThat(page.getByRole(AriaRole.ALERT)).isFocused();
            assertThat(page.locator("#reason")).hasCount(0);
            page.unroute("**/book/hold*");
            page.locator("button.slot").first().click();
            assertThat(page.getByText("Held for you for")).isVisible();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 390})
    void aPatientMovesAnAppointment(int width) {
        Clinic clinic = Clinic.open();
        clinic.book(clinic.patient, Clinic.at(3, 10));
        try (BrowserContext one = signedIn(clinic.patientEmail, width)) {
            Page page = one.newPage();
            page.navigate(url + "/appointments");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Move"))
                    .click();
            assertThat(page.locator("h1")).hasText("Move this appointment");
            page.locator("#later").click();
            assertThat(page.locator("#earlier")).isVisible();
            page.locator("#earlier").click();
            slot(page, Clinic.at(4, 11)).click();
            assertThat(page.locator("h1")).hasText("Move it to this time?");
            assertThat(page.locator(".compare .panel").first()).containsText("10:00 am");
            assertThat(page.locator(".compare .panel").last()).containsText("11:00 am");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move to"))
                    .click();
            assertThat(page.locator(".toast-note")).containsText("Moved to " + day(4) + ", 11:00 am");
            assertThat(page.locator(".appointment-card")).hasCount(1);
            assertThat(page.locator(".appointment-card h3")).containsText("11:00 am");
        }
    }

    @Test
    void movingWorksFromTheKeyboard() {
        Clinic clinic = Clinic.open();
        clinic.book(clinic.patient, Clinic.at(3, 10));
        try (BrowserContext one = signedIn(clinic.patientEmail, 1280)) {
            Page page = one.newPage();
            page.navigate(url + "/appointments");
            tabTo(page, "Move");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("Move this appointment");
            tabTo(page, ":30 am");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("Move it to this time?");
            tabTo(page, "Move to");
            page.keyboard().press("Enter");
            assertThat(page.locator(".toast-note")).containsText("Moved to");
        }
    }

    @Test
    void aTimeThatIsTakenMeanwhileKeepsTheOldOne() {
        Clinic clinic = Clinic.open();
        AppointmentView view = clinic.book(clinic.patient, Clinic.at(3, 10));
        try (BrowserContext one = signedIn(clinic.patientEmail, 390)) {
            Page page = one.newPage();
            page.navigate(url + "/appointments/" + view.appointment().id() + "/move");
            slot(page, Clinic.at(4, 11)).click();
            clinic.book(fixture().patient(), Clinic.at(4, 11));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move to"))
                    .click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("has just been taken");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("stays on " + day(3) + ", 10:00 am");
            page.locator(".alternatives a.slot").first().click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move to"))
                    .click();
            assertThat(page.locator(".toast-note")).containsText("Moved to");
        }
    }

    @Test
    void pastTheDeadlineTheOfficeIsToBeCalled() {
        Clinic clinic = Clinic.open();
        AppointmentView view = clinic.book(clinic.patient, Clinic.at(3, 10));
        String path = url + "/appointments/" + view.appointment().id();
        clinic.cancelNotice(Duration.ofDays(1));
        try (BrowserContext one = signedIn(clinic.patientEmail, 1280)) {
            Page page = one.newPage();
            page.navigate(url + clinic.bookPath(Clinic.at(5, 10)));
            assertThat(page.getByText("You can move or cancel it until " + day(4) + ", 10:00 am."))
                    .isVisible();
            page.navigate(url + "/appointments");
            assertThat(page.getByText("You can move or cancel until " + day(2) + ", 10:00 am."))
                    .isVisible();
            page.navigate(path + "/cancel");
            assertThat(page.getByText("You can move or cancel until " + day(2) + ", 10:00 am."))
                    .isVisible();
            Page moving = one.newPage();
            moving.navigate(path + "/move");
            slot(moving, Clinic.at(4, 11)).click();

            clinic.cancelNotice(Duration.ofDays(5));
            moving.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move to"))
                    .click();
            assertThat(moving.getByRole(AriaRole.ALERT)).containsText("too late to move this online");
            assertThat(moving.getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK))
                    .hasText(PHONE);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel appointment"))
                    .click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("too late to cancel this online");
            page.navigate(url + "/appointments");
            Locator card = page.locator(".appointment-card");
            assertThat(card).containsText("Call the office to change this");
            assertThat(card.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Move")))
                    .hasCount(0);
            assertThat(card.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Cancel")))
                    .hasCount(0);

            // Those of the clinic still can.
            try (BrowserContext staff = signedIn(clinic.doctorEmail, 1280)) {
                Page theirs = staff.newPage();
                theirs.navigate(path + "/move");
                slot(theirs, Clinic.at(4, 11)).click();
                theirs.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move to"))
                        .click();
                assertThat(theirs.locator(".toast-note")).containsText("Moved to");
            }
        }
    }

    @Test
    void movingWorksWithoutScripts() {
        Clinic clinic = Clinic.open();
        clinic.book(clinic.patient, Clinic.at(3, 10));
        try (BrowserContext one = chromium()
                .visit(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setLocale("en-US"))) {
            Page page = one.newPage();
            Chromium.signIn(page, url, clinic.patientEmail, ClinicFixture.PASSWORD);
            page.navigate(url + "/appointments");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Move"))
                    .click();
            slot(page, Clinic.at(4, 11)).click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move to"))
                    .click();
            assertThat(page.getByText("Moved to")).isVisible();
            page.navigate(url + clinic.bookPath(Clinic.at(6, 10)));
            assertThat(page.getByText("Held for you for")).hasCount(0);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book with"))
                    .click();
            assertThat(page.locator("h1")).hasText("Your appointment is booked");
        }
    }

    @Test
    void aDoctorRepeatsAVisitTakesAnAlternativeAndCancelsTheRest() {
        Clinic clinic = Clinic.open();
        AppointmentView view = clinic.book(clinic.patient, Clinic.at(3, 10));
        clinic.book(fixture().patient(), Clinic.at(17, 10));
        try (BrowserContext staff = signedIn(clinic.doctorEmail, 1280);
                BrowserContext one = signedIn(clinic.patientEmail, 390)) {
            Page page = staff.newPage();
            page.navigate(url + "/appointments/" + view.appointment().id() + "/repeat");
            page.getByLabel("How many visits").fill("99");
            page.locator("form[action$='/repeat']").evaluate("form => form.noValidate = true");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book the visits"))
                    .click();
            assertThat(page.locator(".error-summary")).containsText("Use 2 to 52 visits.");
            page.getByLabel("How many visits").fill("6");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book the visits"))
                    .click();
            assertThat(page.getByText("5 of 6 booked")).isVisible();
            assertThat(page.locator(".series-refused")).containsText("the time is taken");
            String series = page.url();
            page.locator(".series-refused button").click();
            assertThat(page.getByText("6 of 6 booked")).isVisible();
            assertThat(page.locator(".toast-note")).containsText("Booked for " + day(17));
            assertThat(page.getByText("instead of " + day(17) + ", 10:00 am")).isVisible();

            Page theirs = one.newPage();
            theirs.navigate(url + "/appointments");
            assertThat(theirs.getByText("Part of a series")).hasCount(6);
            theirs.getByText("Part of a series").first().click();
            assertThat(theirs.locator(".series-list li")).hasCount(6);

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Cancel visits"))
                    .click();
            page.getByLabel(day(31) + ", 10:00 am").check();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel these visits"))
                    .click();
            assertThat(page.getByText("The visits are cancelled.")).isVisible();
            assertThat(page.locator(".series-list .status-cancelled")).hasCount(3);
            assertThat(page.locator(".series-list .status-scheduled")).hasCount(3);
            Assertions.assertThat(page.url()).isEqualTo(series);
        }
    }

    @Test
    void aDoctorBooksForAPatientInCare() {
        Clinic clinic = Clinic.open();
        clinic.book(clinic.patient, Clinic.at(3, 10));
        try (BrowserContext staff = signedIn(clinic.doctorEmail, 1280)) {
            Page page = staff.newPage();
            page.navigate(url + clinic.bookPath(Clinic.at(4, 10)));
            page.getByLabel("Name of the patient").fill("nobody at all");
            assertThat(page.getByText("Nobody in your care has this name.")).isVisible();
            page.getByLabel("Name of the patient").fill("pat p");
            page.getByLabel("Pat Patient").check();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book with"))
                    .click();
            assertThat(page.locator("h1")).hasText("The appointment is booked");
        }
    }

    /** No page breaks a rule of WCAG 2.2 AA that can be checked by machine, or is wider than the smallest phone. */
    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "320, DARK"})
    void everyPageIsForEverybody(int width, ColorScheme scheme) {
        Clinic clinic = Clinic.open();
        clinic.cancelNotice(Duration.ofHours(30));
        AppointmentView soon = clinic.book(clinic.patient, Clinic.at(1, 10));
        AppointmentView view = clinic.book(clinic.patient, Clinic.at(3, 10));
        clinic.book(fixture().patient(), Clinic.at(17, 10));
        String path = "/appointments/" + view.appointment().id();
        String there = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Clinic.at(4, 11));
        try (BrowserContext one = signedIn(clinic.patientEmail, width, scheme);
                BrowserContext staff = signedIn(clinic.doctorEmail, width, scheme)) {
            Page page = one.newPage();
            String name = width + (scheme == ColorScheme.DARK ? "-dark" : "");
            page.navigate(url + clinic.bookPath(Clinic.at(5, 10)));
            assertThat(page.getByText("Held for you for")).isVisible();
            check(page, "book-held-" + name);
            see(page, clinic.bookPath(Clinic.at(3, 10)), "book-gone-" + name);
            see(page, "/appointments", "appointments-deadline-" + name);
            see(page, "/booked/" + view.appointment().id(), "booked-deadline-" + name);
            see(page, path + "/move", "move-" + name);
            see(page, path + "/move?startsAt=" + there, "move-confirm-" + name);
            see(page, path + "/move?startsAt=" + there.replace("T11:00", "T11:10"), "move-gone-" + name);
            see(page, path + "/cancel", "cancel-" + name);
            see(page, "/appointments/" + soon.appointment().id() + "/move", "move-too-late-" + name);
            Page theirs = staff.newPage();
            see(theirs, path + "/repeat", "repeat-" + name);
            theirs.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book the visits"))
                    .click();
            assertThat(theirs.getByText("5 of 6 booked")).isVisible();
            check(theirs, "series-" + name);
            see(theirs, theirs.url().substring(url.length()) + "/cancel", "series-cancel-" + name);
            see(theirs, clinic.bookPath(Clinic.at(4, 9)) + "&patient=pat", "book-staff-" + name);
        }
    }

    private static void see(Page page, String path, String name) {
        page.navigate(url + path.replace("+", "%2B"));
        check(page, name);
    }

    private static void check(Page page, String name) {
        Chromium.isForEverybody(page, name);
    }

    /** A free time on a page, by the address that it leads to. */
    private static Locator slot(Page page, ZonedDateTime start) {
        String when = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").format(start);
        return page.locator("a.slot[href*='startsAt=" + when + "']");
    }

    private static void tabTo(Page page, String text) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            String focused = String.valueOf(page.evaluate("document.activeElement.textContent"));
            if (focused.contains(text)) {
                return;
            }
        }
        throw new AssertionError("Nothing that says " + text + " can be reached");
    }

    private static String day(int daysAhead) {
        LocalDate date = LocalDate.now(ClinicFixture.BOSTON).plusDays(daysAhead);
        boolean thisYear =
                date.getYear() == LocalDate.now(ZoneId.systemDefault()).getYear();
        return DateTimeFormatter.ofPattern(thisYear ? "EEE d MMM" : "EEE d MMM uuuu", Locale.US)
                .format(date);
    }

    private static BrowserContext signedIn(String email, int width) {
        return signedIn(email, width, ColorScheme.LIGHT);
    }

    private static BrowserContext signedIn(String email, int width, ColorScheme scheme) {
        return chromium().signedIn(url, email, width, scheme);
    }

    private static <T> T bean(Class<T> type) {
        return Objects.requireNonNull(program).getBean(type);
    }

    private static ClinicFixture fixture() {
        return Objects.requireNonNull(fixture);
    }

    private static Chromium chromium() {
        return Objects.requireNonNull(chromium);
    }
}
