package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.outpatient.accounts.AccountChanges;
import dev.outpatient.scheduling.Attendance;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.support.TransactionTemplate;

/** Pages of a day that are open in a real Chromium while somebody else changes the day. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class LiveDayPagesTest {

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();
    private final OfficeId office = clinic.office(DayPagesTest.whereItIsNoon());
    private final String email = ClinicFixture.email("doctor");
    private final DoctorId doctor = clinic.doctor(email, office);
    private final AppointmentId first;
    private final AppointmentId second;

    LiveDayPagesTest() {
        clinic.week(doctor, office, LocalTime.of(8, 0), LocalTime.of(19, 0), 30);
        first = book(60, "Cough since Sunday");
        second = book(120, "Check-up");
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

    @Test
    void theDaySheetShowsWhatOthersDoAndStaysWhereItIs() {
        try (BrowserContext context = browser().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/day");
            mark(page);
            Locator here = visit(page, second);
            here.focus();

            Engine.H2.bean(Attendance.class).arrive(Actor.OPERATOR, first, null);
            assertThat(visit(page, first).locator(".status")).hasText("Arrived");
            assertThat(visit(page, first)).hasClass(Pattern.compile(".*just-changed.*"));
            assertThat(page.locator(".day-figures")).containsText("1 waiting");
            assertThat(page.locator("#toasts")).containsText("The day changed.");
            assertThat(here).isFocused();

            AppointmentId third = book(180, "Rash");
            assertThat(visit(page, third)).containsText("Rash");
            assertThat(page.locator(".day-figures")).containsText("3 visits");
            assertThat(here).isFocused();

            // What is focused changes itself: the focus stays on the line, and its keys work.
            Engine.H2.bean(Attendance.class).arrive(Actor.OPERATOR, second, null);
            assertThat(here.locator(".status")).hasText("Arrived");
            assertThat(here).isFocused();
            page.keyboard().press("ArrowDown");
            assertThat(here).not().isFocused();
            visit(page, third).focus();
            page.keyboard().press("a");
            assertThat(visit(page, third).locator(".status")).hasText("Arrived");
            assertThat(page.locator("#toasts")).containsText("Pat Patient is marked as arrived.");
            assertIsStillTheSamePage(page);
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** What somebody is about to confirm or to type is not taken away. */
    @Test
    void whatIsOpenStaysOpen() {
        try (BrowserContext context = browser().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/day");
            mark(page);
            visit(page, second).locator("details.menu summary").click();
            visit(page, second)
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Cancel"))
                    .click();
            Locator question = page.locator("dialog[open]");
            assertThat(question).containsText("Cancel this appointment?");

            Engine.H2.bean(Attendance.class).arrive(Actor.OPERATOR, second, null);
            AppointmentId third = book(180, "Rash");
            assertThat(visit(page, third)).containsText("Rash");
            assertThat(visit(page, second).locator(".status")).hasText("Arrived");
            assertThat(question).isVisible();
            // The answer is still about the visit as it was when it was asked.
            assertThat(question.locator("[name=version]")).hasValue("1");
            question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Keep it"))
                    .click();
            assertThat(visit(page, second).locator("[data-open=cancel]")).hasAttribute("data-seen", "2");
            assertThat(page.locator("#visit-" + second + ":focus, #visit-" + second + " :focus"))
                    .hasCount(1);
            assertThat(visit(page, second).locator("details.menu[open]")).hasCount(0);
            assertIsStillTheSamePage(page);
        }
    }

    @Test
    void theDayOfAnOfficeFollowsToo() {
        try (BrowserContext context = browser().signedIn(url, clinic.admin(), 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/admin/day?officeId=" + office);
            mark(page);
            Locator more = visit(page, second).locator("summary");
            more.focus();
            Engine.H2.bean(Attendance.class).arrive(Actor.OPERATOR, first, null);
            assertThat(visit(page, first).locator(".status")).hasText("Arrived");
            assertThat(more).isFocused();
            AppointmentId third = book(180, "Rash");
            assertThat(visit(page, third)).isVisible();
            assertThat(page.locator(".day-figures")).containsText("3 visits");
            assertThat(page.locator("#toasts")).containsText("The day changed.");
            assertThat(more).isFocused();
            assertIsStillTheSamePage(page);
            Chromium.isForEverybodyInEachLook(page, "live-office-day");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** Signed out elsewhere: what is on the screen goes too. */
    @Test
    void aPageWhoseSessionEndedIsLeft() {
        try (BrowserContext context = browser().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/day");
            Engine.H2
                    .bean(TransactionTemplate.class)
                    .executeWithoutResult(
                            status -> Engine.H2.bean(AccountChanges.class).secretChanged(Actor.of(doctor)));
            page.waitForURL(address -> address.contains("/sign-in?ended"));
        }
    }

    @Test
    void aPageSaysWhenItHearsNothing() {
        try (BrowserContext context = browser().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            context.route("**/day/changes*", route -> route.abort());
            page.clock().install();
            page.navigate(url + "/day");
            assertThat(page.locator("#live-lost")).isHidden();
            page.clock().runFor("00:31");
            assertThat(page.locator("#live-lost")).isVisible();
            assertThat(page.locator("#live-lost[role=status]")).containsText("can't follow the day");
            assertThat(page.locator("#live-lost a")).hasAttribute("href", "/day");
            Chromium.picture(page, "live-lost");
            context.unroute("**/day/changes*");
            page.clock().runFor("01:00");
            assertThat(page.locator("#live-lost")).isHidden();
        }
    }

    private static void mark(Page page) {
        page.evaluate("window.loadedOnce = true");
    }

    private static void assertIsStillTheSamePage(Page page) {
        Assertions.assertThat(page.evaluate("window.loadedOnce === true")).isEqualTo(true);
    }

    private static Locator visit(Page page, AppointmentId id) {
        return page.locator("#visit-" + id);
    }

    private AppointmentId book(int minutesFromNow, String reason) {
        Instant at = DayPagesTest.halfHour(minutesFromNow);
        return Engine.H2
                .bean(Booking.class)
                .book(Actor.OPERATOR, new BookingRequest(doctor, office, at, reason, clinic.patient()), null)
                .appointment()
                .id();
    }

    private static Chromium browser() {
        return Objects.requireNonNull(chromium);
    }
}
