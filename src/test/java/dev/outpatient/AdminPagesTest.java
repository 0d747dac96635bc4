package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pages on which an admin keeps offices, doctors and patients and imports records, in a real Chromium. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class AdminPagesTest {

    /** So long may a call take from the name to the booked visit, a person's typing included. */
    private static final Duration CALL = Duration.ofSeconds(20);

    private static @Nullable Chromium chromium;

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String url = Engine.H2.url();
    private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);

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
    void anOfficeIsAddedGetsADoctorAndIsFoundInTheList() {
        DoctorId doctor = clinic.doctor(office("Main " + tag));
        IntStream.range(0, 24).forEach(i -> office("Branch " + i + " " + tag));
        asAdmin(page -> {
            page.navigate(url + "/admin/offices");
            link(page, "Add an office").click();
            page.getByLabel("Time zone").fill("Nowhere");
            button(page, "Add the office").click();
            assertThat(page.locator(".error-summary")).isFocused();
            assertThat(page.getByLabel("Name")).hasAttribute("aria-invalid", "true");
            assertThat(page.getByLabel("Time zone")).hasValue("Nowhere");
            Chromium.isForEverybodyInEachLook(page, "office-new-wrong");
            page.getByLabel("Name").fill("Zenith " + tag);
            page.getByLabel("City").fill("Lynn");
            page.getByLabel("Time zone").fill("America/New_York");
            button(page, "Add the office").click();
            assertThat(page.getByText("The office is added.")).isVisible();

            page.locator("#find").pressSequentially("ada " + tag);
            button(page, "Add Ada Doctor").click();
            assertThat(page.getByText("Ada Doctor works here now.")).isVisible();
            Chromium.isForEverybodyInEachLook(page, "office-details");
            clinic.week(
                    doctor,
                    new OfficeId(Long.parseLong(page.url().replaceAll(".*/offices/(\\d+)/.*", "$1"))),
                    LocalTime.of(9, 0),
                    LocalTime.of(12, 0),
                    30);
            page.setViewportSize(1280, 900);
            page.locator("#doctors summary").click();
            button(page, "Yes, remove").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("still has working hours here");
            assertThat(page.getByRole(AriaRole.ALERT)).isFocused();
            Chromium.isForEverybodyInEachLook(page, "office-still-has-hours");

            // The list follows what is typed, without leaving the page, and keeps its order from page to page.
            page.setViewportSize(1280, 900);
            page.navigate(url + "/admin/offices");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).pressSequentially(tag);
            assertThat(page.locator("#found-count")).hasText("26 found");
            link(page, "City").click();
            assertThat(page.locator("th[aria-sort=ascending]")).hasText("City");
            link(page, "Name").click();
            assertThat(page.locator("th[aria-sort=ascending]")).hasText("Name");
            link(page, "Name").click();
            assertThat(page.locator("th[aria-sort=descending]")).hasText("Name");
            assertThat(page.locator("tbody tr").first()).containsText("Zenith");
            link(page, "Next page").click();
            assertThat(page.getByText("Page 2 of 2")).isVisible();
            assertThat(page.locator("tbody tr")).hasCount(6);
            Chromium.isForEverybodyInEachLook(page, "offices-admin");
            page.getByLabel("Order").selectOption("city");
            assertThat(page.locator("tbody tr").first()).not().containsText("Zenith");
            page.setViewportSize(1280, 900);
            String csv = read(
                    page.waitForDownload(() -> page.getByText("Download CSV").click())
                            .path());
            Assertions.assertThat(csv.lines()).hasSize(27);
        });
    }

    /** The 20 seconds are a person's; what the program takes of them is printed. */
    @Test
    void aCallerIsFoundAndBookedForInNoTime() {
        OfficeId office = office("Phone " + tag);
        clinic.alwaysWorking(office, 30);
        patient("Carla Caller " + tag);
        asAdmin(page -> {
            page.navigate(url + "/admin");
            long startedNanos = System.nanoTime();
            link(page, "Patients").first().click();
            assertThat(page.locator("#q")).isFocused();
            page.keyboard().type("carla " + tag);
            link(page, "Book a visit for Carla Caller").click();
            page.getByLabel("City or office").fill("Phone " + tag);
            page.getByLabel("City or office").press("Enter");
            assertThat(page.locator(".doctor-list .doctor-card")).hasCount(1);
            page.locator("a.slot:not(.slot-more)").first().click();
            assertThat(page.getByLabel("Carla Caller " + tag)).isChecked();
            button(page, "Book with Ada Doctor").click();
            assertThat(page.locator("h1")).hasText("The appointment is booked");
            assertThat(page.getByText("Carla Caller " + tag).first()).isVisible();
            Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
            System.out.printf("Booked on the phone: 4 presses and two words, %d ms of the program%n", took.toMillis());
            Assertions.assertThat(took).isLessThan(CALL);
        });
    }

    /** In one look each: the journeys above and the walk over all pages look at the rest. */
    @Test
    void thePagesAreForEverybodyAndSpeakSpanish() {
        OfficeId office = office("Eye " + tag);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        PatientId patient = patient("Ana Larga " + tag);
        asAdmin(page -> {
            page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            for (String path : List.of(
                    "/admin/offices/" + office + "/details?find=a",
                    "/admin/doctors/" + doctor + "?find=office",
                    "/admin/patients?q=" + tag,
                    "/admin/patients/" + patient + "/edit",
                    "/admin/patients/" + patient + "/book?where=" + tag,
                    "/patients/" + patient)) {
                String name =
                        "admin" + path.replaceAll("\\d+|[/?=]|" + tag, "-").replaceAll("-+", "-");
                page.setViewportSize(1280, 900);
                page.navigate(url + path + (path.contains("?") ? "&" : "?") + "lang=en");
                Chromium.isForEverybody(page, name);
                page.setViewportSize(320, 900);
                page.navigate(url + path + (path.contains("?") ? "&" : "?") + "lang=es");
                assertThat(page.locator("html")).hasAttribute("lang", "es");
                Chromium.isForEverybody(page, name + "-es");
            }
        });
    }

    @Test
    void anImportShowsHowFarItIsAndWhatItRejected() {
        asAdmin(page -> {
            page.navigate(url + "/admin/imports");
            page.getByLabel("The files of a Synthea export").setInputFiles(Path.of("pom.xml"));
            button(page, "Import").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("pom.xml is none of the files");
            Path directory = Engine.newDirectory("export");
            Path[] files = ImportPagesTest.files("-4000-a000-").entrySet().stream()
                    .map(file -> write(directory.resolve(file.getKey()), file.getValue()))
                    .toArray(Path[]::new);
            page.getByLabel("The files of a Synthea export").setInputFiles(files);
            button(page, "Import").click();
            // Without a word of ours the page goes on by itself.
            assertThat(page.locator(".page-title .status"))
                    .hasText("Done", new LocatorAssertions.HasTextOptions().setTimeout(60_000));
            assertThat(page.locator("section[aria-labelledby=rejected] tbody tr"))
                    .hasCount(20);
            assertThat(page.getByText("The first 20 of 33.")).isVisible();
            Chromium.isForEverybodyInEachLook(page, "import");
            page.setViewportSize(1280, 900);
            page.getByText("Sort and filter them").click();
            assertThat(page.getByText("33 found")).isVisible();
            page.locator("th a", new Page.LocatorOptions().setHasText("Line")).click();
            assertThat(page.locator("th[aria-sort=ascending]")).hasText("Line");
            page.getByLabel("Column").selectOption("DESCRIPTION");
            assertThat(page.locator("#found-count")).not().hasText("33 found");
            assertThat(page.locator("#found tbody tr", new Page.LocatorOptions().setHasNotText("DESCRIPTION")))
                    .hasCount(0);
            Chromium.isForEverybodyInEachLook(page, "import-rejected");
        });
    }

    private OfficeId office(String name) {
        return Engine.H2
                .bean(DirectoryAdministration.class)
                .addOffice(
                        Actor.OPERATOR,
                        new OfficeDetails(name, "1 Main St", "Boston", "MA", null, ClinicFixture.BOSTON));
    }

    private PatientId patient(String name) {
        return Engine.H2
                .bean(Patients.class)
                .addAll(
                        Actor.OPERATOR,
                        List.of(new PatientDetails(
                                name, null, "617-555-0199", "2 Main St", "Boston", "MA", LocalDate.of(1980, 5, 17))),
                        null)
                .getFirst();
    }

    private static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** What the browser itself finds wrong fails the test. */
    private void asAdmin(Consumer<Page> work) {
        try (BrowserContext context =
                Objects.requireNonNull(chromium).signedIn(url, clinic.admin(), 1280, ColorScheme.LIGHT)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            work.accept(page);
            complaints.removeIf(c -> c.contains("status of 409") || c.contains("status of 400"));
            Assertions.assertThat(complaints).isEmpty();
        }
    }
}
