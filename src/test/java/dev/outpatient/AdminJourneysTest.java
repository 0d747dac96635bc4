package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.outpatient.Journeys.PASSWORD;
import static dev.outpatient.Journeys.bean;
import static dev.outpatient.Journeys.clinic;
import static dev.outpatient.Journeys.walk;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What admins come for, in the demo's clinic. */
@ExtendWith(Journeys.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class AdminJourneysTest {

    private static final String ADMIN = "admin@demo.test";

    /** Found by nobody but who made it. */
    private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);

    /** Finds the caller and a time, and books. */
    @ParameterizedTest
    @EnumSource
    void anAdminBooksForACaller(Window window) {
        String caller = "Carla " + tag;
        bean(Patients.class)
                .addAll(
                        Actor.OPERATOR,
                        List.of(new PatientDetails(
                                caller, null, "617-555-0199", "2 Main St", "Boston", "MA", LocalDate.of(1980, 5, 17))),
                        null);
        walk(window, walk -> {
            walk.signIn(ADMIN, PASSWORD);
            walk.isOn("dashboard.title");
            assertThat(walk.at("#waits dl")).isVisible();
            assertThat(walk.page()).hasTitle(Pattern.compile(walk.text("dashboard.title") + ".*"));
            walk.at("main .page-title a[href='/admin/patients']").click();
            walk.at("#q").fill(caller);
            // Who is not found is added by the name that was typed.
            assertThat(walk.at("#page-action")).hasAttribute("href", Pattern.compile(".*found=Carla.*"));
            walk.at("tbody tr", caller).locator("a[href$='/book']").click();
            walk.page().waitForURL(Pattern.compile(".*/admin/patients/\\d+/book"));
            walk.search("endocrinology", "Endocrinology");
            walk.at(".doctor-list a.slot:not(.slot-more)").first().click();
            walk.at("main .form-actions button[type=submit]").last().click();
            walk.isOn("booked.title.staff");
            assertThat(walk.at("main")).containsText(caller);
        });
    }

    /** Invites a doctor, says where, and sees that hours are missing; the doctor comes in by the letter. */
    @ParameterizedTest
    @EnumSource
    void anAdminTakesADoctorIn(Window window) {
        String name = "Dana " + tag;
        String email = ClinicFixture.email("doctor");
        walk(window, walk -> {
            walk.signIn(ADMIN, PASSWORD);
            walk.go("/admin/doctors");
            walk.at("main a[href='/admin/staff/new']").click();
            walk.isOn("staff.new.title");
            walk.at("#name").fill(name);
            walk.at("#email").fill(email);
            walk.at("#specialty").fill("Rheumatology");
            walk.at("main .form-actions button[type=submit]").click();
            walk.isTold("staff.invited", email);

            walk.go("/admin/doctors");
            walk.at("#q").fill(tag);
            assertThat(walk.at("tbody tr")).hasCount(1);
            walk.at("tbody th a").click();
            assertThat(walk.at("h1")).hasText(name);
            walk.at("#find").fill("Harbor Office");
            walk.at("#offices-found li", "Harbor Office").locator("button").click();
            walk.isTold("doctor.office.added");
            walk.go("/admin/doctors");
            walk.at("main a[href='/admin/workplaces']").click();
            walk.isOn("workplaces.title");
            walk.at("#q").fill(tag);
            assertThat(walk.at("tbody tr")).hasCount(1);
            assertThat(walk.at("tbody tr")).containsText("Harbor Office");
            assertThat(walk.at("tbody tr")).containsText(walk.text("workplaces.no-hours"));
        });
        Journeys.visit(window, walk -> {
            walk.openLetterTo(email);
            walk.isOn("invited.title");
            walk.at("#password").fill("copper lantern river nine");
            walk.at("main button[type=submit]").click();
            walk.isTold("invited.done");
            walk.signIn(email, "copper lantern river nine");
            assertThat(walk.at("#day")).isVisible();
        });
    }

    /** Closes an office on a day, after a question, and is led to the visit that is booked then. */
    @ParameterizedTest
    @EnumSource
    void anAdminClosesAnOffice(Window window) {
        OfficeId office = bean(DirectoryAdministration.class)
                .addOffice(
                        Actor.OPERATOR,
                        new OfficeDetails("Hill " + tag, "1 Main St", "Boston", "MA", null, ClinicFixture.BOSTON));
        DoctorId doctor = clinic().doctor(office);
        clinic().week(doctor, office, LocalTime.of(9, 0), LocalTime.of(12, 0), 30);
        LocalDate date = LocalDate.now(ClinicFixture.BOSTON).plusDays(3);
        bean(Booking.class)
                .book(
                        Actor.OPERATOR,
                        new BookingRequest(
                                doctor,
                                office,
                                date.atTime(10, 0).atZone(ClinicFixture.BOSTON).toInstant(),
                                "Check-up",
                                clinic().patient()),
                        null);
        walk(window, walk -> {
            walk.signIn(ADMIN, PASSWORD);
            walk.go("/admin/offices");
            walk.at("#name").fill(tag);
            assertThat(walk.at("tbody tr")).hasCount(1);
            walk.at("tbody [name=id]").check();
            walk.at("#chosen button").click();
            walk.isOn("close-many.title");
            assertThat(walk.at("main form li")).containsText("Hill " + tag);
            walk.at("#date").fill(date.toString());
            walk.at("#name").fill("Nieve");
            walk.at("main .btn-danger").click();
            assertThat(walk.at("main .notice")).isVisible();
            walk.at("main .btn-danger").click();
            walk.isTold("close-many.done", 1);
            walk.at(".needs a").click();
            assertThat(walk.at("h1")).hasText("Hill " + tag);
            assertThat(walk.at("#conflicts tbody tr")).hasCount(1);
            assertThat(walk.at("#closures .removable-list")).containsText("Nieve");
        });
    }

    /** Brings in the files of another system, of which one row is wrong. */
    @ParameterizedTest
    @EnumSource
    void anAdminImportsRecords(Window window) {
        FilePayload[] files = export("-4000-e%03d-".formatted(window.ordinal())).entrySet().stream()
                .map(file -> new FilePayload(file.getKey(), "text/csv", file.getValue()))
                .toArray(FilePayload[]::new);
        walk(window, walk -> {
            walk.signIn(ADMIN, PASSWORD);
            walk.isOn("dashboard.title");
            walk.at(".account-card a[href='/admin/imports']").click();
            walk.at("#files").setInputFiles(files);
            walk.at("main form[enctype] button[type=submit]").click();
            walk.isOn("imports.one");
            // The page goes on by itself.
            assertThat(walk.at(".page-title .status"))
                    .hasText(
                            walk.text("imports.state.done"), new LocatorAssertions.HasTextOptions().setTimeout(60_000));
            assertThat(walk.at("section[aria-labelledby=files] tbody tr")).hasCount(5);
            Locator rejected = walk.at("section[aria-labelledby=rejected] tbody tr");
            assertThat(rejected).hasCount(1);
            assertThat(rejected).containsText("encounters.csv");
            Assertions.assertThat(walk.download("a[href$='/rejected/all.csv']")).contains("START");
        });
    }

    /** Looks how the clinic does, who did what, and how the program does. */
    @ParameterizedTest
    @EnumSource
    void anAdminLooksAfterTheClinic(Window window) {
        walk(window, walk -> {
            walk.signIn(ADMIN, PASSWORD);
            walk.go("/admin/reports");
            walk.isOn("reports.title");
            assertThat(walk.at("#attendance tbody", "Ama Osei")).isVisible();
            assertThat(walk.at("#utilisation tbody", "Ama Osei")).isVisible();
            assertThat(walk.at("#most .report-pair .panel")).hasCount(2);
            walk.at("#month").selectOption("1");
            walk.at("#year").fill("2020");
            walk.at("#most form button[type=submit]").click();
            walk.page().waitForURL(Pattern.compile(".*month=1.*year=2020.*|.*year=2020.*month=1.*"));
            walk.isTold("reports.most.nobody");
            Assertions.assertThat(walk.download("a[href^='/admin/reports/attendance.csv']"))
                    .contains("Ama Osei");

            walk.goByMenu("/admin/logs");
            walk.isOn("logs.title");
            assertThat(walk.at("#found tbody tr").first()).isVisible();
            walk.at("#name").fill("Robin Keller");
            walk.at("main .filters button[type=submit]").click();
            walk.page().waitForURL(Pattern.compile(".*/admin/logs\\?.*name=Robin.*"));
            assertThat(walk.at("#found tbody tr").first()).containsText("Robin Keller");

            walk.goByMenu("/admin/status");
            walk.isOn("stores.title");
            assertThat(walk.at("tbody tr", walk.text("stores.database")).first())
                    .containsText(walk.text("stores.ok"));
        });
    }

    /** Narrows a list, sorts it, turns its page and takes it along. */
    @ParameterizedTest
    @EnumSource
    void anAdminWorksWithAList(Window window) {
        walk(window, walk -> {
            walk.signIn(ADMIN, PASSWORD);
            walk.isOn("dashboard.title");
            walk.at(".account-card a[href='/admin/workplaces']").click();
            walk.isOn("workplaces.title");
            walk.at("main a[rel=next]").click();
            walk.page().waitForURL(Pattern.compile(".*[?&]page=2.*"));
            assertThat(walk.at(".pager-at")).containsText("2");
            int lines = (int)
                    walk.download("main .list-foot a[href*='.csv']").lines().count();
            Assertions.assertThat(lines).isGreaterThan(25);

            walk.at("#specialty").selectOption("Cardiology");
            Locator rows = walk.at("tbody tr");
            assertThat(rows.filter(new Locator.FilterOptions().setHasNotText(walk.specialty("Cardiology"))))
                    .hasCount(0);
            assertThat(rows.first()).isVisible();
            if (window.isWide()) {
                walk.at("a.column-sort", walk.text("column.office")).click();
                assertThat(walk.at("th[aria-sort=ascending]")).hasText(walk.text("column.office"));
            } else {
                walk.at("#sort").selectOption("office");
            }
            walk.page().waitForURL(Pattern.compile(".*sort=office.*"));
            assertThat(rows.first()).containsText("Davis Square Office");
        });
    }

    /** One person, doctor, office, visit and medicine, and a visit in a month that no year has. */
    private static Map<String, byte[]> export(String ids) {
        return ImportPagesTest.files(ids).entrySet().stream()
                .filter(file -> !file.getKey().equals("allergies.csv"))
                .collect(Collectors.toMap(Map.Entry::getKey, file -> {
                    List<String> lines = new String(file.getValue(), StandardCharsets.ISO_8859_1)
                            .lines()
                            .toList();
                    return (String.join("\n", lines.subList(0, 2))
                                    + "\n"
                                    + lines.stream()
                                            .filter(line -> line.contains(",2024-13-05T"))
                                            .map(line -> line + "\n")
                                            .collect(Collectors.joining()))
                            .getBytes(StandardCharsets.ISO_8859_1);
                }));
    }
}
