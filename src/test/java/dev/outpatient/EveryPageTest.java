package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every page that a way leads to, as the first who sees it: for everybody, wide in light and narrow in dark, and not wider
 * than its window at 200 %, in a demo that {@link FilledClinic} has filled. What no way and no letter leads to has tests
 * of its own, as {@link EveryPage#NOT_TO_BE_HAD} says.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class EveryPageTest {

    private static final int AT_200_PERCENT = 640;

    @Test
    void isForEverybodyInEachLook() {
        try (MovedProgram program = MovedProgram.start(
                        List.of(),
                        new MovedProgram.MovedClock(),
                        MovedProgram.DEMO_DATA,
                        "--outpatient.style-page=true",
                        "--outpatient.abuse-limits.enabled=false");
                Chromium chromium = Chromium.start()) {
            Map<String, String> letters =
                    FilledClinic.of(program.context(), program.url()).letters();
            SortedSet<String> patterns = EveryPage.patterns(program.context());
            SortedSet<String> left = new TreeSet<>(patterns);
            left.removeAll(EveryPage.NOT_TO_BE_HAD);
            left.addAll(letters.keySet());
            List<String> wrong = new ArrayList<>();
            int pages = 0;
            for (String person : EveryPage.PEOPLE) {
                Map<String, String> found = find(program.url(), person, patterns);
                if (person.equals("visitor")) {
                    found.putAll(letters);
                }
                found.keySet().removeIf(pattern -> !left.remove(pattern));
                look(chromium, program.url(), person, found, wrong);
                pages += found.size();
            }
            System.out.printf(
                    "Every page: %d pages, wide in light, narrow in dark; no way of the demo leads to %s%n",
                    pages, left);
            assertThat(wrong).isEmpty();
            assertThat(pages).isGreaterThan(70);
        }
    }

    private static Map<String, String> find(String url, String person, SortedSet<String> patterns) {
        try (PageClient client = new PageClient(url)) {
            if (!person.equals("visitor")) {
                client.submit(
                        "/sign-in", Map.of("email", person + "@demo.test", "password", MovedProgram.DEMO_PASSWORD));
            }
            return new LinkedHashMap<>(PageWalk.of(client, patterns));
        }
    }

    /** All of them, so that one run tells what is wrong with all. */
    private static void look(
            Chromium chromium, String url, String person, Map<String, String> pages, List<String> wrong) {
        try (BrowserContext context = person.equals("visitor")
                ? chromium.visitor(1280, ColorScheme.LIGHT)
                : chromium.signedIn(
                        url,
                        person + "@demo.test",
                        MovedProgram.DEMO_PASSWORD,
                        new Browser.NewContextOptions().setLocale("en-US"))) {
            pages.forEach((pattern, address) -> {
                Page page = context.newPage();
                List<String> complaints = Chromium.complaints(page);
                page.navigate(url + address);
                try {
                    look(page, person + " " + pattern);
                    assertThat(complaints).as(person + " " + pattern).isEmpty();
                } catch (AssertionError e) {
                    wrong.add(String.valueOf(e.getMessage()));
                }
                page.close();
            });
        }
    }

    private static void look(Page page, String name) {
        page.setViewportSize(AT_200_PERCENT, 900);
        Chromium.fits(page, name + " at 200 %");
        Chromium.isForEverybodyInEachLook(page, name);
        // What a page may ask, as it lies over it. All have the question of who was idle; that of the week gets its
        // words later.
        String asks = "dialog[id]:not(#ask)" + (name.endsWith(" /account") ? "" : ":not(#idle)");
        for (Locator question : page.locator(asks).all()) {
            question.evaluate("question => question.showModal()");
            Chromium.isForEverybodyInEachLook(page, name + " " + question.getAttribute("id"));
            question.evaluate("question => question.close()");
        }
    }
}
