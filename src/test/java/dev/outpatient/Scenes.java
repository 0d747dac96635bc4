package dev.outpatient;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What no link leads to: errors of forms, what letters open, what is half done, what is opened or printed. Each is played
 * once, and then seen in every look. It presses nothing by its words, so that it can be played in any language.
 */
final class Scenes {

    /** So long a scene is waited for; one that does not come is said and left out. */
    private static final int PATIENCE = 5_000;

    private static final String VISITOR = "visitor";
    private static final String PATIENT = "patient@demo.test";
    private static final String DOCTOR = "doctor@demo.test";
    private static final String ADMIN = "admin@demo.test";

    private static final Consumer<Page> LOOK = page -> {};
    private static final Consumer<Page> SEND = press("main .form-actions [type=submit]:visible");
    /** Finds somebody to book for. */
    private static final Consumer<Page> FIND = fill("#patient", "br")
            .andThen(page -> page.locator("#patients label").first().waitFor());

    private static final Consumer<Page> PRINT =
            page -> page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

    /** @param who by e-mail, or a visitor */
    private record Scene(String name, String who, String address, Consumer<Page> play) {}

    private final Chromium chromium;
    private final String url;
    private final FilledClinic clinic;
    private final String language;
    private final List<Scene> scenes = new ArrayList<>();
    private final Map<String, BrowserContext> browsers = new HashMap<>();

    private Scenes(Chromium chromium, String url, FilledClinic clinic, String language) {
        this.chromium = chromium;
        this.url = url;
        this.clinic = clinic;
        this.language = language;
    }

    static Scenes of(Chromium chromium, String url, FilledClinic clinic, String language) {
        Scenes scenes = new Scenes(chromium, url, clinic, language);
        scenes.visitor();
        scenes.letters();
        scenes.signIn();
        scenes.patient();
        scenes.doctor();
        scenes.admin();
        // With an import that runs, no other page of imports shows its form.
        scenes.add("admin-imports-none-running", ADMIN, "/admin/imports", page -> {
            clinic.endRunningImport();
            page.reload();
        });
        // The last ones, as they break what others need.
        scenes.add(
                "visitor-error-500",
                VISITOR,
                "/",
                page -> clinic.withoutOffices(() -> page.navigate(url + "/offices")));
        return scenes;
    }

    /** Takes those whose names are wanted. */
    void take(Predicate<String> wanted) {
        try {
            scenes.stream().filter(scene -> wanted.test(scene.name())).forEach(this::take);
        } finally {
            browsers.values().forEach(BrowserContext::close);
        }
    }

    private void take(Scene scene) {
        try (Page page = browsers.computeIfAbsent(scene.who(), this::browser).newPage()) {
            page.setDefaultTimeout(PATIENCE);
            page.setExtraHTTPHeaders(Map.of("Accept-Language", language));
            Screenshots.LOOKS.getFirst().open(page);
            page.navigate(url + scene.address());
            scene.play().accept(page);
            page.waitForLoadState();
            Screenshots.LOOKS.forEach(look -> {
                look.open(page);
                look.picture(page, scene.name());
            });
        } catch (PlaywrightException e) {
            System.out.println("Screenshots: " + scene.name() + " did not come: " + e.getMessage());
        }
    }

    private BrowserContext browser(String who) {
        Browser.NewContextOptions english = new Browser.NewContextOptions().setLocale("en-US");
        if (!who.contains("@")) {
            return chromium.visit(english);
        }
        boolean fixture = who.equals(FilledClinic.NEW_PATIENT);
        return chromium.signedIn(url, who, fixture ? ClinicFixture.PASSWORD : FilledClinic.DEMO_PASSWORD, english);
    }

