package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The week of a doctor in a real Chromium, with a real mouse. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class WeekPagesTest {

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final String email = ClinicFixture.email("doctor");
    private final DoctorId doctor = clinic.doctor(email, office);
    private final LocalDate monday = LocalDate.now(ClinicFixture.BOSTON)
            .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
            .plusWeeks(1);

    WeekPagesTest() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(17, 0), 30);
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
    void aVisitIsDraggedToAnotherDay() {
        AppointmentId visit = booked(monday.plusDays(1), 10);
        try (BrowserContext context = signedIn(1280)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            open(page);
            drag(page, visit(page, visit), monday.plusDays(2), LocalTime.of(11, 30));
            Locator dialog = page.locator("#ask");
            assertThat(dialog).containsText("Move the visit of Pat Patient?");
            assertThat(dialog).containsText("10:00 am");
            assertThat(dialog).containsText("11:30 am");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Move the visit"))
                    .click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The visit of Pat Patient is moved.");
            assertThat(visit(page, visit)).containsText("11:30 am");
            Assertions.assertThat(wallTime(visit)).isEqualTo(monday.plusDays(2).atTime(11, 30));
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** As where a day off is taken, or the office closes. */
    @Test
    void whoIsBookedOutsideTheHoursIsNamed() {
        booked(monday.plusDays(1), 10);
        booked(monday.plusDays(1), 14);
        String path = "/week?date=" + monday;
        try (PageClient pages = new PageClient(url)) {
            pages.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
            Assertions.assertThat(pages.get(path).body()).doesNotContain("class=\"stranded\"");
            clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(14, 0), 30);
            String week = pages.get(path).body();
            String stranded = week.substring(week.indexOf("class=\"stranded\""), week.indexOf("id=\"calendar\""));
            Assertions.assertThat(stranded).contains("2:00 pm").doesNotContain("10:00 am");
            // So it does on the day itself.
            Assertions.assertThat(pages.get("/day?date=" + monday.plusDays(1)).body())
                    .containsOnlyOnce("Outside the hours");
        }
    }

    /** A doctor who is ill cancels all at once, of the own ones. */
    @Test
    void whatNoLongerFitsIsCancelledAtOnce() {
        booked(monday.plusDays(1), 10);
        AppointmentId one = booked(monday.plusDays(1), 14);
        AppointmentId two = booked(monday.plusDays(2), 15);
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(14, 0), 30);
        String week = "/week?date=" + monday;
        String ask = "/appointments/cancel?id=" + one + "&id=" + two;
        try (PageClient pages = new PageClient(url)) {
            String other = ClinicFixture.email("doctor");
            clinic.doctor(other, office);
            pages.submit("/sign-in", Map.of("email", other, "password", ClinicFixture.PASSWORD));
            Assertions.assertThat(pages.get(ask).body())
                    .as("of another doctor")
                    .contains("No appointment is chosen")
                    .doesNotContain("Pat Patient");
            pages.post(ask + "&version=1&version=1", pages.csrf(ask), Map.of());
        }
        try (PageClient pages = new PageClient(url)) {
            pages.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
            Assertions.assertThat(pages.get(week).body())
                    .contains("Cancel all 2", ask.replace("&", "&amp;") + "&amp;continue=");
            Assertions.assertThat(pages.get(ask).body()).contains("Cancel 2 appointments");
            HttpResponse<String> done = pages.post(
                    ask + "&version=1&version=1&continue=" + week, pages.csrf(ask), Map.of("reason", "I am ill"));
            Assertions.assertThat(PageClient.location(done)).isEqualTo(week);
            Assertions.assertThat(pages.get(week).body())
                    .contains("2 appointments are cancelled.")
                    .doesNotContain("class=\"stranded\"");
        }
    }

    @Test
    void aVisitThatMayNotGoThereStaysAndThePageSaysWhy() {
        AppointmentId visit = booked(monday.plusDays(1), 10);
        booked(monday.plusDays(3), 14);
        try (BrowserContext context = signedIn(1280)) {
            Page page = week(context);
            // Let go of, then kept after all.
            BoundingBox before = visit(page, visit).boundingBox();
            drag(page, visit(page, visit), monday.plusDays(2), LocalTime.of(11, 0));
            page.locator("#ask")
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Keep the old time"))
                    .click();
            assertThat(page.locator("#ask")).isHidden();
            // The calendar draws it anew, so for a moment it is nowhere.
            await().pollInSameThread()
                    .untilAsserted(
                            () -> Assertions.assertThat(visit(page, visit).boundingBox())
                                    .isNotNull()
                                    .extracting(box -> box.x)
                                    .isEqualTo(before.x));

            // Before the hours of the doctor.
            refuse(page, visit, monday.plusDays(2), LocalTime.of(8, 0), "You do not work there at that time.");
            assertThat(page.getByRole(AriaRole.ALERT).locator(".slot")).hasCount(5);
            // Where another visit is.
            refuse(page, visit, monday.plusDays(3), LocalTime.of(14, 0), "Another visit is booked for that time.");
            Assertions.assertThat(wallTime(visit)).isEqualTo(monday.plusDays(1).atTime(10, 0));

            // One of the times that the page offers instead.
            page.getByRole(AriaRole.ALERT).locator(".slot").first().click();
            page.locator("#ask")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Move the visit"))
                    .click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("is moved");
        }
    }

    private void refuse(Page page, AppointmentId visit, LocalDate date, LocalTime time, String why) {
        drag(page, visit(page, visit), date, time);
        page.locator("#ask")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Move the visit"))
                .click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(why);
        assertThat(visit(page, visit)).containsText("10:00 am");
    }

    @Test
    void timeOffIsDraggedAndGivenBack() {
        booked(monday.plusDays(3), 14);
        try (BrowserContext context = signedIn(1280)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            open(page);
            select(page, monday.plusDays(3), LocalTime.of(13, 0), LocalTime.of(15, 0));
            Locator dialog = page.locator("#ask");
            assertThat(dialog).containsText("Add time off");
            assertThat(dialog.getByLabel("From")).hasValue(monday.plusDays(3) + "T13:00");
            dialog.getByLabel("Reason").fill("Conference");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("See what changes"))
                    .click();
            // Nothing is entered before it is seen what comes of it.
            Locator preview = page.locator(".away-preview");
            assertThat(preview).isFocused();
            assertThat(preview.locator(".notice li")).containsText("2:00 pm");
            assertThat(page.locator("#reason")).hasValue("Conference");
            Chromium.isForEverybodyInEachLook(page, "week-time-off-preview");
            page.setViewportSize(1280, 900);
            preview.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add time off"))
                    .click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The time off is saved.");
            assertThat(page.locator(".notice-warning")).containsText("still booked while you are away");
            assertThat(page.locator(".stranded li")).hasCount(1);
            Locator away = page.locator(".calendar a.away");
            assertThat(away).containsText("Conference");

            away.click(new Locator.ClickOptions().setPosition(8, 8));
            assertThat(dialog).containsText("Conference");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove time off"))
                    .click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("The time off is removed.");
            assertThat(away).hasCount(0);
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    @Test
    void theReadersOwnClockMovesNothing() {
        AppointmentId visit = booked(monday.plusDays(1), 10);
        try (BrowserContext context = browser()
                .signedIn(
                        url,
                        email,
                        new com.microsoft.playwright.Browser.NewContextOptions()
                                .setViewportSize(1280, 900)
                                .setTimezoneId("Asia/Tokyo")
                                .setLocale("en-US"))) {
            Page page = week(context);
            BoundingBox shown = visit(page, visit).boundingBox();
            BoundingBox ten = slot(page, LocalTime.of(10, 0));
            Assertions.assertThat(Math.abs(shown.y - ten.y)).isLessThan(4);
        }
    }

    @Test
    void theWeekIsForEverybody() {
        AppointmentId visit = booked(monday.plusDays(1), 10);
        for (Chromium.Look look : Chromium.LOOKS) {
            int width = look.width();
            ColorScheme scheme = look.scheme();
            String at = "-" + width + "-" + scheme;
            try (BrowserContext context = browser().signedIn(url, email, width, scheme)) {
                Page page = context.newPage();
                List<String> complaints = Chromium.complaints(page);
                open(page);
                assertThat(visit(page, visit)).isVisible(visibleIf(width > 700));
                assertThat(page.locator("#week-list")).isVisible(visibleIf(width < 700));
                Chromium.isForEverybody(page, "week" + at);
                for (String path : List.of(
                        "/week?view=list&date=" + monday,
                        "/week/time-off/new",
                        "/week/appointments/" + visit,
                        "/week/move?id=" + visit + "&to=" + monday + "T10:00")) {
                    page.navigate(url + path);
                    Chromium.isForEverybody(page, "week" + path.replaceAll("[/?].*[/?]|\\W+", "-") + at);
                }
                Assertions.assertThat(complaints).isEmpty();
            }
        }
    }

    private static com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions visibleIf(boolean visible) {
        return new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions().setVisible(visible);
    }

    private AppointmentId booked(LocalDate date, int hour) {
        AppointmentView view = Engine.H2
                .bean(Booking.class)
                .book(
                        Actor.OPERATOR,
                        new BookingRequest(
                                doctor,
                                office,
                                date.atTime(hour, 0)
                                        .atZone(ClinicFixture.BOSTON)
                                        .toInstant(),
                                "Check-up",
                                clinic.patient()),
                        null);
        return view.appointment().id();
    }

    private LocalDateTime wallTime(AppointmentId visit) {
        return Engine.H2
                .bean(Appointments.class)
                .get(Actor.OPERATOR, visit)
                .startsAt()
                .toLocalDateTime();
    }

    private BrowserContext signedIn(int width) {
        return browser().signedIn(url, email, width, ColorScheme.LIGHT);
    }

    private Page week(BrowserContext context) {
        Page page = context.newPage();
        open(page);
        return page;
    }

    private void open(Page page) {
        page.navigate(url + "/week?date=" + monday);
    }

    private static Locator visit(Page page, AppointmentId id) {
        return page.locator(".calendar a.visit[href$='/week/appointments/" + id + "']");
    }

    /** Takes a visit by its upper edge and lets it go at a time. */
    private static void drag(Page page, Locator visit, LocalDate date, LocalTime time) {
        BoundingBox from = visit.boundingBox();
        Mouse mouse = page.mouse();
        mouse.move(from.x + 20, from.y + 4);
        mouse.down();
        mouse.move(from.x + 30, from.y + 20, new Mouse.MoveOptions().setSteps(4));
        BoundingBox column = column(page, date);
        mouse.move(column.x + column.width / 2, slot(page, time).y + 5, new Mouse.MoveOptions().setSteps(12));
        mouse.up();
        assertThat(page.locator("#ask")).isVisible();
    }

    private static void select(Page page, LocalDate date, LocalTime from, LocalTime to) {
        BoundingBox column = column(page, date);
        Mouse mouse = page.mouse();
        double x = column.x + column.width - 3;
        mouse.move(x, slot(page, from).y + 4);
        mouse.down();
        mouse.move(x, slot(page, to).y - 4, new Mouse.MoveOptions().setSteps(10));
        mouse.up();
        assertThat(page.locator("#ask")).isVisible();
    }

    private static BoundingBox column(Page page, LocalDate date) {
        return page.locator(".calendar td.fc-timegrid-col[data-date='" + date + "']")
                .boundingBox();
    }

    private static BoundingBox slot(Page page, LocalTime time) {
        return page.locator(".calendar td.fc-timegrid-slot-lane[data-time='" + time + ":00']")
                .boundingBox();
    }

    private static Chromium browser() {
        return Objects.requireNonNull(chromium);
    }
}
