package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.outpatient.accounts.Admins;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Attendance;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The day sheet of a doctor and the day of an office, in a real Chromium. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class DayPagesTest {

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();
    private final ZoneId zone = whereItIsNoon();
    private final OfficeId office = clinic.office(zone);
    private final String email = ClinicFixture.email("doctor");
    private final DoctorId doctor = clinic.doctor(email, office);

    DayPagesTest() {
        clinic.week(doctor, office, LocalTime.of(8, 0), LocalTime.of(19, 0), 30);
    }

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

    /** The record reads the latest fifty visits; today's is there though so many are ahead. */
    @ParameterizedTest
    @ValueSource(strings = {"Etc/GMT-14", "Etc/GMT+12"})
    void theVisitOfTodayStandsOnTheRecordOfWhoHasALongSeriesAhead(ZoneId there) {
        OfficeId far = clinic.office(there);
        String own = ClinicFixture.email("doctor");
        DoctorId theirs = clinic.doctor(own, far);
        PatientId patient = clinic.patient();
        List<Visit> visits = IntStream.range(0, 55)
                .mapToObj(week -> new Visit(
                        patient,
                        theirs,
                        far,
                        there,
                        halfHour(0).plus(Duration.ofDays(7L * week)),
                        Duration.ofMinutes(30),
                        AppointmentStatus.SCHEDULED,
                        null,
                        null))
                .toList();
        Assertions.assertThat(Engine.H2.bean(VisitRecords.class).record(Actor.OPERATOR, visits))
                .allMatch(VisitRecords.Outcome.Taken.class::isInstance);
        try (PageClient pages = new PageClient(url)) {
            pages.submit("/sign-in", Map.of("email", own, "password", ClinicFixture.PASSWORD));
            String record = pages.get("/patients/" + patient).body();
            Assertions.assertThat(record).containsOnlyOnce("day-sheet-one");
            String line = record.substring(record.indexOf("day-sheet-one"), record.indexOf("</ol>"));
            Assertions.assertThat(line).contains("data-step=\"arrive\"");
        }
    }

    /** Who has seen a patient says so where the doctor is: on the record. */
    @Test
    void theVisitOfTodayIsCompletedOnTheRecord() {
        AppointmentId visit = started(30);
        try (BrowserContext context = browser().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/day");
            page.locator("#visit-" + visit + " [data-step=start]").click();
            page.waitForURL("**/patients/**");
            Locator line = page.locator("#visit-" + visit);
            line.locator("[data-step=arrive]").click();
            assertThat(line.locator(".status")).hasText("Arrived");
            Chromium.isForEverybodyInEachLook(page, "record-of-today");
            page.setViewportSize(1280, 900);
            line.locator("[data-step=complete]").click();
            assertThat(page.locator("#toasts")).containsText("is done");
            assertThat(page.locator("h1")).containsText("Pat Patient");
            assertThat(line).hasCount(0);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo"))
                    .click();
            assertThat(line.locator(".status")).hasText("Arrived");
            Assertions.assertThat(page.url()).contains("/patients/");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aDoctorRunsTheDayFromTheKeyboard() {
        AppointmentId first = started(90);
        AppointmentId second = started(60);
        AppointmentId third = ahead();
        try (BrowserContext context = browser().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/day");
            Locator one = page.locator("#visit-" + first);
            // The visit that comes next is where the arrows start; the first line is where they stop.
            page.keyboard().press("ArrowDown");
            assertThat(page.locator("#visit-" + third)).isFocused();
            for (int lines = 0; lines < 5; lines++) {
                page.keyboard().press("ArrowUp");
            }
            assertThat(one).isFocused();

            page.keyboard().press("a");
            assertThat(page.locator("#toasts")).containsText("Pat Patient is marked as arrived.");
            assertThat(one.locator(".status")).hasText("Arrived");
            assertThat(one).isFocused();
            page.keyboard().press("c");
            assertThat(one.locator(".status")).hasText("Done");
            assertThat(one).isFocused();
            // A slip is taken back.
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo"))
                    .click();
            assertThat(page.locator("#toasts")).containsText("The visit of Pat Patient is as before.");
            assertThat(one.locator(".status")).hasText("Arrived");
            // So is who was taken for another, long after the note is gone.
            assertThat(one).containsText("Here since");
            assertThat(one).isFocused();
            page.keyboard().press("u");
            assertThat(one.locator(".status")).hasText("Booked");
            assertThat(one).isFocused();
            page.keyboard().press("u");
            assertThat(page.locator("#toasts")).containsText("That can't be done with this visit now.");
            page.keyboard().press("c");
            assertThat(one.locator(".status")).hasText("Done");
            assertThat(one).isFocused();

            page.keyboard().press("ArrowDown");
            page.keyboard().press("n");
            Locator question = page.locator("dialog[open]");
            assertThat(question).containsText("Mark as not having come?");
            assertThat(question).containsText("Pat Patient");
            question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Did not come"))
                    .press("Enter");
            assertThat(page.locator("#visit-" + second + " .status")).hasText("Did not come");
            assertThat(page.locator(".day-figures")).containsText("1 did not come");
            // The line has the focus again once the page has settled.
            assertThat(page.locator("#visit-" + second)).isFocused();

            // No key does anything while somebody types.
            page.keyboard().press("ArrowDown");
            page.keyboard().press("/");
            assertThat(page.locator("#patient")).isFocused();
            page.keyboard().press("a");
            assertThat(page.locator("#visit-" + third + " .status")).hasText("Booked");
            page.locator("#visit-" + third).focus();
            page.keyboard().press("d");
            assertThat(page.locator("#date")).isFocused();
            page.locator("#visit-" + third).focus();
            page.keyboard().press("?");
            assertThat(page.locator("#keys")).isVisible();
            assertThat(page.locator("#keys div", new Page.LocatorOptions().setHasText("/")))
                    .containsText("Find a patient");
            // Who speaks to the computer turns the letters off; it stays so.
            page.locator("#keys-on").uncheck();
            page.keyboard().press("Escape");
            page.reload();
            page.locator("#visit-" + third).focus();
            page.keyboard().press("d");
            assertThat(page.locator("#visit-" + third)).isFocused();
            page.locator(".keys-button").click();
            page.locator("#keys-on").check();
            page.keyboard().press("Escape");
            page.locator("#visit-" + third).focus();
            page.keyboard().press("s");
            page.waitForURL(Pattern.compile(".*/patients/\\d+"));
            page.navigate(url + "/day#visit-" + third);
            page.locator("#visit-" + third).focus();
            page.keyboard().press("m");
            page.waitForURL(Pattern.compile(".*/appointments/" + third + "/move.*"));
            complaints.removeIf(complaint -> complaint.contains("status of 40"));
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** The question has room for the reason, and says that nobody else tells the patient. */
    @Test
    void aDoctorSaysWhyAVisitIsCancelled() {
        AppointmentId visit = ahead();
        try (BrowserContext context = browser().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/day");
            page.locator("#visit-" + visit + " details.menu summary").click();
            page.locator("#visit-" + visit + " [data-open=cancel]").click();
            Locator question = page.locator("dialog[open]");
            assertThat(question).containsText("No message goes to the patient");
            question.locator("[name=reason]").fill("The doctor is ill");
            question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel appointment"))
                    .click();
            assertThat(page.locator("#toasts")).containsText("The appointment is cancelled.");
            Assertions.assertThat(Engine.H2
                            .bean(Appointments.class)
                            .get(Actor.of(doctor), visit)
                            .appointment()
                            .cancelReason())
                    .isEqualTo("The doctor is ill");
        }
    }

    @Test
    void aVisitThatSomebodyElseChangedIsShownAsItIs() {
        AppointmentId visit = started(60);
        try (BrowserContext context = browser().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/day");
            Engine.H2.bean(Attendance.class).complete(Actor.OPERATOR, visit, null);
            page.locator("#visit-" + visit).focus();
            page.keyboard().press("a");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Somebody changed this visit");
            assertThat(page.getByRole(AriaRole.ALERT)).isFocused();
            assertThat(page.locator("main .status")).hasText("Done");
        }
    }

    @Test
    void everyStepWorksWithoutScripts() {
        AppointmentId first = started(90);
        AppointmentId second = started(60);
        Browser.NewContextOptions plain =
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setLocale("en-US");
        try (BrowserContext context = browser().signedIn(url, email, plain)) {
            Page page = context.newPage();
            page.navigate(url + "/day");
            page.locator("#visit-" + first)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Arrived"))
                    .click();
            page.locator("#visit-" + first)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Complete"))
                    .click();
            assertThat(page.locator("#visit-" + first + " .status")).hasText("Done");
            page.locator("#visit-" + second + " summary").click();
            page.locator("#visit-" + second)
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Did not come"))
                    .click();
            assertThat(page.locator("h1")).hasText("Mark Pat Patient as not having come?");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Did not come"))
                    .click();
            assertThat(page.locator("#visit-" + second + " .status")).hasText("Did not come");

            int free = page.locator(".day-row-free").count();
            page.locator(".day-row-free").last().getByRole(AriaRole.BUTTON).click();
            assertThat(page.locator(".day-row-free")).hasCount(free - 1);
            assertThat(page.locator(".day-row-away")).hasCount(1);
            // By key: the toast is still coming in, and a click would wait for it to stand.
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo"))
                    .press("Enter");
            assertThat(page.locator(".day-row-free")).hasCount(free);
            assertThat(page.locator(".day-row-away")).hasCount(0);

            // The last of the day, for a patient of the doctor's own.
            page.locator(".day-row-free")
                    .last()
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Book"))
                    .click();
            page.locator("#patient").fill("pat");
            page.locator("#patient").press("Enter");
            page.locator("#patientId").check();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book with"))
                    .click();
            assertThat(page.locator("h1")).hasText("The appointment is booked");
            assertThat(page.locator(".doctor-card-name a")).hasText("Pat Patient");
            page.navigate(url + "/day");
            assertThat(page.locator(".day-row-free")).hasCount(free - 1);
        }
    }

    /** Only the doctor's own patients are found, whenever they come or came. */
    @Test
    void aDoctorFindsAPatientFromTheDay() {
        AppointmentId visit = started(60);
        ahead();
        clinic.patient();
        try (BrowserContext context = browser().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/day?date=" + LocalDate.now(zone).plusDays(3));
            Locator found = page.locator(".day-patients a");
            assertThat(found).hasCount(0);
            page.keyboard().press("/");
            page.keyboard().type("nobody");
            assertThat(page.locator("#patients-found")).hasText("Nobody in your care has this name.");
            assertThat(page.locator("#patients a[href='/emergency']")).isVisible();
            assertThat(page.locator("#patient")).isFocused();
            page.locator("#patient").fill("PATIENT");
            assertThat(page.locator("#patients-found")).hasText("2 patients");
            assertThat(found).hasCount(2);
            assertThat(page.locator("#patient")).isFocused();
            Chromium.isForEverybodyInEachLook(page, "staff-day-found");
            found.first().press("Enter");
            page.waitForURL(Pattern.compile(".*/patients/\\d+"));
            assertThat(page.locator("h1")).hasText("Pat Patient");

            // What was found stays when the day changes meanwhile.
            page.navigate(url + "/day");
            page.locator("#patient").fill("pat");
            assertThat(found).hasCount(2);
            Engine.H2.bean(Attendance.class).arrive(Actor.OPERATOR, visit, null);
            assertThat(page.locator("#visit-" + visit + " .status")).hasText("Arrived");
            assertThat(found).hasCount(2);
            assertThat(page.locator("#patient")).hasValue("pat");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** A doctor books for the own patients only: what cannot be booked does not look as if it could. */
    @Test
    void whatDidNotArriveIsSaid() {
        AppointmentId visit = started(60);
        try (BrowserContext context = browser().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/day");
            Page doctors = context.newPage();
            doctors.navigate(url + "/doctors");
            context.setOffline(true);
            page.bringToFront();
            page.locator("#visit-" + visit + " [data-step=arrive]").click();
            assertThat(page.locator("#toasts")).containsText("could not be loaded");
            assertThat(page.locator("#visit-" + visit + " .status")).hasText("Booked");
            doctors.bringToFront();
            doctors.locator("#specialty").selectOption("Cardiology");
            assertThat(doctors.locator("#toasts")).containsText("could not be loaded");
            context.setOffline(false);
            page.bringToFront();
            page.locator("#visit-" + visit + " [data-step=arrive]").click();
            assertThat(page.locator("#visit-" + visit + " .status")).hasText("Arrived");
        }
    }

    @Test
    void timesOfAnotherDoctorAreTextForADoctor() {
        DoctorId other = clinic.doctor(ClinicFixture.email("doctor"), office);
        clinic.week(other, office, LocalTime.of(8, 0), LocalTime.of(19, 0), 30);
        try (BrowserContext context = browser().signedIn(url, email, 390, ColorScheme.LIGHT);
                BrowserContext visitor = browser().visitor(390, ColorScheme.LIGHT)) {
            // What is kept for one who books is not shown to one who doesn't, nor the other way round.
            Page booking = visitor.newPage();
            booking.navigate(url + "/doctors/" + other);
            assertThat(booking.locator("a.slot[href]").first()).isVisible();
            Page page = context.newPage();
            page.navigate(url + "/doctors/" + doctor);
            assertThat(page.locator("a.slot[href]").first()).isVisible();
            assertThat(page.locator("a.slot:not([href])")).hasCount(0);
            page.navigate(url + "/doctors/" + other);
            assertThat(page.locator("a.slot:not([href])").first()).isVisible();
            assertThat(page.locator("a.slot[href]")).hasCount(0);
            booking.reload();
            assertThat(booking.locator("a.slot[href]").first()).isVisible();
            assertThat(booking.locator("a.slot:not([href])")).hasCount(0);
            Chromium.isForEverybody(page, "doctor-of-another-390");
        }
    }

    @Test
    void aPatientIsFoundWithoutScripts() {
        started(60);
        Browser.NewContextOptions plain =
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setLocale("en-US");
        try (BrowserContext context = browser().signedIn(url, email, plain)) {
            Page page = context.newPage();
            LocalDate date = LocalDate.now(zone).plusDays(3);
            page.navigate(url + "/day?date=" + date);
            page.locator("#patient").fill("pat");
            page.locator("#patient").press("Enter");
            page.waitForURL(Pattern.compile(".*[?&]patient=pat"));
            assertThat(page.locator("#patient")).hasValue("pat");
            assertThat(page.locator("#patients-found")).hasText("1 patient");
            assertThat(page.locator("main a.back-link")).hasAttribute("href", "/day?date=" + date);
            page.locator(".day-patients a").click();
            assertThat(page.locator("h1")).hasText("Pat Patient");
        }
    }

    @Test
    void anAdminRunsTheDayOfAnOffice() {
        AppointmentId visit = started(60);
        ahead();
        String admin = admin();
        try (BrowserContext context = browser().signedIn(url, admin, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/admin/day?officeId=" + office);
            assertThat(page.locator("thead th")).hasCount(2);
            assertThat(page.locator(".office-visit")).hasCount(2);
            Locator first = page.locator(".office-visit").first();
            first.locator("summary").click();
            first.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Arrived"))
                    .click();
            assertThat(page.locator(".office-visit").first().locator(".status")).hasText("Arrived");
            Assertions.assertThat(page.url()).contains("/admin/day?officeId=" + office);
            page.navigate(url + "/day/" + visit + "/no-show");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("not possible any more");

            page.navigate(url + "/admin/day?officeId=" + office);
            page.locator(".office-visit").first().getByText("Pat Patient").click();
            page.waitForURL(Pattern.compile(".*/patients/\\d+"));
            assertThat(page.locator("h1")).hasText("Pat Patient");
            page.goBack();
            page.locator("a.office-free").last().click();
            page.waitForURL(Pattern.compile(".*/book\\?doctorId=" + doctor + "&officeId=" + office + ".*"));
            assertThat(page.locator("h1")).containsText("Book with");
            assertThat(page.locator("#patient")).isVisible();
        }
    }

    /** One form sends the steps of all visits, and what was pressed for one of them is not what was pressed for another. */
    @Test
    void aStepIsSentOnceAndThatOfAnotherVisitAsWell() {
        started(60);
        ahead();
        try (BrowserContext context = browser().signedIn(url, admin(), 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/admin/day?officeId=" + office);
            Object refused = page.evaluate("""
                    () => {
                      const refused = [];
                      document.addEventListener("submit", (event) => {
                        refused.push(event.defaultPrevented);
                        event.preventDefault();
                      });
                      const [one, other] = document.querySelectorAll(".office-visit [data-step=arrive]");
                      [one, other, other].forEach((button) => button.click());
                      return refused;
                    }""");
            Assertions.assertThat(refused).isEqualTo(List.of(false, false, true));
        }
    }

    @Test
    void theDaysAreForEverybody() {
        AppointmentId visit = started(60);
        ahead();
        String admin = admin();
        for (Chromium.Look look : Chromium.LOOKS) {
            int width = look.width();
            ColorScheme scheme = look.scheme();
            String at = "-" + width + "-" + scheme;
            try (BrowserContext own = browser().signedIn(url, email, width, scheme);
                    BrowserContext all = browser().signedIn(url, admin, width, scheme)) {
                Page page = own.newPage();
                List<String> complaints = Chromium.complaints(page);
                page.navigate(url + "/day");
                page.locator("details.menu").first().evaluate("menu => menu.open = true");
                Chromium.isForEverybody(page, "staff-day" + at);
                page.navigate(url + "/day/" + visit + "/no-show");
                Chromium.isForEverybody(page, "staff-no-show" + at);
                page.navigate(url + "/day/patients?patient=pat");
                assertThat(page.locator(".day-patients a")).hasCount(2);
                Chromium.isForEverybody(page, "staff-find-patient" + at);
                Page grid = all.newPage();
                complaints.addAll(Chromium.complaints(grid));
                grid.navigate(url + "/admin/day?officeId=" + office);
                Chromium.isForEverybody(grid, "staff-office-day" + at);
                grid.navigate(url + "/admin/day?officeId=" + clinic.office(zone));
                assertThat(grid.locator(".empty a")).hasText("Details and doctors");
                Chromium.isForEverybody(grid, "staff-office-day-empty" + at);
                Assertions.assertThat(complaints).isEmpty();
            }
        }
    }

    /** A visit that started some minutes ago. */
    private AppointmentId started(int minutesAgo) {
        Visit visit = new Visit(
                clinic.patient(),
                doctor,
                office,
                zone,
                halfHour(-minutesAgo),
                Duration.ofMinutes(30),
                AppointmentStatus.SCHEDULED,
                "Cough since Sunday",
                null);
        return switch (Engine.H2
                .bean(VisitRecords.class)
                .record(Actor.OPERATOR, List.of(visit))
                .getFirst()) {
            case VisitRecords.Outcome.Taken taken -> taken.id();
            case VisitRecords.Outcome.DoctorBusy busy -> throw new AssertionError(busy);
            case VisitRecords.Outcome.PatientBusy busy -> throw new AssertionError(busy);
        };
    }

    private AppointmentId ahead() {
        return Engine.H2
                .bean(Booking.class)
                .book(
                        Actor.OPERATOR,
                        new BookingRequest(doctor, office, halfHour(60), "Check-up", clinic.patient()),
                        null)
                .appointment()
                .id();
    }

    static Instant halfHour(int minutesFromNow) {
        long now = Instant.now().getEpochSecond();
        return Instant.ofEpochSecond(now - Math.floorMod(now, 1800L)).plus(Duration.ofMinutes(minutesFromNow));
    }

    private static String admin() {
        String email = ClinicFixture.email("admin");
        String password = Engine.H2.bean(PasswordEncoder.class).encode(ClinicFixture.PASSWORD);
        Engine.H2.bean(Admins.class).add("Alex Admin", email, Objects.requireNonNull(password));
        return email;
    }

    /** A whole hour from UTC at which no test of this class crosses midnight. */
    static ZoneId whereItIsNoon() {
        int hours = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
        return ZoneId.of("Etc/GMT" + (hours > 0 ? "-" + hours : "+" + -hours));
    }

    private static Chromium browser() {
        return Objects.requireNonNull(chromium);
    }
}