    private void visitor() {
        add("visitor-search", VISITOR, "/?q=cardiology", LOOK);
        add("visitor-search-none", VISITOR, "/?q=astrology", LOOK);
        add("visitor-offices-none", VISITOR, "/offices?q=nowhere", LOOK);
        add("visitor-not-found", VISITOR, "/nothing-here", LOOK);
        add(
                "visitor-register-wrong",
                VISITOR,
                "/register",
                fill("#name", "Noor").andThen(fill("#email", "noor at")).andThen(SEND));
        add(
                "visitor-register-booking",
                VISITOR,
                "/",
                press("a.slot[href]").andThen(press("main a[href*='/register']")));
        add("visitor-sign-in-refused", VISITOR, "/sign-in", password("nobody@demo.test", "not the password"));
        add("visitor-book-taken", VISITOR, clinic.takenTime(), LOOK);
        add("visitor-session-over", VISITOR, "/sign-in?again", LOOK);
        add("visitor-doctors-none", VISITOR, "/doctors?q=nobody", LOOK);
    }

    private void letters() {
        clinic.letters()
                .forEach((pattern, address) -> add("letter" + pattern.replace('/', '-'), "letters", address, LOOK));
        add("letter-inbox", "letters", "/inbox", LOOK);
        add("letter-used", "letters", "/reset?token=x", LOOK);
    }

    /** Each in a browser of its own, as a sign-in is half done in all of it. */
    private void signIn() {
        Consumer<Page> code = password(FilledClinic.CODE_PATIENT, ClinicFixture.PASSWORD);
        add("sign-in-code", "code", "/sign-in", code);
        add(
                "sign-in-code-wrong",
                "wrong code",
                "/sign-in",
                code.andThen(fill("#code", "000000")).andThen(press("form:has(#code) [type=submit]")));
        add("sign-in-role", "role", "/sign-in", password(FilledClinic.OF_TWO_ROLES, ClinicFixture.PASSWORD));
    }

    private void patient() {
        add("patient-appointments-empty", FilledClinic.NEW_PATIENT, "/appointments", LOOK);
        add("patient-prescriptions-empty", FilledClinic.NEW_PATIENT, "/prescriptions", LOOK);
        add("patient-account-menu", PATIENT, "/appointments", press(".account > summary"));
        add("patient-cancel-dialog", PATIENT, "/appointments", press("[data-open=cancel]"));
        add("patient-book", PATIENT, "/", press("#found a.slot:not(.slot-more)"));
        add("patient-book-taken", PATIENT, clinic.takenTime(), LOOK);
        add("patient-family-wrong", PATIENT, "/family", press("form.family-form [type=submit]"));
        add("patient-forbidden", PATIENT, "/day", LOOK);
        add(
                "patient-prescription-refill",
                PATIENT,
                "/prescriptions",
                press("main table tr:nth-child(2) a[href^='/prescriptions/']")
                        .andThen(press(".form-actions .confirm summary")));
        add(
                "patient-prescription-print",
                PATIENT,
                "/prescriptions",
                prescription().andThen(PRINT));
    }

