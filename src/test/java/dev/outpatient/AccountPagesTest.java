package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The pages of accounts in a real Chromium, with the inbox of the demo in place of mail. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class AccountPagesTest {

    private static final String PASSWORD = "outpatient-demo";
    private static final String NEW_PASSWORD = "copper lantern river nine";

    private static @Nullable ConfigurableApplicationContext program;
    private static @Nullable Chromium chromium;
    private static String url = "";

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        program = new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--outpatient.abuse-limits.enabled=false",
                        "--outpatient.demo-confirms-registrations=true",
                        "--outpatient.data=" + Engine.newDirectory("account-pages"),
                        "--logging.file.name=target/test-logs/account-pages.json");
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
    }

    @Test
    void aVisitorRegistersOnTheWayToATimeAndComesBackToIt() {
        try (BrowserContext visitor = visit("en-US", 1280)) {
            Page page = visitor.newPage();
            List<String> complaints = Chromium.complaints(page);
            page.navigate(url + "/?q=cardiology");
            page.locator("a.slot:not(.slot-more)").last().click();
            page.locator("main")
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Register"))
                    .click();
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Noor Haddad");
            page.getByLabel("E-mail").fill("noor.pages@example.org");
            page.getByLabel("Date of birth").fill("1991-04-12");
            Locator password = page.getByLabel("Password");
            password.fill("password1");
            assertThat(page.locator(".password-word")).hasText("Very weak");
            press(page, "Register");
            assertThat(page.locator("#password-error")).containsText("Many people use this one");
            assertThat(page.getByLabel("Password")).hasAttribute("aria-invalid", "true");
            assertThat(page.getByLabel("E-mail")).hasValue("noor.pages@example.org");
            page.getByLabel("Password").pressSequentially(NEW_PASSWORD);
            assertThat(page.locator(".password-word")).hasText("Strong");
            Chromium.isForEverybody(page, "register-meter-1280");
            press(page, "Show");
            assertThat(page.getByLabel("Password")).hasAttribute("type", "text");
            press(page, "Hide");
            assertThat(page.getByLabel("Password")).hasAttribute("type", "password");
            press(page, "Register");
            assertThat(page.locator("h1")).containsText("check your e-mail");
            Chromium.isForEverybody(page, "register-sent-1280");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the demo inbox"))
                    .click();
            Chromium.isForEverybody(page, "inbox-1280");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Confirm the registration"))
                    .first()
                    .click();
            Chromium.isForEverybody(page, "register-confirm-1280");
            page.getByLabel("Password").fill(NEW_PASSWORD);
            press(page, "Confirm and go on");
            press(page, "Book with");
            assertThat(page.locator("h1")).hasText("Your appointment is booked");
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    @Test
    void aForgottenPasswordInSpanishOnAPhoneWithoutScripts() {
        try (BrowserContext visitor = chromium()
                .visit(new Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setViewportSize(390, 844)
                        .setLocale("es-MX"))) {
            Page page = visitor.newPage();
            page.navigate(url + "/register");
            page.getByLabel("Nombre", new Page.GetByLabelOptions().setExact(true))
                    .fill("Lucía Vega");
            page.getByLabel("Correo").fill("lucia.pages@example.org");
            page.getByLabel("Fecha de nacimiento").fill("1991-04-12");
            page.getByLabel("Contraseña").fill("cobre linterna uno");
            press(page, "Registrarme");
            page.navigate(url + "/inbox");
            letterTo(page, "lucia.pages@example.org", "Confirmar el registro").click();
            page.getByLabel("Contraseña").fill("cobre linterna uno");
            press(page, "Confirmar y seguir");
            page.context().clearCookies();

            page.navigate(url + "/sign-in");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("¿Olvidó su contraseña?"))
                    .click();
            page.getByLabel("Correo").fill("lucia.pages@example.org");
            press(page, "Enviar el enlace");
            assertThat(page.locator("h1")).hasText("Revise su correo");
            Locator link = letterTo(page, "lucia.pages@example.org", "Contraseña nueva para");
            for (int i = 0; i < 100 && link.count() == 0; i++) {
                page.navigate(url + "/inbox");
            }
            link.click();
            assertThat(page.locator("h1")).hasText("Elija otra contraseña");
            page.getByLabel("Contraseña nueva").fill("otra linterna de cobre");
            press(page, "Guardar la contraseña");
            assertThat(page.getByText("La contraseña ha cambiado.")).isVisible();
            page.getByLabel("Correo").fill("lucia.pages@example.org");
            page.getByLabel("Contraseña").fill("otra linterna de cobre");
            press(page, "Iniciar sesión");
            assertThat(page.locator(".account-name")).hasText("Lucía Vega");
        }
    }

    @Test
    void anAdminInvitesADoctor() {
        try (BrowserContext admin = signedIn("admin@demo.test", 1280, ColorScheme.LIGHT);
                BrowserContext invited = visit("en-US", 390)) {
            Page page = admin.newPage();
            page.navigate(url + "/admin/staff");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Invite someone"))
                    .click();
            Chromium.isForEverybody(page, "staff-new-1280");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Dana Ortiz");
            page.getByLabel("E-mail").fill("dana.pages@example.org");
            page.getByLabel("Specialty").fill("Neurology");
            press(page, "Invite");
            assertThat(page.getByText("An invitation is on its way to dana.pages@example.org."))
                    .isVisible();
            // What is missing before patients find the doctor comes next.
            assertThat(page.locator("h1")).hasText("Dana Ortiz");
            assertThat(page.locator("#offices")).isVisible();
            page.navigate(url + "/admin/staff");
            assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText("Dana Ortiz")))
                    .containsText("Not active yet");
            Chromium.isForEverybody(page, "staff-1280");

            Page mail = invited.newPage();
            mail.navigate(url + "/inbox");
            letterTo(mail, "dana.pages@example.org", "Choose a password").click();
            Chromium.isForEverybody(mail, "invited-390");
            mail.getByLabel("New password").fill(NEW_PASSWORD);
            press(mail, "Start using the account");
            assertThat(mail.getByText("Your account is ready.")).isVisible();
        }
    }

    @Test
    void everyPageOfAccountsIsForEverybody() {
        for (String path :
                List.of("/forgot", "/forgot/sent", "/register/sent", "/register", "/inbox", "/reset?token=x")) {
            look("", path);
        }
        for (String path :
                List.of("/account", "/account/password", "/account/email", "/account/email/confirm?token=x")) {
            look("patient@demo.test", path);
        }
        look("admin@demo.test", "/admin/staff");
        look("admin@demo.test", "/admin/staff/new");
    }

    /** On a program without mail. */
    @Test
    void theDeskMakesALinkForWhoForgotThePassword() {
        ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
        String patient = ClinicFixture.email("desk");
        clinic.patient(patient);
        String admin = clinic.admin();
        for (Chromium.Look look : Chromium.LOOKS) {
            try (BrowserContext context = chromium().signedIn(Engine.H2.url(), admin, look.width(), look.scheme())) {
                Page page = context.newPage();
                page.navigate(Engine.H2.url() + "/admin/staff");
                page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Help with a forgotten password"))
                        .click();
                page.getByLabel("Name").fill("Pat Patient");
                press(page, "Search");
                press(page, "Make a link for Pat Patient");
                assertThat(page.locator(".link-text")).containsText("/reset?token=");
                Chromium.isForEverybody(page, "password-help-link-" + look.width());
                page.navigate(Engine.H2.url() + "/admin/passwords?q=pat");
                Chromium.isForEverybody(page, "password-help-" + look.width());
                assertThat(page.locator(".link-text")).hasCount(0);
                page.navigate(Engine.H2.url() + "/forgot");
                Chromium.isForEverybody(page, "forgot-no-mail-" + look.width());
            }
        }
    }

    private static void look(String email, String path) {
        for (Chromium.Look look : Chromium.LOOKS) {
            try (BrowserContext context =
                    email.isEmpty() ? visit("en-US", look.width()) : signedIn(email, look.width(), look.scheme())) {
                Page page = context.newPage();
                List<String> complaints = Chromium.complaints(page);
                page.navigate(url + path);
                Chromium.isForEverybody(
                        page, "accounts" + path.replaceAll("\\?.*", "").replace('/', '-') + "-" + look.width());
                complaints.removeIf(c -> c.contains("status of 404"));
                Assertions.assertThat(complaints).as(path).isEmpty();
            }
        }
    }

    private static Locator letterTo(Page page, String email, String link) {
        return page.locator(".letter", new Page.LocatorOptions().setHasText(email))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(link))
                .first();
    }

    private static void press(Page page, String name) {
        page.locator("main")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    private static BrowserContext visit(String locale, int width) {
        return chromium()
                .visit(new Browser.NewContextOptions()
                        .setViewportSize(width, width > 500 ? 900 : 844)
                        .setLocale(locale));
    }

    private static BrowserContext signedIn(String email, int width, ColorScheme scheme) {
        return chromium()
                .signedIn(
                        url,
                        email,
                        PASSWORD,
                        new Browser.NewContextOptions()
                                .setViewportSize(width, width > 500 ? 900 : 844)
                                .setColorScheme(scheme)
                                .setLocale("en-US"));
    }

    private static Chromium chromium() {
        return Objects.requireNonNull(chromium);
    }
}
