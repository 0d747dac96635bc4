package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.shared.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The navigation of each role is one row in each window, and all of it can be reached, in a real Chromium. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class HeaderPagesTest {

    /** Those of telephones, a tablet, and the laptop on which all of it is in the row. */
    private static final List<Integer> WIDTHS = List.of(320, 360, 390, 768, 1024, 1280);

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();

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
    void isOneRowInEachWindowAndLanguage() {
        String doctor = ClinicFixture.email("doctor");
        String patient = ClinicFixture.email("patient");
        // Something for an admin to review takes its room in the row, too.
        Engine.H2
                .bean(EmergencyAccesses.class)
                .open(
                        Actor.of(clinic.doctor(doctor, clinic.office(ClinicFixture.BOSTON))),
                        clinic.patient(),
                        "Unconscious, no relatives here");
        clinic.patient(patient);
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put(clinic.admin(), List.of("/admin", "/admin/patients", "/admin/reports"));
        pages.put(doctor, List.of("/day", "/feedback", "/doctors"));
        pages.put(patient, List.of("/", "/appointments", "/account"));
        pages.forEach((email, paths) -> {
            try (BrowserContext context = signedIn(email, true)) {
                Page page = context.newPage();
                for (String path : paths) {
                    for (String language : List.of("es", "en")) {
                        page.navigate(url + path + "?lang=" + language);
                        for (int width : WIDTHS) {
                            page.setViewportSize(width, 800);
                            String what = path + " " + language + " " + width;
                            Assertions.assertThat(box(page.locator(".site-nav")).height)
                                    .as(what)
                                    .isLessThan(50);
                            Chromium.fits(page, what);
                            seen(page, what)
                                    .forEach(entry -> Assertions.assertThat(box(entry).height)
                                            .as(what)
                                            .isBetween(43.9, 50.0));
                        }
                    }
                }
            }
        });
    }

    @Test
    void whatTheRowHasNoRoomForIsReachedByKeyboardAndSaysWhereOneIs() {
        try (BrowserContext context = signedIn(clinic.admin(), true)) {
            Page page = context.newPage();
            page.setViewportSize(390, 844);
            page.navigate(url + "/admin/reports");
            Locator more = page.locator(".site-more > summary");
            assertThat(more).containsText("Reports");
            assertThat(more).hasAttribute("aria-current", "true");
            Locator offices = page.locator(".site-more a", new Page.LocatorOptions().setHasText("Offices"));
            assertThat(offices).not().isVisible();
            more.focus();
            page.keyboard().press("Enter");
            assertThat(offices).isVisible();
            page.keyboard().press("Escape");
            assertThat(offices).not().isVisible();
            assertThat(more).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            page.locator("h1").click();
            assertThat(offices).not().isVisible();
            Chromium.isForEverybodyInEachLook(page, "header-more");

            page.setViewportSize(1280, 900);
            assertThat(more).not().isVisible();
            assertThat(page.locator(".nav-rest a[aria-current=page]")).hasText("Reports");
        }
    }

    @Test
    void worksWithoutScripts() {
        String email = ClinicFixture.email("doctor");
        clinic.doctor(email, clinic.office(ClinicFixture.BOSTON));
        try (BrowserContext context = signedIn(email, false)) {
            Page page = context.newPage();
            page.navigate(url + "/day");
            assertThat(page.locator(".site-nav > ul > li > a[aria-current=page]"))
                    .hasText("Today");
            Locator more = page.locator(".site-more > summary");
            assertThat(more).hasText("More");
            more.click();
            page.locator(".site-more a", new Page.LocatorOptions().setHasText("Feedback"))
                    .click();
            page.waitForURL(address -> address.endsWith("/feedback"));
            assertThat(more).containsText("Feedback");
        }
    }

    private static BrowserContext signedIn(String email, boolean scripts) {
        return Objects.requireNonNull(chromium)
                .signedIn(
                        Engine.H2.url(),
                        email,
                        new Browser.NewContextOptions()
                                .setViewportSize(390, 844)
                                .setJavaScriptEnabled(scripts)
                                .setLocale("en-US"));
    }

    /** What of the navigation is in the row. */
    private static List<Locator> seen(Page page, String what) {
        List<Locator> seen = page.locator(".site-nav > ul > li > a, .site-more > summary").all().stream()
                .filter(Locator::isVisible)
                .toList();
        Assertions.assertThat(seen).as(what).hasSizeGreaterThan(2);
        return seen;
    }

    private static BoundingBox box(Locator locator) {
        return Objects.requireNonNull(locator.boundingBox());
    }
}
