package dev.outpatient;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Pictures of every page of the demo, for each role, and of the {@link Scenes} that no link leads to, wide and narrow,
 * light and dark, into {@code screenshots}. It is no test and runs only when asked for:
 * {@code ./mvnw -Pscreenshots test}, of some pages with {@code -Dscreenshots.only=day}, in Spanish with
 * {@code -Dscreenshots.language=es}.
 */
class Screenshots {

    private static final Path FOLDER = Path.of(System.getProperty("screenshots.folder", "screenshots"));
    private static final String ONLY = System.getProperty("screenshots.only", "");
    private static final String LANGUAGE = System.getProperty("screenshots.language", "en-US");

    /** A window in light or dark. */
    record Look(String name, int width, int height, ColorScheme scheme) {

        void open(Page page) {
            page.setViewportSize(width, height);
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        }

        void picture(Page page, String name) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(FOLDER.resolve(this.name).resolve(name + ".png"))
                    .setFullPage(true));
        }
    }

    static final List<Look> LOOKS = List.of(
            new Look("wide-light", 1280, 900, ColorScheme.LIGHT),
            new Look("wide-dark", 1280, 900, ColorScheme.DARK),
            new Look("narrow-light", 390, 844, ColorScheme.LIGHT),
            new Look("narrow-dark", 390, 844, ColorScheme.DARK));

    @Test
    void ofEveryPage() {
        try (ConfigurableApplicationContext program = new SpringApplicationBuilder(Outpatient.class)
                        .logStartupInfo(false)
                        .registerShutdownHook(false)
                        .run(
                                "--server.port=0",
                                "--outpatient.style-page=true",
                                "--outpatient.abuse-limits.enabled=false",
                                "--outpatient.data=" + Engine.newDirectory("screenshots"),
                                "--logging.file.name=target/test-logs/screenshots.json");
                Chromium chromium = Chromium.start()) {
            String url = "http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port");
            FilledClinic clinic = FilledClinic.of(program, url);
            SortedSet<String> patterns = EveryPage.patterns(program);
            SortedSet<String> missing = new TreeSet<>(patterns);
            missing.removeAll(EveryPage.NOT_TO_BE_HAD);
            for (String person : EveryPage.PEOPLE) {
                Map<String, String> pages = new LinkedHashMap<>(find(url, person, patterns));
                missing.removeAll(pages.keySet());
                pages.keySet().removeIf(pattern -> !name(pattern).contains(ONLY));
                take(chromium, url, person, pages);
            }
            Scenes.of(chromium, url, clinic, LANGUAGE).take(scene -> scene.contains(ONLY));
            System.out.println("Screenshots: no way leads to " + missing);
        }
    }

    private static Map<String, String> find(String url, String person, SortedSet<String> patterns) {
        try (PageClient client = new PageClient(url)) {
            if (!person.equals("visitor")) {
                client.submit(
                        "/sign-in", Map.of("email", person + "@demo.test", "password", FilledClinic.DEMO_PASSWORD));
            }
            return PageWalk.of(client, patterns);
        }
    }

    private static void take(Chromium chromium, String url, String person, Map<String, String> pages) {
        if (pages.isEmpty()) {
            return;
        }
        Browser.NewContextOptions english = new Browser.NewContextOptions().setLocale("en-US");
        try (BrowserContext context = person.equals("visitor")
                ? chromium.visit(english)
                : chromium.signedIn(url, person + "@demo.test", FilledClinic.DEMO_PASSWORD, english)) {
            Page page = context.newPage();
            page.setExtraHTTPHeaders(Map.of("Accept-Language", LANGUAGE));
            pages.forEach((pattern, address) -> LOOKS.forEach(look -> {
                look.open(page);
                page.navigate(url + address);
                page.waitForLoadState();
                look.picture(page, person + "-" + name(pattern));
            }));
        }
    }

    private static String name(String pattern) {
        String name =
                pattern.replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "home" : name;
    }
}
