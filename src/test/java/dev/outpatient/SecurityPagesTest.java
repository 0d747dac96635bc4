package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import dev.outpatient.accounts.Authenticator;
import java.time.Clock;
import java.time.Instant;
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

/** Authenticator apps, what the clinic asks for, roles and tokens in a real Chromium. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class SecurityPagesTest {

    private static @Nullable ConfigurableApplicationContext program;
    private static @Nullable Chromium chromium;
    private static @Nullable ClinicFixture clinic;
    private static String url = "";

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        program = new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--outpatient.demo-data=false",
                        "--outpatient.data=" + Engine.newDirectory("security-pages"),
                        "--logging.file.name=target/test-logs/security-pages.json");
        url = "http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port");
        clinic = new ClinicFixture(program);
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
    void anAppIsSetUpByItsPictureAndAsksFromThenOn() {
        String email = ClinicFixture.email("app");
        clinic().patient(email);
        try (BrowserContext context = chromium().signedIn(url, email, 390, ColorScheme.DARK)) {
            Page page = context.newPage();
            page.navigate(url + "/account/security");
            Chromium.isForEverybody(page, "account-security-390-dark");
            page.getByText("Set up an app").click();
            page.locator("#password-app").fill("wrong");
            Doorway.button(page, "Go on").click();
            assertThat(page.locator("#password-app-error")).containsText("The password is not right");
            assertThat(page.locator("#password-app")).hasAttribute("aria-describedby", "password-app-error");
            assertThat(page.locator("#password-app")).isFocused();
            page.locator("#password-app").fill(ClinicFixture.PASSWORD);
            Doorway.button(page, "Go on").click();
            assertThat(page.locator(".qr img")).isVisible();
            page.waitForFunction("document.querySelector('.qr img').complete");
            Assertions.assertThat((int) page.evaluate("document.querySelector('.qr img').naturalWidth"))
                    .isPositive();
            Chromium.isForEverybody(page, "authenticator-app-390-dark");
            Authenticator phone = Authenticator.with(page.locator("code.secret").innerText());
            page.getByLabel("Code").fill("000000");
            Doorway.button(page, "Turn it on").click();
            assertThat(page.getByText("This is not the code")).isVisible();
            page.getByLabel("Code").fill(phone.code(now()));
            Doorway.button(page, "Turn it on").click();
            assertThat(page.locator("h1")).hasText("Your recovery codes");
            Chromium.isForEverybody(page, "recovery-codes-390-dark");
            String recovery = page.locator("#codes code").first().innerText();
            page.getByText("I have kept them").click();
            assertThat(page.getByText("It is on")).isVisible();
            page.getByLabel("Remove the authenticator app").click();
            page.locator("#password-app-remove").fill("wrong");
            page.locator("#password-app-remove").press("Enter");
            assertThat(page.locator("#password-app-remove")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#password-app-remove")).isFocused();

            Doorway.signOut(page, url);
            Doorway.password(page, url, email);
            page.getByLabel("Code").fill(phone.code(now().plusSeconds(30)));
            Doorway.submit(page);
            page.waitForURL(url + "/");
            Doorway.signOut(page, url);
            Doorway.password(page, url, email);
            page.getByLabel("Code").fill(recovery);
            Doorway.submit(page);
            page.waitForURL(url + "/");
        }
    }

    /** Where the clinic asks for a second factor, who has none reaches nothing but setting one up. */
    @Test
    void whoIsAskedForAFactorSetsOneUpFirst() {
        String adminEmail = clinic().admin();
        String doctorEmail = ClinicFixture.email("doctor");
        clinic().doctor(doctorEmail, clinic().office(ClinicFixture.BOSTON));
        try (BrowserContext admin = chromium().signedIn(url, adminEmail, 1280, ColorScheme.LIGHT);
                BrowserContext context = chromium().visitor(390, ColorScheme.LIGHT)) {
            Page rules = admin.newPage();
            rules.navigate(url + "/admin/security");
            Chromium.isForEverybody(rules, "admin-security-1280");
            rules.getByLabel("Doctors").check();
            Doorway.button(rules, "Save").click();
            assertThat(rules.getByText("The rules are saved.")).isVisible();
            assertThat(rules.getByLabel("Doctors")).isChecked();
            assertThat(rules.getByLabel("Admins")).not().isChecked();

            Page page = context.newPage();
            Doorway.password(page, url, doctorEmail);
            assertThat(page.locator("h1")).hasText("Protect your account");
            Chromium.isForEverybody(page, "sign-in-set-up-390");
            for (String path : List.of("/day", "/week", "/account/security", "/api/v1/me")) {
                var refused = context.request()
                        .get(url + path, RequestOptions.create().setMaxRedirects(0));
                Assertions.assertThat(refused.status()).as(path).isIn(302, 401);
            }
            page.navigate(url + "/sign-in/set-up");
            PlayedDevice.of(page);
            Doorway.button(page, "Make a passkey").click();
            assertThat(page.locator("h1")).hasText("Your recovery codes");
            page.getByText("I have kept them").click();
            page.waitForURL(url + "/day");

            rules.getByLabel("Doctors").uncheck();
            Doorway.button(rules, "Save").click();
            assertThat(rules.getByLabel("Doctors")).not().isChecked();
        }
    }

    @Test
    void anEmailWithTwoRolesIsAskedAndCanSwitch() {
        String email = ClinicFixture.email("both");
        clinic().patient(email);
        clinic().doctor(email, clinic().office(ClinicFixture.BOSTON));
        try (BrowserContext context = chromium().visitor(390, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            Doorway.password(page, url, email);
            assertThat(page.locator("h1")).hasText("Who are you today?");
            Chromium.isForEverybody(page, "sign-in-role-390");
            Doorway.button(page, "As a doctor").click();
            page.waitForURL(url + "/day");
            page.locator("details.account summary").click();
            page.getByText("Switch role").click();
            Chromium.isForEverybody(page, "switch-390");
            page.getByLabel("Password of the other account").fill(ClinicFixture.PASSWORD);
            Doorway.button(page, "Go on").click();
            page.waitForURL(url + "/");
            assertThat(page.locator(".site-nav")).containsText("My appointments");
        }
    }

    @Test
    void anAdminMakesATokenWhichIsShownOnceAndEndsIt() {
        String email = clinic().admin();
        for (Chromium.Look look : Chromium.LOOKS) {
            try (BrowserContext context = chromium().signedIn(url, email, look.width(), look.scheme())) {
                Page page = context.newPage();
                List<String> complaints = Chromium.complaints(page);
                page.navigate(url + "/admin/tokens");
                Doorway.button(page, "Make the token").click();
                assertThat(page.locator("#name")).hasAttribute("aria-invalid", "true");
                Chromium.isForEverybody(page, "admin-tokens-wrong-" + look.width());
                page.locator(".error-summary a[href='#scopes']").click();
                assertThat(page.locator("#scopes")).isFocused();
                page.locator("#name").fill("Waiting room " + look.width());
                page.getByLabel("Find free times").check();
                Doorway.button(page, "Make the token").click();
                String secret = page.locator("#secret").innerText();
                Assertions.assertThat(secret).startsWith("outpatient_st_");
                Chromium.isForEverybody(page, "admin-tokens-made-" + look.width());
                page.navigate(url + "/admin/tokens");
                Assertions.assertThat(page.content()).doesNotContain(secret);
                var used = context.request()
                        .get(
                                url + "/api/v1/slots?limit=1",
                                RequestOptions.create().setHeader("Authorization", "Bearer " + secret));
                Assertions.assertThat(used.status()).isEqualTo(200);
                page.getByLabel("Revoke the token for Waiting room " + look.width())
                        .click();
                Doorway.button(page, "Revoke it").click();
                assertThat(page.getByText("The token is revoked.")).isVisible();
                var refused = context.request()
                        .get(
                                url + "/api/v1/slots?limit=1",
                                RequestOptions.create().setHeader("Authorization", "Bearer " + secret));
                Assertions.assertThat(refused.status()).isEqualTo(401);
                Assertions.assertThat(complaints.stream().filter(line -> !line.contains("401")))
                        .isEmpty();
            }
        }
    }

    private static Instant now() {
        return Objects.requireNonNull(program).getBean(Clock.class).instant();
    }

    private static Chromium chromium() {
        return Objects.requireNonNull(chromium);
    }

    private static ClinicFixture clinic() {
        return Objects.requireNonNull(clinic);
    }
}
