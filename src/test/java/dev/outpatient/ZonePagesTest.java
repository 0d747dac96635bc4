package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By which clock a time is told is said to patients whose own is another one, and to no others, in a real Chromium. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ZonePagesTest {

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final DoctorId doctor = clinic.doctor(office);
    private final String email = ClinicFixture.email("patient");
    private final AppointmentId booked = booked();

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
    void whoHasAnotherClockIsToldWhichOneIsMeant() {
        as(new Browser.NewContextOptions().setTimezoneId("Europe/Madrid"), page -> {
            assertEachPageNamesTheZone(page);
            // What comes later by htmx is looked at too.
            page.navigate(url + "/doctors/" + doctor);
            page.locator("#later").click();
            page.waitForURL(address -> address.contains("from="));
            assertThat(page.locator(".day-times .office-zone").first()).isVisible();
            Chromium.isForEverybodyInEachLook(page, "doctor-other-zone");
            page.navigate(url + "/appointments");
            Chromium.isForEverybodyInEachLook(page, "appointments-other-zone");
        });
    }

    /** The second is another place with the same clock. */
    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "America/Toronto"})
    void whoHasTheSameClockIsToldNothing(String zone) {
        as(new Browser.NewContextOptions().setTimezoneId(zone), page -> {
            for (Locator told : pages(page)) {
                assertThat(told).isAttached();
                assertThat(told).isHidden();
            }
        });
    }

    @Test
    void withoutScriptsItIsAlwaysSaid() {
        as(
                new Browser.NewContextOptions()
                        .setTimezoneId("America/New_York")
                        .setJavaScriptEnabled(false),
                this::assertEachPageNamesTheZone);
    }

    private void assertEachPageNamesTheZone(Page page) {
        for (Locator told : pages(page)) {
            assertThat(told).isVisible();
            assertThat(told).hasText("Eastern Time");
        }
    }

    /** Goes from page to page; each time what names the zone is looked at before the next. */
    private Iterable<Locator> pages(Page page) {
        String own = "/appointments/" + booked;
        return () -> List.of(
                        new String[] {"/doctors?officeId=" + office, ".doctor-card-when .office-zone"},
                        new String[] {"/doctors/" + doctor, ".day-times .office-zone"},
                        new String[] {"/appointments", ".appointment-card h3 .office-zone"},
                        new String[] {own + "/move", ".day-times .office-zone"},
                        new String[] {own + "/cancel", ".summary .office-zone"})
                .stream()
                .map(look -> {
                    page.navigate(url + look[0]);
                    return page.locator(look[1]).first();
                })
                .iterator();
    }

    @Test
    void theQuestionBeforeCancellingNamesIt() {
        as(new Browser.NewContextOptions().setTimezoneId("Asia/Tokyo"), page -> {
            page.navigate(url + "/appointments");
            page.locator(".appointment-card")
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Cancel"))
                    .click();
            assertThat(page.locator("dialog[open]"))
                    .containsText(page.locator(".appointment-card .office-zone").innerText());
            // The page of one appointment says the zone in another line than the time.
            page.locator("dialog[open] [data-close]").click();
            page.locator(".appointment-card .btn-secondary").first().click();
            page.locator("[data-open=cancel]").click();
            assertThat(page.locator("dialog[open]")).containsText("Eastern Time");
        });
    }

    /** A sheet that goes by one clock names it once, for who has another one; one that goes by two names it in each line. */
    @Test
    void aDaySheetNamesTheZoneOnceOrInEachLine() {
        String here = ClinicFixture.email("doctor");
        clinic.alwaysWorking(here, office, 30);
        String both = ClinicFixture.email("doctor");
        OfficeId west = clinic.office(ZoneId.of("America/Los_Angeles"));
        DoctorId inBoth = clinic.doctor(both, office, west);
        LocalDate day = LocalDate.now(ClinicFixture.BOSTON).plusDays(4);
        Engine.H2
                .bean(Hours.class)
                .replace(
                        Actor.OPERATOR,
                        inBoth,
                        List.of(
                                hours(inBoth, office, day, LocalTime.of(9, 0)),
                                hours(inBoth, west, day, LocalTime.of(13, 0))));
        String sheet = "/day?date=" + day;
        as(here, new Browser.NewContextOptions().setTimezoneId("Asia/Tokyo"), page -> {
            page.navigate(url + sheet);
            assertThat(page.locator(".day-figures .office-zone")).hasText("Eastern Time");
            assertThat(page.locator(".day-figures .office-zone")).isVisible();
            assertThat(page.locator(".day-row time span")).hasCount(0);
        });
        as(here, new Browser.NewContextOptions().setTimezoneId("America/New_York"), page -> {
            page.navigate(url + sheet);
            assertThat(page.locator(".day-figures .office-zone")).isHidden();
        });
        as(both, new Browser.NewContextOptions().setTimezoneId("America/New_York"), page -> {
            page.navigate(url + sheet);
            assertThat(page.locator(".day-figures .office-zone")).hasCount(0);
            assertThat(page.locator(".day-row-free time").first()).hasText(Pattern.compile("9:00 am E[SD]T"));
            assertThat(page.locator(".day-row-free time").last()).hasText(Pattern.compile("1:30 pm P[SD]T"));
            Chromium.isForEverybodyInEachLook(page, "day-two-zones");
            // On paper each line says where it is.
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator(".day-row-free .day-place").first()).isVisible();
            assertThat(page.locator(".day-row-free .btn").first()).isHidden();
        });
    }

    private static WorkingHours hours(DoctorId doctor, OfficeId office, LocalDate day, LocalTime start) {
        return new WorkingHours(doctor, office, day.getDayOfWeek(), start, start.plusHours(1), 30, null, null);
    }

    private AppointmentId booked() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        LocalDate day = LocalDate.now(ClinicFixture.BOSTON).plusDays(4);
        var slot = Engine.H2
                .bean(SlotSearch.class)
                .search(new SlotFilter(doctor, office, null, null, null, day, day, null), 1)
                .getFirst();
        return Engine.H2
                .bean(Booking.class)
                .book(
                        Actor.of(clinic.patient(email)),
                        new BookingRequest(doctor, office, slot.time().start(), null, null),
                        null)
                .appointment()
                .id();
    }

    /** The patient's browser somewhere; what the browser itself finds wrong fails the test. */
    private void as(Browser.NewContextOptions where, Consumer<Page> work) {
        as(email, where, work);
    }

    private void as(String who, Browser.NewContextOptions where, Consumer<Page> work) {
        try (BrowserContext context = Objects.requireNonNull(chromium)
                .signedIn(url, who, where.setViewportSize(1280, 900).setLocale("en-US"))) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            work.accept(page);
            Assertions.assertThat(complaints).isEmpty();
        }
    }
}
