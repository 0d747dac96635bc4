package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.outpatient.shared.Specialties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import org.assertj.core.api.Assertions;

/** Somebody on the way through the pages, and what the window shows. */
final class Walk {

    private final String url;
    private final Window window;
    private final Page page;

    Walk(String url, Window window, Page page) {
        this.url = url;
        this.window = window;
        this.page = page;
    }

    Page page() {
        return page;
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    /** Those at the selector that have the text somewhere in them. */
    Locator at(String selector, String text) {
        return page.locator(selector, new Page.LocatorOptions().setHasText(text));
    }

    /** A text of the pages in the language of the window. */
    String text(String key, Object... values) {
        return window.text(key, values);
    }

    void open(String path) {
        page.navigate(url + path);
    }

    void signIn(String email, String password) {
        Chromium.signIn(page, url, email, password, text("sign-in.do"));
    }

    /** Goes where the header leads, whatever the width. */
    void go(String path) {
        Locator inRow = at(".site-nav > ul > li > a[href='" + path + "']");
        if (inRow.isVisible()) {
            inRow.click();
        } else {
            at(".site-more > summary").click();
            at(".site-more a[href='" + path + "']").click();
        }
        page.waitForURL(url + path);
    }

    /** Goes to the next page of a list. */
    void nextPage() {
        Locator next = at("main a[rel=next]");
        String path = next.getAttribute("href");
        next.click();
        page.waitForURL(url + path);
    }

    /** Goes where the menu beside the name leads. */
    void goByMenu(String path) {
        at("details.account > summary").click();
        at(".account-menu a[href='" + path + "']").click();
        page.waitForURL(url + path);
    }

    /** The page is the one with this heading, and has begun to work. */
    void isOn(String key, Object... values) {
        assertThat(at("h1")).hasText(text(key, values));
        page.waitForLoadState();
    }

    /** The page of the booking has the time held; it asks for that by itself. */
    void isHeld() {
        assertThat(at("#hold time")).isVisible();
    }

    /** The page says so somewhere. */
    void isTold(String key, Object... values) {
        assertThat(page.getByText(text(key, values)).first()).isVisible();
    }

    /** What the pages call a specialty. */
    String specialty(String kept) {
        return Specialties.name(kept, Locale.forLanguageTag(window.language()));
    }

    /** Searches by the word in the field, until only doctors of that specialty are left. */
    void search(String word, String specialty) {
        at("#q").fill(word);
        // What was there before may be of that specialty too.
        page.waitForResponse(answer -> answer.url().contains("q="), () -> at("#q").press("Enter"));
        assertThat(at("#found.htmx-request")).hasCount(0);
        hasFound(specialty);
    }

    void hasFound(String specialty) {
        Locator cards = at(".doctor-list .doctor-card");
        assertThat(cards.filter(new Locator.FilterOptions().setHasNotText(specialty(specialty))))
                .hasCount(0);
        assertThat(cards.first()).isVisible();
    }

    // ---- By keyboard alone ----

    void press(String key) {
        page.keyboard().press(key);
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    /** Presses the tab key until what is looked for has the focus. */
    void tabTo(String selector) {
        moveTo(selector, "Tab", 80);
    }

    /** Presses a key until what is looked for has the focus. */
    void moveTo(String selector, String key, int times) {
        page.waitForLoadState();
        for (int i = 0; i < times; i++) {
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
            press(key);
        }
        throw new AssertionError("No way by " + key + " to " + selector);
    }

    /** Goes there by the tab key and presses it. */
    void enter(String selector) {
        tabTo(selector);
        press("Enter");
    }

    // ---- Files and letters ----

    /** The text of the file behind a link. */
    String download(String selector) {
        Download file = page.waitForDownload(() -> at(selector).first().click());
        try {
            return Files.readString(file.path());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What a link leads to is a PDF; the browser of the tests would not show it. */
    void leadsToPdf(Locator link) {
        assertThat(link).isVisible();
        APIResponse file = page.request().get(url + link.getAttribute("href"));
        Assertions.assertThat(file.status()).isEqualTo(200);
        Assertions.assertThat(new String(file.body(), 0, 5, StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
    }

    /** Follows the link of the newest letter to somebody. */
    void openLetterTo(String email) {
        open("/inbox");
        Locator link = at(".letter", email).first().locator("a.btn").first();
        reloadUntil(link);
        link.click();
    }

    /** For what is on its way for a moment, when the page does not follow by itself. */
    void reloadUntil(Locator there) {
        for (int i = 0; i < 100 && there.count() == 0; i++) {
            page.reload();
        }
        assertThat(there).isVisible();
    }
}