    private void doctor() {
        add("doctor-account-menu", DOCTOR, "/day", press(".account > summary"));
        add("doctor-day-keys", DOCTOR, "/day", press(".keys-button"));
        add("doctor-day-selected", DOCTOR, "/day", page -> page.keyboard().press("ArrowDown"));
        add("doctor-day-menu", DOCTOR, "/day", press(".day-row details.menu > summary"));
        add(
                "doctor-day-dialog",
                DOCTOR,
                "/day",
                page -> page.locator(".day-row [data-open]").first().evaluate("link => link.click()"));
        add("doctor-day-found", DOCTOR, "/day/patients?patient=a", LOOK);
        add("doctor-day-found-none", DOCTOR, "/day/patients?patient=zzzz", LOOK);
        add("doctor-day-print", DOCTOR, "/day", PRINT);
        add("doctor-prescriptions-print", DOCTOR, "/prescriptions", PRINT);
        add("doctor-record-print", DOCTOR, "/day", press(".day-name a").andThen(PRINT));
        add("doctor-week-dialog", DOCTOR, "/week", press(".fc-event"));
        add(
                "doctor-emergency-none",
                DOCTOR,
                "/emergency",
                fill("#name", "Nobody Known")
                        .andThen(fill("[type=date]", "1980-01-01"))
                        .andThen(fill("textarea", "Unconscious in the waiting room"))
                        .andThen(SEND));
        add(
                "doctor-prescribe-wrong",
                DOCTOR,
                "/day",
                press("[data-step=prescribe]").andThen(SEND));
        add(
                "doctor-prescription-refill",
                DOCTOR,
                "/prescriptions",
                prescription().andThen(press(".refill-answer summary")));
        add(
                "doctor-prescription-print",
                DOCTOR,
                "/prescriptions",
                prescription().andThen(PRINT));
        add(
                "doctor-book-patients",
                DOCTOR,
                "/day",
                press("[data-today]")
                        .andThen(press(".day-tools a:last-of-type"))
                        .andThen(press("[data-step=book]"))
                        .andThen(FIND));
        add("doctor-day-undo", DOCTOR, "/day", press("#day .day-row-now [data-step=arrive], #day [data-step=arrive]"));
    }

    private void admin() {
        add("admin-account-menu", ADMIN, "/admin", press(".account > summary"));
        add("admin-import-ended", ADMIN, clinic.endedImport(), LOOK);
        add("admin-import-rejected", ADMIN, clinic.endedImport() + "/rejected", LOOK);
        add("admin-import-running", ADMIN, clinic.runningImport(), LOOK);
        add("admin-patients-found", ADMIN, "/admin/patients?q=brooks", LOOK);
        add("admin-patients-none", ADMIN, "/admin/patients?q=zzzz", LOOK);
        add("admin-emergencies-reviewed", ADMIN, "/admin/emergencies?state=reviewed", LOOK);
        String records = clinic.several("emergency_access", "WHERE reviewed_at IS NULL");
        add("admin-review-many", ADMIN, "/admin/emergencies/review" + records, LOOK);
        add("admin-close-many", ADMIN, "/admin/offices/close" + clinic.several("office", ""), LOOK);
        add("admin-close-many-wrong", ADMIN, "/admin/offices/close" + clinic.several("office", ""), SEND);
        add("admin-cancel-dialog", ADMIN, "/admin/appointments", press("[data-open=cancel]"));
        add("style-no-show-dialog", ADMIN, "/style", press("[data-open=no-show].btn"));
        add(
                "admin-cancel-many",
                ADMIN,
                "/appointments/cancel"
                        + clinic.several("appointment", "WHERE status = 'scheduled' AND starts_at > CURRENT_TIMESTAMP"),
                LOOK);
        add("admin-invite-many", ADMIN, "/admin/staff/invite" + clinic.invited(), LOOK);
        add("admin-staff-wrong", ADMIN, "/admin/staff/new", SEND);
        add(
                "admin-book-patients",
                ADMIN,
                "/admin/day",
                press(".day-tools a:last-of-type")
                        .andThen(press(".office-free"))
                        .andThen(FIND));
        add("admin-reports-print", ADMIN, "/admin/reports", PRINT);
        add("admin-day-print", ADMIN, "/admin/reports/day", PRINT);
    }

    private void add(String name, String who, String address, Consumer<Page> play) {
        scenes.add(new Scene(name, who, address, play));
    }

    private static Consumer<Page> press(String selector) {
        return page -> page.locator(selector).first().click();
    }

    private static Consumer<Page> fill(String selector, String text) {
        return page -> page.locator("main").locator(selector).first().fill(text);
    }

    private static Consumer<Page> password(String email, String password) {
        return fill("#email", email)
                .andThen(fill("#password", password))
                .andThen(press("form:has(#password) [type=submit]"));
    }

    private static Consumer<Page> prescription() {
        return press("main table a[href^='/prescriptions/']");
    }
}
