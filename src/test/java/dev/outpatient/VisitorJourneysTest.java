package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.outpatient.Journeys.walk;
import static dev.outpatient.Journeys.walkWithoutScripts;

import com.microsoft.playwright.Locator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How somebody whom the clinic does not know yet comes to an appointment, in the demo's clinic. */
@ExtendWith(Journeys.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class VisitorJourneysTest {

    /** By a sentence, the pages of a doctor and of an office; the time waits until the registration is through. */
    @ParameterizedTest
    @EnumSource
    void aVisitorRegistersWithinTheBookingAndKeepsTheTime(Window window) {
        String email = ClinicFixture.email("visitor");
        walk(window, walk -> {
            walk.open("/");
            walk.search(walk.text("search.example").replace("cardiology", "cardiology chicago"), "Cardiology");
            Locator doctor = walk.at(".doctor-list .doctor-card-name a").first();
            String name = doctor.textContent();
            doctor.click();
            assertThat(walk.at("h1")).hasText(name);
            walk.at("aside h2 a").first().click();
            walk.page().waitForURL(Pattern.compile(".*/offices/\\d+"));
            Locator here = walk.at(".doctor-list .doctor-card", name);
            here.locator("a.slot:not(.slot-more)").first().click();

            Locator time = walk.at("aside dl time");
            String chosen = Objects.requireNonNull(time.getAttribute("datetime"));
            walk.at(".who a[href^='/register']").click();
            walk.isOn("register.title");
            assertThat(walk.at("aside .doctor-card-name")).hasText(name);
            assertThat(time).hasAttribute("datetime", chosen);
            walk.at("#name").fill("Noor Haddad");
            walk.at("#dateOfBirth").fill("1991-04-12");
            walk.at("#email").fill(email);
            walk.at("#password").fill("cobre linterna uno");
            walk.at("main .form-actions button[type=submit]").click();
            walk.isOn("register.sent.title");
            walk.openLetterTo(email);
            walk.isOn("confirm.title");
            walk.at("#password").fill("cobre linterna uno");
            walk.at("main button[type=submit]").click();

            walk.isOn("book.title", name);
            assertThat(time).hasAttribute("datetime", chosen);
            walk.isHeld();
            walk.at("main .form-actions button[type=submit]").click();
            walk.isOn("booked.title");
            assertThat(walk.at("main .summary time")).hasAttribute("datetime", chosen);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aVisitorWithoutScriptsFindsBooksAndCancels(Window window) {
        String email = ClinicFixture.email("visitor");
        Journeys.clinic().patient(email);
        walkWithoutScripts(window, walk -> {
            walk.open("/");
            walk.search("neurology", "Neurology");
            walk.at(".doctor-list a.slot:not(.slot-more)").first().click();
            walk.at("#email").fill(email);
            walk.at("#password").fill(ClinicFixture.PASSWORD);
            walk.at("main .form-actions button[type=submit]").click();
            walk.at("#reason").fill("Dolor de cabeza");
            walk.at("main .form-actions button[type=submit]").click();
            walk.isOn("booked.title");
            assertThat(walk.at(".summary-more")).containsText("Dolor de cabeza");
            walk.at("a[data-open=cancel]").click();
            walk.isOn("cancel.title");
            walk.at("main form .btn-danger").click();
            walk.isTold("cancel.done");
            walk.isOn("appointments.title");
        });
    }
}
