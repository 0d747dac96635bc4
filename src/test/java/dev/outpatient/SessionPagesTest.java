package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.outpatient.accounts.AccountChanges;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.support.TransactionTemplate;

/** Where one is signed in, the warning before one is signed out, and what becomes of a form then, in a real Chromium. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class SessionPagesTest {

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();
    private final String email = ClinicFixture.email("doctor");
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final DoctorId doctor = clinic.doctor(email, office);

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
    void theListIsForEverybodyAndEndsSessions() {
        for (Chromium.Look look : Chromium.LOOKS) {
            endSessions();
            try (BrowserContext here = signedIn(look.width(), look.scheme());
                    BrowserContext phone = onPhone()) {
                Page page = here.newPage();
                List<String> complaints = Chromium.complaints(page);
                page.navigate(url + "/account/sessions");
                assertThat(page.locator(".session-list li")).hasCount(2);
                assertThat(page.locator(".session-list li").first()).containsText("This browser");
                assertThat(page.locator(".session-list li").nth(1)).containsText("Safari on iPhone");
                assertThat(page.locator("main a.back-link")).hasAttribute("href", "/account");
                assertThat(page.locator("main a[href='/account/password']")).isVisible();
                Chromium.isForEverybody(page, "sessions-" + look.width());
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out Safari on iPhone"))
                        .click();
                assertThat(page.locator("#toasts")).containsText("That browser is signed out.");
                assertThat(page.locator(".session-list li")).hasCount(1);
                Page other = phone.newPage();
                other.navigate(url + "/hours");
                assertThat(other).hasURL(url + "/sign-in?ended&continue=%2Fhours");
                assertThat(other.getByRole(AriaRole.STATUS).first()).containsText("You were signed out");
                Chromium.isForEverybody(other, "signed-out-" + look.width());
                Assertions.assertThat(complaints).isEmpty();
                page.navigate(url + "/?lang=es");
                page.navigate(url + "/account/sessions");
                assertThat(page.locator("h1")).hasText("Dónde tiene la sesión abierta");
                Chromium.isForEverybody(page, "sessions-es-" + look.width());
            }
        }
    }

    @Test
    void aWarningComesBeforeTheEndAndCanBeAnswered() {
        try (BrowserContext context = signedIn(1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.clock().install();
            page.navigate(url + "/hours");
            List<String> complaints = Chromium.complaints(page);
            Locator warning = page.getByRole(AriaRole.ALERTDIALOG);
            page.clock().runFor("12:00");
            assertThat(warning).isHidden();
            page.clock().runFor("00:40");
            assertThat(warning).isVisible();
            assertThat(warning).containsText("Are you still there?");
            Locator stay = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stay signed in"));
            assertThat(stay).isFocused();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(java.nio.file.Path.of("target", "screenshots", "idle-1280.png")));
            page.setViewportSize(390, 844);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(java.nio.file.Path.of("target", "screenshots", "idle-390.png")));
            stay.click();
            assertThat(warning).isHidden();
            page.clock().runFor("12:00");
            assertThat(warning).isHidden();
            page.clock().runFor("00:40");
            assertThat(warning).isVisible();
            page.keyboard().press("Escape");
            assertThat(warning).isHidden();
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    @Test
    void whatWasTypedIsThereAgainAfterTheEnd() {
        try (BrowserContext context = signedIn(1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.clock().install();
            page.navigate(url + "/week/time-off/new?start=2027-03-01T09:00&end=2027-03-01T12:00");
            typeReason(page);
            page.clock().runFor("15:00");
            page.waitForURL(address -> address.contains("/sign-in?ended"));
            signInAgain(page, email);
            assertThat(page.locator("#toasts")).containsText("What you typed is back");
            assertThat(reason(page)).hasValue("Conference in Lyon");
            page.reload();
            assertThat(reason(page)).hasValue("");
        }
    }

    /** The server ended the session first: the form finds out when it is sent. */
    @Test
    void aFormThatIsSentTooLateIsThereAgain() {
        try (BrowserContext context = signedIn(1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/week/time-off/new?start=2027-03-01T09:00&end=2027-03-01T12:00");
            typeReason(page);
            endSessions();
            page.locator("main form[method=post] button[type=submit]").last().click();
            page.waitForURL(address -> address.contains("/sign-in?ended"));
            signInAgain(page, email);
            assertThat(reason(page)).hasValue("Conference in Lyon");
        }
    }

    /** Somebody else who signs in at the same computer finds nothing of it. */
    @Test
    void whatWasTypedIsForNobodyElse() {
        String other = ClinicFixture.email("doctor");
        clinic.doctor(other, office);
        try (BrowserContext context = signedIn(1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.clock().install();
            page.navigate(url + "/week/time-off/new?start=2027-03-01T09:00&end=2027-03-01T12:00");
            typeReason(page);
            page.clock().runFor("15:00");
            page.waitForURL(address -> address.contains("/sign-in?ended"));
            signInAgain(page, other);
            assertThat(reason(page)).hasValue("");
            Assertions.assertThat(page.evaluate("sessionStorage.getItem('outpatient.typed')"))
                    .isNull();
        }
    }

    /** Who looks something up in the middle of it and goes back; who opens the page anew finds it as it is. */
    @Test
    void whatWasTypedIsThereAgainAfterGoingBack() {
        try (BrowserContext context = signedIn(1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            String form = url + "/week/time-off/new?start=2027-03-01T09:00&end=2027-03-01T12:00";
            page.navigate(form);
            typeReason(page);
            page.locator("header").getByText("Feedback").first().click();
            page.waitForURL(url + "/feedback");
            page.goBack();
            assertThat(reason(page)).hasValue("Conference in Lyon");
            assertThat(page.locator("#toasts")).containsText("What you typed is back");
            page.locator("header").getByText("Feedback").first().click();
            page.waitForURL(url + "/feedback");
            page.navigate(form);
            assertThat(reason(page)).hasValue("");
        }
    }

    /** Another tab of the same browser has another account meanwhile: nothing is done, and the way on is named. */
    @Test
    void aFormOfAnotherSessionSaysSo() {
        String other = ClinicFixture.email("doctor");
        clinic.doctor(other, office);
        try (BrowserContext context = signedIn(1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/week/time-off/new?start=2027-03-01T09:00&end=2027-03-01T12:00");
            typeReason(page);
            context.clearCookies();
            Page tab = context.newPage();
            tab.navigate(url + "/sign-in");
            signInAgain(tab, other);
            page.locator("main form[method=post] button[type=submit]").last().click();
            assertThat(page.locator("h1")).hasText("This page is out of date");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the page again"))
                    .click();
            page.waitForURL("**/week/time-off/new?start=**");
            assertThat(reason(page)).hasValue("");
        }
    }

    /** What a form was answered with can't be had again from the server, so going back leads to the form. */
    @Test
    void aPageThatAnswersAFormIsNoDeadEndOfGoingBack() {
        try (BrowserContext context = signedIn(1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            page.navigate(url + "/week/time-off/new?start=2027-03-01T09:00&end=2027-03-01T12:00");
            typeReason(page);
            page.locator("[name=endsAt]").fill("2027-03-01T08:00");
            page.locator("main form[method=post] button[type=submit]").last().click();
            assertThat(page.locator(".error-summary")).isVisible();
            assertThat(page).hasURL(Pattern.compile(".*/week/time-off/new\\?start=.*"));
            page.locator("header").getByText("Feedback").first().click();
            page.waitForURL(url + "/feedback");
            page.goBack();
            assertThat(reason(page)).hasValue("Conference in Lyon");
            assertThat(page.locator("[name=endsAt]")).hasValue("2027-03-01T08:00");
            page.reload();
            assertThat(page.locator("h1")).isVisible();
        }
    }

    private void endSessions() {
        Engine.H2
                .bean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> Engine.H2.bean(AccountChanges.class).secretChanged(Actor.of(doctor)));
    }

    private static void typeReason(Page page) {
        reason(page).fill("Conference in Lyon");
    }

    private static Locator reason(Page page) {
        return page.locator("main [name=reason]");
    }

    private static void signInAgain(Page page, String who) {
        page.getByLabel("E-mail").fill(who);
        page.getByLabel("Password").fill(ClinicFixture.PASSWORD);
        page.locator("main")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(address -> !address.contains("/sign-in"));
    }

    private BrowserContext signedIn(int width, ColorScheme scheme) {
        return Objects.requireNonNull(chromium).signedIn(url, email, width, scheme);
    }

    private BrowserContext onPhone() {
        return Objects.requireNonNull(chromium)
                .signedIn(
                        url,
                        email,
                        new Browser.NewContextOptions()
                                .setViewportSize(390, 844)
                                .setLocale("en-US")
                                .setUserAgent("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X)"
                                        + " AppleWebKit/605.1.15 Version/18.6 Mobile/15E148 Safari/604.1"));
    }
}
