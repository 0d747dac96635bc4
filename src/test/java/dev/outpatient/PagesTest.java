package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The pages in a real Chromium, on demo data. {@link Chromium} says how to get pictures. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PagesTest {

    private static final String PASSWORD = "outpatient-demo";

    private static @Nullable ConfigurableApplicationContext program;
    private static @Nullable Playwright playwright;
    private static @Nullable Browser browser;
    private static String url = "";

    @BeforeAll
    static void start() {
        Optional<Path> chromium = chromium();
        if (chromium.isEmpty()) {
            System.err.println("Browser tests SKIPPED: there is no chromium or google-chrome on the PATH.");
        }
        assumeTrue(chromium.isPresent(), "Browser tests were skipped: no chromium on the PATH");
        program = new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--outpatient.style-page=true",
                        "--outpatient.data=" + Engine.newDirectory("pages"),
                        "--logging.file.name=target/test-logs/pages.json");
        url = "http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port");
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.get())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
        if (program != null) {
            program.close();
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
            List<String> complaints = complaints(page);
            page.navigate(url);
            page.getByLabel("Specialty or name").fill("osei");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                    .click();
            Locator osei = page.locator(".doctor-card", new Page.LocatorOptions().setHasText("Ama Osei"));
            assertThat(osei).hasCount(1);
            assertThat(page.locator(".doctor-card")).hasCount(1);
            Locator slot = osei.locator("a.slot:not(.slot-more)").first();
            String href = slot.getAttribute("href");
            slot.click();

            page.getByLabel("E-mail").fill("patient@demo.test");
            page.getByLabel("Password").fill(PASSWORD);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                    .click();
            page.locator("#reason").fill("Palpitations since Sunday");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Book with"))
                    .click();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("Your appointment is booked");
            String booked = page.url().substring(url.length());

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
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    @Test
    void everythingWorksWithoutScripts() {
        try (BrowserContext patient = browser()
                .newContext(new Browser.NewContextOptions()
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
        try (BrowserContext visitor = browser().newContext(new Browser.NewContextOptions().setLocale("es-MX"))) {
            Page page = visitor.newPage();
            page.navigate(url);
            assertThat(page.locator("html")).hasAttribute("lang", "es");
            Assertions.assertThat(page.content()).doesNotContain("??");
            page.navigate(url + "/?lang=en");
            assertThat(page.locator("html")).hasAttribute("lang", "en");
        }
    }

    /** No page breaks a rule of WCAG 2.2 AA that can be checked by machine, or is wider than the phone, or complains. */
    @ParameterizedTest
    @CsvSource({
        "home, /, ''",
        "search, /?q=cardiology, ''",
        "search-none, /?q=astrology, ''",
        "doctors, /doctors, ''",
        "doctor, /doctors/1, ''",
        "offices, /offices, ''",
        "sign-in, /sign-in, ''",
        "sign-in-refused, /sign-in?error, ''",
        "register, /register, ''",
        "style, /style, ''",
        "not-found, /nothing-here, ''",
        "appointments, /appointments, patient@demo.test",
        "patient-home, /, patient@demo.test",
        "forbidden, /day, patient@demo.test",
        "day, /day, doctor@demo.test",
        "admin-appointments, /admin/appointments, admin@demo.test"
    })
    void everyPageIsForEverybody(String name, String path, String email) {
        try (BrowserContext context =
                email.isEmpty() ? visit(1280, ColorScheme.LIGHT) : signedIn(email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = complaints(page);
            page.navigate(url + path);
            Chromium.isForEverybodyInEachLook(page, name);
            complaints.removeIf(c -> c.contains("status of 404") || c.contains("status of 403"));
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    private static BrowserContext visit(int width, ColorScheme scheme) {
        return browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, width > 500 ? 900 : 844)
                        .setColorScheme(scheme)
                        .setLocale("en-US"));
    }

    private static BrowserContext signedIn(String email, int width, ColorScheme scheme) {
        BrowserContext context = visit(width, scheme);
        Page page = context.newPage();
        page.navigate(url + "/sign-in");
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(PASSWORD);
        page.locator("main")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(address -> !address.contains("/sign-in"));
        return context;
    }

    /** What the browser itself finds wrong: errors of scripts, and what the content policy refused. */
    private static List<String> complaints(Page page) {
        List<String> complaints = new ArrayList<>();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return complaints;
    }

    private static Browser browser() {
        return Objects.requireNonNull(browser);
    }

    private static Optional<Path> chromium() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
