package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** A real browser for the tests of one class, which are skipped where there is none. */
final class Chromium implements AutoCloseable {

    /** Wide in light, and in dark as narrow as a page at 400 % or the smallest telephone. */
    static final List<Look> LOOKS = List.of(new Look(1280, ColorScheme.LIGHT), new Look(320, ColorScheme.DARK));

    /** A window of some width in light or dark. */
    record Look(int width, ColorScheme scheme) {}

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        this.playwright = Playwright.create();
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    static Chromium start() {
        Optional<Path> executable = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(executable.isPresent(), "Browser tests were skipped: no chromium on the PATH");
        return new Chromium(executable.get());
    }

    /** Somebody with a window of that width, not signed in. */
    BrowserContext visitor(int width, ColorScheme scheme) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width > 500 ? 900 : 844)
                .setColorScheme(scheme)
                .setLocale("en-US"));
    }

    /** Somebody with a window of that width, signed in. */
    BrowserContext signedIn(String url, String email, int width, ColorScheme scheme) {
        return signedIn(
                url,
                email,
                new Browser.NewContextOptions()
                        .setViewportSize(width, width > 500 ? 900 : 844)
                        .setColorScheme(scheme)
                        .setLocale("en-US"));
    }

    /** Somebody who has not signed in. */
    BrowserContext visit(Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    BrowserContext signedIn(String url, String email, Browser.NewContextOptions options) {
        return signedIn(url, email, ClinicFixture.PASSWORD, options);
    }

    BrowserContext signedIn(String url, String email, String password, Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        Page page = context.newPage();
        page.navigate(url + "/sign-in");
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(password);
        page.locator("main")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(address -> !address.contains("/sign-in"));
        page.close();
        return context;
    }

    /** What the browser itself finds wrong: errors of scripts, and what the content policy refused. */
    static List<String> complaints(Page page) {
        List<String> complaints = new ArrayList<>();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return complaints;
    }

    /** Asks for pictures of the pages in target/screenshots; they take their time. */
    private static final boolean PICTURES = Boolean.getBoolean("outpatient.screenshots");

    /** The page in each look, in the window that is open. */
    static void isForEverybodyInEachLook(Page page, String name) {
        for (Look look : LOOKS) {
            page.setViewportSize(look.width(), 900);
            // A colour on its way from light to dark has the contrast of neither.
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(look.scheme())
                    .setReducedMotion(ReducedMotion.REDUCE));
            isForEverybody(page, name + "-" + look.width());
        }
    }

    /** The page breaks no rule of WCAG 2.2 AA that can be checked by machine, and is not wider than its window. */
    static void isForEverybody(Page page, String name) {
        if (PICTURES) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screenshots", name + ".png"))
                    .setFullPage(true));
        }
        assertThat(page.locator("h1")).hasCount(1);
        Assertions.assertThat(page.content()).doesNotContain("??");
        int overflow = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
        Assertions.assertThat(overflow).as(name + " is wider than the window").isLessThanOrEqualTo(0);
        // Without frames there is nothing for which the checker would need a page of its own.
        var violations = new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        Assertions.assertThat(violations.stream()
                        .map(v -> v.getId() + ": " + v.getNodes().getFirst().getHtml()))
                .as(name)
                .isEmpty();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
