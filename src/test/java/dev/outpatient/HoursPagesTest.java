package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hours, time off, closed days and rules on their pages, and what patients then see, in a real Chromium. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class HoursPagesTest {

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final String email = ClinicFixture.email("doctor");
    private final DoctorId doctor = clinic.doctor(email, office);
    private final LocalDate today = LocalDate.now(ClinicFixture.BOSTON);

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
    void aDoctorChangesTheWeekAndIsToldWhatIsWrong() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        with(email, true, page -> {
            page.navigate(url + "/hours");
            Locator monday = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Monday"));
            Locator preview = page.locator("#preview .week-picture > li").first();
            assertThat(preview).containsText("6 visits");

            // The second range comes after a break, and its first field takes the focus.
            button(page, "Add hours on Monday").click();
            assertThat(monday.getByLabel("From").nth(1)).isFocused();
            assertThat(monday.getByLabel("From").nth(1)).hasValue("13:00");
            assertThat(preview).containsText("14 visits");

            // Nothing of what was typed is lost when it can't be saved.
            monday.getByLabel("From").nth(1).fill("11:30");
            monday.getByLabel("To", exactly()).nth(1).fill("16:00");
            assertThat(preview).containsText("Two of these overlap.");
            button(page, "Save the hours").click();
            Locator summary = page.getByRole(AriaRole.ALERT);
            assertThat(summary).isFocused();
            assertThat(summary).containsText("Monday: It overlaps 9:00 am to 12:00 pm");
            assertThat(monday.getByLabel("From").nth(1)).hasAttribute("aria-invalid", "true");
            assertThat(monday.getByLabel("To", exactly()).nth(1)).hasValue("16:00");
            look(page, "hours-error");
            // The check for accessibility leaves marks on the page that htmx would carry on.
            button(page, "Save the hours").click();
            page.waitForLoadState();
            summary.getByRole(AriaRole.LINK).click();
            assertThat(monday.getByLabel("From").nth(1)).isFocused();

            monday.getByLabel("From").nth(1).fill("13:00");
            assertThat(preview).containsText("1:00 pm, 1:30 pm … 3:30 pm");
            button(page, "Copy Monday to Tuesday–Friday").click();
            assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Friday"))
                            .getByLabel("From"))
                    .hasCount(2);
            button(page, "Remove Sunday, 09:00 to 12:00").click();
            assertThat(button(page, "Add hours on Sunday")).isFocused();
            button(page, "Save the hours").click();
            assertThat(page.getByText("The hours are saved.")).isVisible();
        });
        Assertions.assertThat(Engine.H2.bean(Hours.class).get(doctor)).hasSize(11);
    }

    /** An admin and the doctor have it open at once. */
    @Test
    void aWeekThatSomebodyElseChangedIsNotOverwrittenUnseen() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        with(email, true, page -> {
            page.navigate(url + "/hours");
            Locator monday = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Monday"));
            monday.getByLabel("To", exactly()).fill("13:00");
            clinic.week(doctor, office, LocalTime.of(10, 0), LocalTime.of(11, 0), 30);
            button(page, "Add hours on Tuesday").click();
            button(page, "Save the hours").click();
            Locator notice = page.getByRole(AriaRole.ALERT);
            assertThat(notice).containsText("Somebody else changed these hours");
            assertThat(notice).containsText("10:00 am");
            assertThat(monday.getByLabel("To", exactly())).hasValue("13:00");
            Assertions.assertThat(Engine.H2.bean(Hours.class).get(doctor))
                    .allMatch(range -> range.endTime().equals(LocalTime.of(11, 0)));
            look(page, "hours-stale");
            button(page, "Save the hours").click();
            assertThat(page.getByText("The hours are saved.")).isVisible();
        });
        Assertions.assertThat(Engine.H2.bean(Hours.class).get(doctor))
                .anyMatch(range -> range.endTime().equals(LocalTime.of(13, 0)));
    }

    @Test
    void theWeekIsEditedWithoutScripts() {
        with(email, false, page -> {
            page.navigate(url + "/hours");
            button(page, "Add hours on Tuesday").click();
            Locator tuesday = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Tuesday"));
            tuesday.getByLabel("To", exactly()).fill("12:00");
            button(page, "Add hours on Tuesday").click();
            assertThat(tuesday.getByLabel("From").nth(1)).hasValue("13:00");
            button(page, "Preview").click();
            assertThat(page.locator("#preview .week-picture > li").nth(1)).containsText("14 visits");
            // Enter saves.
            tuesday.getByLabel("To", exactly()).nth(1).press("Enter");
            assertThat(page.getByText("The hours are saved.")).isVisible();
            page.locator("#firstOn").fill(today.plusDays(3).toString());
            page.locator("#reason").fill("Conference");
            button(page, "See what changes").click();
            // Nothing is entered yet, and what was typed is still there.
            assertThat(page.locator(".away-preview")).containsText("No visit is booked in this time.");
            assertThat(page.getByText("No time off ahead.")).isVisible();
            assertThat(page.locator("#firstOn")).hasValue(today.plusDays(3).toString());
            assertThat(page.locator("#reason")).hasValue("Conference");
            button(page, "Add time off").click();
            assertThat(page.getByText("The time off is saved.")).isVisible();
            assertThat(page.locator(".removable-list")).containsText("Conference");
            page.locator(".removable-list summary").click();
            button(page, "Yes, remove").click();
            assertThat(page.getByText("No time off ahead.")).isVisible();
        });
        Assertions.assertThat(Engine.H2.bean(Hours.class).get(doctor))
                .extracting(WorkingHours::dayOfWeek)
                .containsOnly(DayOfWeek.TUESDAY);
    }

    /** Some hours of a day: what is before and after them remains, and nothing is entered by looking. */
    @Test
    void someHoursOffAreShownBeforeTheyAreEntered() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        with(email, true, page -> {
            page.navigate(url + "/hours#time-off");
            page.getByLabel("Some hours").check();
            page.locator("#dayOn").fill(today.plusDays(2).toString());
            page.locator("#startTime").fill("10:00");
            page.locator("#endTime").fill("11:00");
            button(page, "See what changes").click();
            Locator preview = page.locator(".away-preview");
            assertThat(preview).containsText("10:00 am to 11:00 am");
            assertThat(preview.locator(".week-count")).hasText("4 left");
            assertThat(preview).containsText("9:00 am, 9:30 am … 11:30 am");
            assertThat(preview).containsText("2 free times go");
            // Changed again before it is entered.
            page.getByText("Change it").click();
            page.locator("#endTime").fill("11:30");
            button(page, "See what changes").click();
            assertThat(preview).containsText("3 free times go");
            Assertions.assertThat(Engine.H2.bean(TimeOffs.class).list(Actor.of(doctor), doctor, null))
                    .isEmpty();
            button(page, "Add time off").click();
            assertThat(page.getByText("The time off is saved.")).isVisible();
        });
        Assertions.assertThat(Engine.H2.bean(TimeOffs.class).list(Actor.of(doctor), doctor, null))
                .hasSize(1);
    }

    /** Nothing happens to appointments that no longer fit; the page tells of each until it is moved or cancelled. */
    @Test
    void appointmentsThatNoLongerFitAreShown() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        book(today.plusDays(2));
        with(email, true, page -> {
            page.navigate(url + "/hours");
            assertThat(page.locator("#conflicts")).hasCount(0);
            for (DayOfWeek day : DayOfWeek.values()) {
                String name = day.name().charAt(0) + day.name().substring(1).toLowerCase(java.util.Locale.ROOT);
                page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(name))
                        .getByLabel("From")
                        .fill("10:00");
            }
            button(page, "Save the hours").click();
            Locator conflicts = page.locator("#conflicts");
            assertThat(conflicts).isFocused();
            assertThat(conflicts).containsText("1 appointment no longer fits");
            assertThat(conflicts.locator("tbody")).containsText("Outside the hours");
            assertThat(conflicts.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Move")))
                    .hasAttribute("href", java.util.regex.Pattern.compile("/appointments/\\d+/move.*"));

            // With time off on top, that is why.
            page.locator("#firstOn").fill(today.plusDays(1).toString());
            page.locator("#lastOn").fill(today.plusDays(2).toString());
            page.locator("#reason").fill("Conference");
            button(page, "See what changes").click();
            Locator preview = page.locator(".away-preview");
            assertThat(preview).isFocused();
            // Two days with four free times each, of which nothing remains.
            assertThat(preview.locator(".week-count")).hasText(new String[] {"none left", "none left"});
            assertThat(preview.locator(".week-picture > li").nth(0)).containsText("4 free times go");
            assertThat(preview.locator(".notice li")).hasCount(1);
            assertThat(preview.locator(".notice li")).containsText("Pat Patient");
            assertThat(conflicts.locator("tbody")).not().containsText("Time off");
            look(page, "hours-time-off-preview");
            button(page, "Add time off").click();
            assertThat(conflicts.locator("tbody")).containsText("Time off");
            look(page, "hours-conflicts");

            conflicts
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Cancel"))
                    .click();
            button(page, "Cancel appointment").click();
            assertThat(page.locator("#conflicts")).hasCount(0);
        });
    }

    /** The days are those on the office's wall, so the one on which the clocks go forward has an hour less. */
    @Test
    void wholeDaysOffFollowTheOfficesClock() {
        LocalDate sunday =
                LocalDate.of(today.getYear() + 1, 3, 1).with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.SUNDAY));
        with(email, true, page -> {
            page.navigate(url + "/hours#time-off");
            page.locator("#lastOn").fill(sunday.minusDays(1).toString());
            button(page, "See what changes").click();
            assertThat(page.locator("#firstOn")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#lastOn")).hasValue(sunday.minusDays(1).toString());
            page.locator("#firstOn").fill(sunday.toString());
            button(page, "See what changes").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("It ends before it starts.");
            page.locator("#lastOn").fill(sunday.plusDays(1).toString());
            button(page, "See what changes").click();
            assertThat(page.locator(".away-preview"))
                    .containsText("Patients find no free times on these days as it is.");
            button(page, "Add time off").click();
            assertThat(page.locator(".removable-list"))
                    .containsText(java.util.regex.Pattern.compile("Sun \\d+ Mar \\d{4} to Mon \\d+ Mar \\d{4}"));
        });
        Assertions.assertThat(Engine.H2.bean(TimeOffs.class).list(Actor.of(doctor), doctor, null))
                .extracting(off -> off.time())
                .containsExactly(new TimeRange(
                        sunday.atStartOfDay(ClinicFixture.BOSTON).toInstant(),
                        sunday.plusDays(2).atStartOfDay(ClinicFixture.BOSTON).toInstant()))
                .allSatisfy(
                        time -> Assertions.assertThat(time.length().toHours()).isEqualTo(47));
    }

    /** The office has to close: who is booked is named with the telephone, and all are cancelled in one go. */
    @Test
    void allVisitsOfAClosedDayAreCancelledAtOnce() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        LocalDate day = today.plusDays(3);
        book(day);
        book(day);
        book(day);
        with(clinic.admin(), true, page -> {
            page.navigate(url + "/admin/offices/" + office);
            page.locator("#date").fill(day.toString());
            page.locator("#name").fill("Burst pipe");
            button(page, "Close on this day").click();
            assertThat(page.getByText("3 appointments are booked here on that day."))
                    .isVisible();
            look(page, "office-close-booked");
            button(page, "Close all the same").click();
            Locator conflicts = page.locator("#conflicts");
            assertThat(conflicts).isFocused();
            assertThat(conflicts).isInViewport();
            assertThat(conflicts.locator("tbody tr")).hasCount(3);
            look(page, "office-conflicts");
            page.setViewportSize(1280, 900);
            page.getByLabel("Choose all of this page").check();
            button(page, "Cancel the chosen ones").click();
            button(page, "Cancel 3 appointments").click();
            assertThat(page.locator("#toasts")).containsText("3 appointments are cancelled.");
            assertThat(conflicts).hasCount(0);
            Assertions.assertThat(page.url()).contains("/admin/offices/" + office);
        });
    }

    @Test
    void anOfficeClosesOnHolidaysAndPatientsAreToldWhy() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        LocalDate training = today.plusDays(2);
        with(clinic.admin(), true, page -> {
            page.navigate(url + "/admin/offices/" + office);
            page.getByLabel("Year").fill("1999");
            button(page, "Show").click();
            assertThat(page.locator("#year")).hasAttribute("aria-describedby", "year-error");
            assertThat(page.locator("#year")).hasValue("1999");
            assertThat(page.locator("#year")).isFocused();
            page.getByLabel("Year").fill(Integer.toString(today.getYear() + 1));
            button(page, "Show").click();
            assertThat(page.getByLabel("Patriots' Day")).isChecked();
            page.getByLabel("Patriots' Day").uncheck();
            button(page, "Close on these days").click();
            assertThat(page.getByText("The office is closed then.")).isVisible();
            Locator closed = page.locator(".removable-list");
            assertThat(closed).containsText("Christmas");
            assertThat(closed).not().containsText("Patriots' Day");
            page.locator("#date").fill(today.minusDays(1).toString());
            page.locator("#name").fill("Staff training");
            button(page, "Close on this day").click();
            assertThat(page.locator("#date")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#name")).hasValue("Staff training");
            page.locator("#date").fill(training.toString());
            button(page, "Close on this day").click();
            assertThat(closed).containsText("Staff training");
            look(page, "office-admin");
            page.navigate(url + "/admin/offices/" + office + "?lang=es");
            assertThat(closed).containsText("Navidad");
            assertThat(closed).containsText("Staff training");
        });
        with(null, true, page -> {
            page.navigate(url + "/doctors/" + doctor);
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions()
                                    .setName(java.util.regex.Pattern.compile(
                                            "Why are there no free times on.* " + training.getDayOfMonth() + " .*")))
                    .click();
            assertThat(page.locator(".why-closure")).containsText("The office is closed: Staff training");
            assertThat(page.locator(".why-list a.slot")).hasCount(0);
            page.getByLabel("The day after").click();
            assertThat(page.locator(".why-free a.slot")).hasCount(6);
            look(page, "why");
        });
    }

    @Test
    void rulesThatAreSetHoldForPatients() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        with(clinic.admin(), true, page -> {
            page.navigate(url + "/admin/offices/" + office);
            page.getByLabel("The doctor has at least").fill("7");
            page.getByLabel("and at most").fill("3");
            button(page, "Save the rules").click();
            assertThat(page.getByLabel("The doctor has at least")).hasAttribute("aria-invalid", "true");
            assertThat(page.getByLabel("and at most")).hasValue("3");
            page.getByLabel("The doctor has at least").fill("10");
            button(page, "Save the rules").click();
            assertThat(page.getByText("The rules are saved.")).isVisible();
            assertThat(page.getByLabel("The doctor has at least")).hasValue("10");
        });
        with(null, true, page -> {
            page.navigate(url + "/doctors/" + doctor + "/why?date=" + today.plusDays(5));
            assertThat(page.locator(".why-horizon")).containsText("Too far ahead");
            page.navigate(url + "/doctors/" + doctor + "?from=" + today.plusDays(10));
            assertThat(page.getByText("Why is there no time?")).isVisible();
        });
    }

    /** What others do is theirs: patients read that a time is taken, the doctor by whom. */
    @Test
    void onlyTheDoctorReadsWhoHasTheTime() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        LocalDate day = today.plusDays(2);
        book(day);
        String why = url + "/doctors/" + doctor + "/why?date=" + day;
        with(null, true, page -> {
            page.navigate(why);
            assertThat(page.locator(".why-taken")).containsText("Taken");
            assertThat(page.locator("main")).not().containsText("Pat Patient");
        });
        with(email, true, page -> {
            page.navigate(why);
            assertThat(page.locator(".why-booked")).containsText("Pat Patient");
            page.getByText("See the day").click();
            page.waitForURL(url + "/day?date=" + day);
        });
    }

    /** No rule of WCAG 2.2 AA is broken, and no page is wider than its window. */
    @Test
    void thePagesAreForEverybody() {
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        OfficeId other = clinic.office(java.time.ZoneId.of("America/Denver"));
        DoctorId two = clinic.doctor(office, other);
        clinic.week(two, other, LocalTime.of(8, 0), LocalTime.of(20, 0), 20);
        with(clinic.admin(), true, page -> {
            for (String path : List.of(
                    "/admin/doctors/" + two + "/hours",
                    "/admin/offices/" + office + "?country=US&subdivision=MA&year=" + (today.getYear() + 1),
                    "/doctors/" + two + "/why",
                    "/doctors/" + two,
                    "/offices")) {
                page.navigate(url + path);
                look(
                        page,
                        path.replaceAll("\\?.*", "")
                                .replaceAll("\\d+|/", "-")
                                .replaceAll("-+", "-")
                                .substring(1));
            }
            page.setViewportSize(1280, 900);
            page.navigate(url + "/admin/doctors/" + two + "/hours?lang=es");
            assertThat(page.locator("h1")).containsText("Horario de trabajo");
            Assertions.assertThat(page.content()).doesNotContain("??");
            page.navigate(url + "/admin/offices/" + office + "?country=MX&year=2030");
            assertThat(page.locator("#country option[selected]")).hasText("México");
            Assertions.assertThat(page.content()).doesNotContain("??");
        });
    }

    private void book(LocalDate day) {
        var slot = Engine.H2
                .bean(SlotSearch.class)
                .search(new SlotFilter(doctor, office, null, null, null, day, day, null), 1)
                .getFirst();
        Engine.H2
                .bean(Booking.class)
                .book(
                        Actor.of(clinic.patient()),
                        new BookingRequest(doctor, office, slot.time().start(), null, null),
                        null);
    }

    private static void look(Page page, String name) {
        Chromium.isForEverybodyInEachLook(page, name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(1280, 900);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    /** Somebody's browser, or a visitor's; what the browser itself finds wrong fails the test. */
    private void with(@Nullable String account, boolean scripts, Consumer<Page> work) {
        try (BrowserContext context = Objects.requireNonNull(chromium)
                .visit(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(scripts)
                        .setViewportSize(1280, 900)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-US"))) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            if (account != null) {
                Chromium.signIn(page, url, account, ClinicFixture.PASSWORD);
            }
            work.accept(page);
            Assertions.assertThat(complaints).isEmpty();
        }
    }
}
