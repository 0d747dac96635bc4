package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
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
import org.jspecify.annotations.Nullable;

/** A real browser for tests, which are skipped where there is none. */
final class Chromium implements AutoCloseable {

    /** Wide in light, and in dark as narrow as a page at 400 % or the smallest telephone. */
    static final List<Look> LOOKS = List.of(new Look(1280, ColorScheme.LIGHT), new Look(320, ColorScheme.DARK));

    /** A window of some width in light or dark. */
    record Look(int width, ColorScheme scheme) {}

    /** What Playwright starts belongs to one thread. */
    private static final ThreadLocal<@Nullable Chromium> OF_THREAD = new ThreadLocal<>();

    private final Browser browser;

    private Chromium(Path executable) {
        // The first answer of a program that has just started takes a while.
        setDefaultAssertionTimeout(20_000);
        this.browser = Playwright.create()
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    /** The browser of the thread that asks; it is started once and ends with the JVM. */
    static Chromium start() {
        Chromium known = OF_THREAD.get();
        if (known == null) {
            Optional<Path> executable = executable();
            assumeTrue(executable.isPresent(), "Browser tests were skipped: no chromium on the PATH");
            known = new Chromium(executable.orElseThrow());
            OF_THREAD.set(known);
        }
        return known;
    }

    private static Optional<Path> executable() {
        String[] directories = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        // The shell first: it draws no window around its pages, which costs as much as the pages.
        return Stream.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Arrays.stream(directories).map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
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
        signIn(page, url, email, password);
        page.close();
        return context;
    }

    static void signIn(Page page, String url, String email, String password) {
        signIn(page, url, email, password, "Sign in");
    }

    /** @param button what it says, in the language of the page */
    static void signIn(Page page, String url, String email, String password, String button) {
        page.navigate(url + "/sign-in");
        page.locator("#email").fill(email);
        page.locator("#password").fill(password);
        page.locator("main")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
        try {
            page.waitForURL(address -> !address.contains("/sign-in"));
        } catch (TimeoutError e) {
            // What the page says instead tells more than that it took too long.
            throw new AssertionError(
                    "Still at " + page.url() + ": " + page.locator("main").innerText(), e);
        }
    }

    /** What the browser itself finds wrong: errors of scripts, and what the content policy refused. */
    static List<String> complaints(Page page) {
        List<String> complaints = new ArrayList<>();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains(ARROW_OF_BOOTSTRAP)) {
                complaints.add(message.text());
            }
        });
        return complaints;
    }

    /**
     * On a busy machine Chromium now and then looks at a page between its two style sheets, and asks for the arrow of a select
     * that the second one replaces. The security policy refuses it, as it should.
     */
    private static final String ARROW_OF_BOOTSTRAP = "stroke-width='2' d='m2 5 6 6 6-6'";

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

    /** A picture of the page as it is, when pictures are asked for. */
    static void picture(Page page, String name) {
        if (PICTURES) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screenshots", name + ".png"))
                    .setFullPage(true));
        }
    }

    /** The page breaks no rule of WCAG 2.2 AA that can be checked by machine, and is not wider than its window. */
    static void isForEverybody(Page page, String name) {
        picture(page, name);
        assertThat(page.locator("h1")).hasCount(1);
        Assertions.assertThat(page.content()).doesNotContain("??");
        fits(page, name);
        // What sticks to the foot of the window covers what is scrolled beneath it, at the end nothing.
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        // Of what is as it should be, nothing is written down.
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        // Without frames there is nothing for which the checker would need a page of its own.
        var violations = new AxeBuilder(page)
                .options(options)
                .setLegacyMode(true)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        Assertions.assertThat(violations.stream()
                        .map(v -> v.getId() + ": " + v.getNodes().getFirst().getHtml()))
                .as(name)
                .isEmpty();
    }

    /** Nothing of the page lies beside its window. */
    static void fits(Page page, String name) {
        int overflow = (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
        Assertions.assertThat(overflow).as(name + " is wider than the window").isLessThanOrEqualTo(0);
    }

    /** Closes the windows; the browser stays for the next class. */
    @Override
    public void close() {
        browser.contexts().forEach(BrowserContext::close);
    }
}
