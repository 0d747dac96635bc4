package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What each role comes for most, in the demo's clinic: in English and Spanish, wide and narrow. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class JourneysTest {

    private static final String PASSWORD = "outpatient-demo";

    private static @Nullable ConfigurableApplicationContext program;
    private static @Nullable Chromium chromium;
    private static String url = "";
    private static final AtomicInteger journeys = new AtomicInteger();
    private static long spentNanos;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        program = new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--outpatient.data=" + Engine.newDirectory("journeys"),
                        "--logging.file.name=target/test-logs/journeys.json");
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
        System.out.printf(
                "%d journeys in %.1f s%n",
                journeys.get(), Duration.ofNanos(spentNanos).toMillis() / 1000.0);
    }

    /** Finds a doctor, signs in on the way without losing the time, books, and cancels, without a mouse. */
    @ParameterizedTest
    @CsvSource({"en-US, 1280", "en-US, 390", "es-MX, 1280", "es-MX, 390"})
    void aPatientBooksAndCancelsByKeyboardAlone(String language, int width) {
        walk(language, width, page -> {
            page.navigate(url);
            tabTo(page, "#q");
            page.keyboard().type("dermatology");
            page.keyboard().press("Enter");
            assertThat(page.locator(".doctor-card").first()).containsText("Dermatology");
            assertThat(page.locator("#found.htmx-request")).hasCount(0);
            tabTo(page, "a.slot:not(.slot-more)");
            page.keyboard().press("Enter");
            assertThat(page.locator("#email")).isVisible();
            tabTo(page, "#email");
            page.keyboard().type("patient@demo.test");
            tabTo(page, "#password");
            page.keyboard().type(PASSWORD);
            page.keyboard().press("Enter");
            assertThat(page.locator("#reason")).isVisible();
            tabTo(page, "#reason");
            page.keyboard().type("Una mancha en el brazo");
            tabTo(page, "main .form-actions button[type=submit]");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText(text(language, "booked.title"));
            assertThat(page.locator(".summary-more")).containsText("Una mancha en el brazo");
            tabTo(page, "a[data-open^='cancel-']");
            page.keyboard().press("Enter");
            assertThat(page.locator("dialog[open]")).isVisible();
            tabTo(page, "dialog[open] .btn-danger");
            page.keyboard().press("Enter");
            assertThat(page.getByText(text(language, "cancel.done"))).isVisible();
        });
    }

    /** Finds the record of somebody seen lately from the day sheet, and prescribes. */
    @ParameterizedTest
    @CsvSource({"en-US, 1280, Zincol", "en-US, 390, Ferrosan", "es-MX, 1280, Magnelit", "es-MX, 390, Calcivor"})
    void aDoctorGoesFromTheDayToARecordAndPrescribes(String language, int width, String medicine) {
        walk(language, width, page -> {
            Chromium.signIn(page, url, "doctor@demo.test", PASSWORD, text(language, "sign-in.do"));
            assertThat(page.locator("#day")).isVisible();
            Locator patients = page.locator(".day-sheet .day-name a");
            for (int days = 0; days < 7 && patients.count() == 0 || days == 0; days++) {
                page.locator("a[aria-label='" + text(language, "day.before") + "']")
                        .click();
                page.waitForURL(Pattern.compile(".*date=.*"));
            }
            String name = patients.first().textContent();
            patients.first().click();
            assertThat(page.locator("h1")).containsText(name);
            page.locator("a.head-action[href^='/prescriptions/new']").click();
            page.locator("input[name$='.name']").first().fill(medicine);
            page.locator("input[name$='.dosage']").first().fill("15 mg");
            page.locator("[name$='.instructions']").first().fill("Una vez al día");
            page.locator("main .form-actions button.btn-primary").click();
            assertThat(page.getByText(text(language, "prescribe.done")).first()).isVisible();
            assertThat(page.locator("main")).containsText(medicine);
        });
    }

    /** Finds the caller and a time, and books. */
    @ParameterizedTest
    @CsvSource({"en-US, 1280", "en-US, 390", "es-MX, 1280", "es-MX, 390"})
    void anAdminBooksForACaller(String language, int width) {
        new ClinicFixture(Objects.requireNonNull(program)).patient();
        walk(language, width, page -> {
            Chromium.signIn(page, url, "admin@demo.test", PASSWORD, text(language, "sign-in.do"));
            assertThat(page.locator("h1")).hasText(text(language, "dashboard.title"));
            assertThat(page.locator("#waits dl")).isVisible();
            assertThat(page).hasTitle(Pattern.compile(text(language, "dashboard.title") + ".*"));
            page.locator("main .page-title a[href='/admin/patients']").click();
            page.locator("#q").fill("Pat Patient");
            page.locator("a[href$='/book']").last().click();
            page.locator("#q").fill("cardiology");
            page.locator("#q").press("Enter");
            page.locator(".doctor-card a.slot:not(.slot-more)").first().click();
            page.locator("main .form-actions button[type=submit]").last().click();
            assertThat(page.locator("h1")).hasText(text(language, "booked.title.staff"));
            assertThat(page.getByText("Pat Patient").first()).isVisible();
        });
    }

    private static void walk(String language, int width, Consumer<Page> journey) {
        long begin = System.nanoTime();
        try (BrowserContext context = Objects.requireNonNull(chromium)
                .visit(new Browser.NewContextOptions()
                        .setViewportSize(width, width > 500 ? 900 : 844)
                        .setLocale(language))) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            journey.accept(page);
            assertThat(page.locator("html")).hasAttribute("lang", language.substring(0, 2));
            Assertions.assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .isLessThanOrEqualTo(0);
            Assertions.assertThat(complaints).isEmpty();
        }
        journeys.incrementAndGet();
        spentNanos += System.nanoTime() - begin;
    }

    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 80; i++) {
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("No way by the keyboard to " + selector);
    }

    private static String text(String language, String key) {
        Locale locale = language.startsWith("es") ? Locale.forLanguageTag("es") : Locale.ROOT;
        return ResourceBundle.getBundle(
                        "messages",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(key);
    }
}
