package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The pages in a real Chromium, on demo data. {@link Chromium} says how to get pictures. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PagesTest {

    private static final String PASSWORD = "outpatient-demo";

    private static @Nullable ConfigurableApplicationContext program;
    private static @Nullable Chromium chromium;
    private static String url = "";

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        program = new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--outpatient.style-page=true",
                        "--outpatient.data=" + Engine.newDirectory("pages"),
                        "--logging.file.name=target/test-logs/pages.json");
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
    void whoRegistersInTheDemoIsToldThatNoAddressIsChecked() {
        try (BrowserContext visitor = visit(390, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            page.navigate(url + "/register");
            assertThat(page.locator("#email-hint")).hasText("You sign in with it. The demo does not check it.");
        }
    }

    /** From the first page to the booked time, then everybody who should sees it, then it is free again. */
    @Test
    void aVisitorFindsADoctorSignsInBooksAndCancels() {
        try (BrowserContext patient = visit(1280, ColorScheme.LIGHT);
                BrowserContext other = visit(1280, ColorScheme.LIGHT);
                BrowserContext doctor = signedIn("doctor@demo.test", 1280, ColorScheme.LIGHT);
                BrowserContext admin = signedIn("admin@demo.test", 1280, ColorScheme.LIGHT)) {
            Page page = patient.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url);
            page.getByLabel("Specialty or name").fill("osei");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                    .click();
            Locator osei = page.locator(".doctor-card", new Page.LocatorOptions().setHasText("Ama Osei"));
            assertThat(osei).hasCount(1);
            assertThat(page.locator(".doctor-list .doctor-card")).hasCount(1);
            Locator slot = osei.locator("a.slot:not(.slot-more)").first();
            String href = slot.getAttribute("href");
            slot.click();

            page.getByLabel("E-mail").fill("patient@demo.test");
            page.getByLabel("Password").fill(PASSWORD);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();
            // For whom and why are asked on one page, so none says that it is a step of two.
            assertThat(page.locator("label.choice")).hasCount(2);
            assertThat(page.locator(".steps")).hasCount(0);
            assertThat(page.locator(".site-nav [aria-current]")).hasText("Find a doctor");
            page.locator("#reason").fill("Palpitations since Sunday");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book with"))
                    .click();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("Your appointment is booked");
            assertThat(page.locator(".site-nav [aria-current]")).hasText("My appointments");
            String booked = page.url().substring(url.length());
            // Who goes back is told that the time is theirs, not that it is gone.
            page.goBack();
            assertThat(page.getByText("You have booked this time.")).isVisible();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("See the appointment"))
                    .click();
            assertThat(page).hasURL(url + booked);

            // For others the time is gone.
            Page others = other.newPage();
            others.navigate(url + "/doctors/1");
            assertThat(others.locator("a.slot:not(.slot-more)").first()).isVisible();
            Assertions.assertThat(others.locator("a.slot:not(.slot-more)").all().stream()
                            .map(a -> a.getAttribute("href")))
                    .doesNotContain(href);
            others.navigate(url + href);
            assertThat(others.getByRole(AriaRole.ALERT)).containsText("no longer free");

            // The patient sees it under upcoming, the doctor on the day sheet, the admin in the list.
            page.navigate(url + "/appointments");
            Locator upcoming = page.locator(".appointment-card:has(a[href='" + booked + "'])");
            assertThat(upcoming).hasCount(1);
            String date = href.replaceAll(".*startsAt=(\\d{4}-\\d\\d-\\d\\d).*", "$1");
            Page sheet = doctor.newPage();
            sheet.navigate(url + "/day?date=" + date);
            assertThat(sheet.getByText("Palpitations since Sunday")).isVisible();
            assertThat(sheet.getByText("Maya Brooks")).isVisible();
            Page list = admin.newPage();
            list.navigate(url + "/admin/appointments?patientName=brooks&date=" + date);
            assertThat(list.locator("tbody tr", new Page.LocatorOptions().setHasText("Maya Brooks")))
                    .hasCount(1);

            // The patient cancels, after a question, and the time is free again.
            upcoming.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Cancel"))
                    .click();
            Locator dialog = page.locator("dialog[open]");
            assertThat(dialog).isVisible();
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel appointment"))
                    .click();
            assertThat(page.getByText("The appointment is cancelled.")).isVisible();
            others.navigate(url + href);
            assertThat(others.getByLabel("E-mail")).isVisible();

            // It was a slip: the same time again, with its reason, until somebody else has it.
            page.locator("#toasts .toast-undo").click();
            assertThat(page.getByText("The appointment is booked again.")).isVisible();
            sheet.reload();
            assertThat(sheet.getByText("Palpitations since Sunday").first()).isVisible();
            others.navigate(url + href);
            assertThat(others.getByRole(AriaRole.ALERT)).containsText("no longer free");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** Without motion too: what waits there does not move. */
    @ParameterizedTest
    @EnumSource(
            value = ReducedMotion.class,
            names = {"REDUCE", "NO_PREFERENCE"})
    void aSearchThatTakesAWhileShowsThatItIsOnItsWay(ReducedMotion motion) {
        try (BrowserContext visitor = visit(1280, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(motion));
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url);
            Locator waiting = page.locator("#found > .skeletons");
            assertThat(waiting).isHidden();
            AtomicReference<@Nullable Route> held = new AtomicReference<>();
            page.route("**/?q=osei*", held::set);
            page.getByLabel("Specialty or name").fill("osei");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                    .click();
            assertThat(waiting).isVisible();
            assertThat(waiting.locator(".doctor-card").first()).isVisible();
            Chromium.picture(page, "search-waiting-" + motion);
            Objects.requireNonNull(held.get()).resume();
            assertThat(page.locator("#found .doctor-list .doctor-card")).hasCount(1);
            assertThat(waiting).isHidden();
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** On a slow network the field is there before the script that searches while one types. */
    @Test
    void whatIsTypedBeforeTheScriptsComeIsSearchedForAllTheSame() {
        try (BrowserContext visitor = visit(1280, ColorScheme.LIGHT)) {
            Page page = visitor.newPage();
            AtomicReference<@Nullable Route> script = new AtomicReference<>();
            page.route("**/htmx.min*.js", script::set);
            page.navigate(url + "/offices", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            page.locator("#q").fill("no office is called this");
            page.waitForCondition(() -> script.get() != null);
            assertThat(page.locator("#found .office-list li").first()).isVisible();
            Objects.requireNonNull(script.get()).resume();
            assertThat(page.locator("#found .empty")).isVisible();
        }
    }

    @Test
    void everythingWorksWithoutScripts() {
        try (BrowserContext patient = chromium()
                .visit(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setLocale("en-US"))) {
            Page page = patient.newPage();
            page.navigate(url + "/?q=dermatology");
            page.locator("a.slot:not(.slot-more)").last().click();
            page.getByLabel("E-mail").fill("patient@demo.test");
            page.getByLabel("Password").fill(PASSWORD);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book with"))
                    .click();
            assertThat(page.locator("h1")).hasText("Your appointment is booked");
            page.navigate(url + "/appointments");
            page.locator(".appointment-card")
                    .first()
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Cancel"))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel appointment"))
                    .click();
            assertThat(page.getByText("The appointment is cancelled.")).isVisible();
        }
    }

    @Test
    void thePagesSpeakSpanish() {
        try (BrowserContext visitor = chromium().visit(new Browser.NewContextOptions().setLocale("es-MX"))) {
            Page page = visitor.newPage();
            page.navigate(url);
            assertThat(page.locator("html")).hasAttribute("lang", "es");
            Assertions.assertThat(page.content()).doesNotContain("??");
            page.navigate(url + "/?lang=en");
            assertThat(page.locator("html")).hasAttribute("lang", "en");
        }
    }

    @Test
    void aChildIsAddedConfirmedAndBookedFor() {
        try (BrowserContext parent = signedIn("patient@demo.test", 1280, ColorScheme.LIGHT);
                BrowserContext clinic = signedIn("admin@demo.test", 1280, ColorScheme.LIGHT)) {
            Page page = parent.newPage();
            page.navigate(url + "/family");
            Chromium.isForEverybodyInEachLook(page, "family");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask the clinic"))
                    .click();
            assertThat(page.locator("#name-error")).isVisible();
            Chromium.isForEverybody(page, "family-wrong-1280");
            page.locator("#email").fill("bad mail");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask them"))
                    .click();
            assertThat(page.locator("#email-error")).hasText("Enter an e-mail address like name@example.com.");
            assertThat(page.locator("#email")).hasValue("bad mail");
            page.getByLabel("Name of the child").fill("Noa Brooks");
            page.getByLabel("Date of birth of the child").fill("2019-02-03");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ask the clinic"))
                    .click();
            assertThat(page.getByText("Waiting for the clinic.")).isVisible();

            Page desk = clinic.newPage();
            desk.navigate(url + "/admin");
            desk.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("1 family request"))
                    .click();
            assertThat(desk.getByText("asks to act for Noa Brooks").first()).isVisible();
            Chromium.isForEverybodyInEachLook(desk, "family-review");
            desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Confirm that"))
                    .click();
            assertThat(desk.getByText("No request waits for you.")).isVisible();

            page.navigate(url + "/?q=pediatrics");
            page.locator("a.slot:not(.slot-more)").last().click();
            page.getByLabel("Noa Brooks").check();
            Chromium.isForEverybodyInEachLook(page, "book-family");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book with"))
                    .click();
            assertThat(page.locator("h1")).hasText("Your appointment is booked");
            page.navigate(url + "/appointments");
            assertThat(page.getByText("For Noa Brooks")).isVisible();
        }
    }

    @Test
    void aPatientRatesAVisitByKeyboardAndTheDoctorReadsIt() {
        try (BrowserContext patient = signedIn("patient@demo.test", 390, ColorScheme.DARK)) {
            Page page = patient.newPage();
            page.navigate(url + "/appointments");
            Locator links = page.locator("a.btn[href$='/feedback']");
            int before = links.count();
            links.first().focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).containsText("How was your visit with");
            Chromium.isForEverybodyInEachLook(page, "feedback-give");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send to the doctor"))
                    .press("Enter");
            assertThat(page.getByText("Choose one to five stars.")).isVisible();
            assertThat(page.getByLabel("Poor")).isFocused();
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            assertThat(page.getByLabel("Good", new Page.GetByLabelOptions().setExact(true)))
                    .isChecked();
            page.getByLabel("What should the doctor know?").pressSequentially("Explained it twice.");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send to the doctor"))
                    .press("Enter");
            assertThat(page.getByText("Thank you. The doctor will read it.")).isVisible();
            assertThat(links).hasCount(before - 1);
            assertThat(page.locator("a.given-stars .stars-4").first()).isVisible();
        }
    }

    /** Looks of pages that {@link EveryPageTest} does not come to, as no link leads there or only with words typed. */
    @ParameterizedTest
    @CsvSource({
        "search, /?q=cardiology, ''",
        "search-none, /?q=astrology, ''",
        "offices-none, /offices?q=nowhere, ''",
        "sign-in-refused, /sign-in?error, ''",
        "not-found, /nothing-here, ''",
        "patient-home, /, patient@demo.test",
        "forbidden, /day, patient@demo.test",
        "feedback-admin, /admin/doctors/1/feedback, admin@demo.test",
        "admin-patients, /admin/patients?q=brooks, admin@demo.test"
    })
    void isForEverybodyTooWhereNoLinkLeads(String name, String path, String email) {
        try (BrowserContext context =
                email.isEmpty() ? visit(1280, ColorScheme.LIGHT) : signedIn(email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + path);
            Chromium.isForEverybodyInEachLook(page, name);
            complaints.removeIf(c -> c.contains("status of 404") || c.contains("status of 403"));
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    private static BrowserContext visit(int width, ColorScheme scheme) {
        return chromium().visitor(width, scheme);
    }

    private static BrowserContext signedIn(String email, int width, ColorScheme scheme) {
        BrowserContext context = visit(width, scheme);
        Chromium.signIn(context.newPage(), url, email, PASSWORD);
        return context;
    }

    private static Chromium chromium() {
        return Objects.requireNonNull(chromium);
    }
}
