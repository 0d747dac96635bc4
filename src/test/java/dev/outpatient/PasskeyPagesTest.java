package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Passkeys in a real Chromium, which plays the device that holds them. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PasskeyPagesTest {

    private static @Nullable Chromium chromium;

    private final String url = Engine.H2.url();
    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());

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

    /** Made with the password, shown on the page, then enough by itself; what was sent once does not work twice. */
    @Test
    void aPasskeyIsMadeAndSignsInByItself() {
        String email = ClinicFixture.email("passkey");
        clinic.patient(email);
        try (BrowserContext context = chromium().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            PlayedDevice.of(page);
            makePasskey(page, "My laptop");
            assertThat(page.locator("h1")).hasText("Your recovery codes");
            assertThat(page.locator("#codes li")).hasCount(10);
            Chromium.isForEverybody(page, "recovery-codes-1280");
            page.navigate(url + "/account/security");
            assertThat(page.getByText("My laptop", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            Chromium.isForEverybody(page, "account-security-1280");

            Doorway.signOut(page, url);
            List<String> sent = new ArrayList<>();
            page.onRequest(request -> remember(request, sent));
            page.navigate(url + "/sign-in?continue=/appointments");
            Doorway.button(page, "Use a passkey").click();
            page.waitForURL(url + "/appointments");
            assertThat(page.locator("h1")).hasText("My appointments");

            // The same answer again, by whoever saw it: its challenge was used up.
            Doorway.signOut(page, url);
            page.navigate(url + "/sign-in");
            var again = context.request()
                    .post(
                            url + "/sign-in/passkey",
                            RequestOptions.create()
                                    .setForm(FormData.create()
                                            .set("_csrf", csrf(page))
                                            .set("answer", sent.getLast()))
                                    .setMaxRedirects(0));
            Assertions.assertThat(again.headers().get("location")).endsWith("/sign-in?passkey");
            // The wrong password on the way.
            complaints.removeIf(line -> line.contains("status of 401"));
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    /** A device that did not check who holds it proves no person. */
    @Test
    void aDeviceThatChecksNobodyIsRefused() {
        String email = ClinicFixture.email("unverified");
        clinic.patient(email);
        try (BrowserContext context = chromium().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            PlayedDevice device = PlayedDevice.of(page);
            makePasskey(page, "Stolen");
            Doorway.signOut(page, url);
            page.navigate(url + "/sign-in");
            // The question that reaches the browser no longer asks for the check; the server still wants it.
            page.route("**/sign-in/passkey/question", route -> {
                var answer = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(answer)
                        .setBody(answer.text().replace("\"required\"", "\"discouraged\"")));
            });
            device.isStolen();
            Doorway.button(page, "Use a passkey").click();
            assertThat(page.getByText("That passkey can't be used here.")).isVisible();
            Chromium.isForEverybody(page, "sign-in-passkey-1280");
        }
    }

    /** Else whoever finds a browser signed in could add a key of their own without the password. */
    @Test
    void aChallengeForSigningInMakesNoPasskey() {
        String email = ClinicFixture.email("purpose");
        clinic.patient(email);
        try (BrowserContext context = chromium().signedIn(url, email, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            PlayedDevice.of(page);
            page.navigate(url + "/account/security");
            page.route("**/account/security/passkeys/question", route -> {
                var question = context.request()
                        .post(
                                url + "/sign-in/passkey/question",
                                RequestOptions.create()
                                        .setForm(FormData.create().set("_csrf", csrf(page))));
                Assertions.assertThat(question.status()).isEqualTo(200);
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(askingToMake(question.text())));
            });
            page.getByText("Add a passkey").click();
            page.locator("#name").fill("Thief");
            page.locator("#password-make").fill("not known");
            Doorway.button(page, "Make a passkey").click();
            assertThat(page.getByText("The passkey was not made. Try again.")).isVisible();
            assertThat(page.getByText("Thief")).hasCount(0);
        }
    }

    @Test
    void afterAPasswordOnlyAPasskeyOfTheSameAccountDoes() {
        String email = ClinicFixture.email("second");
        String other = ClinicFixture.email("third");
        clinic.patient(email);
        clinic.patient(other);
        try (BrowserContext context = chromium().signedIn(url, email, 1280, ColorScheme.LIGHT);
                BrowserContext others = chromium().signedIn(url, other, 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            PlayedDevice.of(page);
            makePasskey(page, "Mine");
            Page theirs = others.newPage();
            PlayedDevice.of(theirs);
            makePasskey(theirs, "Theirs");

            Doorway.signOut(page, url);
            Doorway.password(page, url, email);
            assertThat(page.locator("h1")).hasText("One more step");
            Chromium.isForEverybody(page, "sign-in-code-1280");
            Doorway.button(page, "Use a passkey").click();
            page.waitForURL(url + "/");
            assertThat(page.locator(".account-name")).hasText("Pat Patient");

            // With the first one's password, and the question changed so that any passkey answers.
            Doorway.signOut(theirs, url);
            Doorway.password(theirs, url, email);
            theirs.route("**/sign-in/passkey/question", route -> {
                var answer = route.fetch();
                route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(anyPasskey(answer.text())));
            });
            Doorway.button(theirs, "Use a passkey").click();
            assertThat(theirs.getByText("That did not work.")).isVisible();
            // Still at the same step, whatever page they ask for.
            theirs.navigate(url + "/appointments");
            assertThat(theirs.locator("h1")).hasText("One more step");
        }
    }

    /** The question that the server would have asked, with the challenge of another. */
    private static String askingToMake(String question) {
        JsonObject asked = JsonParser.parseString("""
                {"rp": {"id": "localhost", "name": "Outpatient"},
                 "user": {"id": "c29tZWJvZHk", "name": "somebody", "displayName": "Somebody"},
                 "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
                 "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
                 "attestation": "none", "excludeCredentials": []}""").getAsJsonObject();
        asked.add(
                "challenge", JsonParser.parseString(question).getAsJsonObject().get("challenge"));
        return asked.toString();
    }

    private static String anyPasskey(String question) {
        JsonObject changed = JsonParser.parseString(question).getAsJsonObject();
        changed.add("allowCredentials", new JsonArray());
        return changed.toString();
    }

    private void makePasskey(Page page, String name) {
        page.navigate(url + "/account/security");
        page.getByText("Add a passkey").click();
        page.locator("#name").fill(name);
        page.locator("#password-make").fill("wrong");
        Doorway.button(page, "Make a passkey").click();
        assertThat(page.getByText("The password is not right. Try again.")).isVisible();
        page.locator("#password-make").fill(ClinicFixture.PASSWORD);
        Doorway.button(page, "Make a passkey").click();
        page.waitForURL(url + "/account/security/passkeys");
    }

    private static void remember(Request request, List<String> sent) {
        if (request.url().endsWith("/sign-in/passkey") && request.postData() != null) {
            String body = request.postData();
            String answer = body.replaceAll("(^|.*&)answer=([^&]*).*", "$2");
            sent.add(URLDecoder.decode(answer, StandardCharsets.UTF_8));
        }
    }

    private static String csrf(Page page) {
        return page.locator("main input[name=_csrf]").first().getAttribute("value");
    }

    private static Chromium chromium() {
        return Objects.requireNonNull(chromium);
    }
}
