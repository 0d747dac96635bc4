package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.Directory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whichever way an admin on the phone goes to a free time, it stays with the patient who calls. */
class PhoneBookingTest {

    /** To the doctor, to why there is no time, or to a time. */
    private static final Pattern WAY = Pattern.compile("href=\"((?:/doctors/\\d+|/book)[^\"]*)\"");

    private final RoleScene scene = new RoleScene(Engine.H2.program());
    private final String doctor = "/doctors/" + scene.doctor();
    private final String patient = "patientId=" + scene.patient();

    @Test
    void everyWayFromPageToPageKeepsThePatient() {
        try (PageClient admin = signedIn("admin")) {
            assertThat(ways(admin, doctor + "?" + patient))
                    .anyMatch(way -> way.startsWith(doctor + "/why?"))
                    .anyMatch(way -> way.startsWith("/book?"))
                    .allMatch(way -> way.contains(patient));
            // Of tomorrow: late in the evening today has no time left.
            LocalDate tomorrow = LocalDate.now(ClinicFixture.BOSTON).plusDays(1);
            assertThat(ways(admin, doctor + "/why?officeId=" + scene.office() + "&date=" + tomorrow + "&" + patient))
                    .anyMatch(way -> way.startsWith(doctor + "?from="))
                    .anyMatch(way -> way.startsWith("/book?"))
                    .allMatch(way -> way.contains(patient));
            // One that is free, then the one that is booked already: back, and all free times.
            for (int hours : List.of(48, 24)) {
                assertThat(ways(admin, book(hours)))
                        .as("in %d hours", hours)
                        .contains(doctor + "?" + patient)
                        .allMatch(way -> way.contains(patient));
            }
            assertThat(ways(admin, "/admin/patients/" + scene.patient() + "/book?q=ada"))
                    .isNotEmpty()
                    .allMatch(way -> way.contains(patient));
        }
    }

    /** The rules of an office are for patients: who is on the phone books within the hour too. */
    @Test
    void timesThatTheRulesKeepFromPatientsAreFound() {
        Instant soon = Instant.now().truncatedTo(ChronoUnit.HOURS);
        while (!soon.isAfter(Instant.now().plus(Duration.ofMinutes(5)))) {
            soon = soon.plus(Duration.ofMinutes(30));
        }
        String begins = "startsAt=" + soon.atZone(ClinicFixture.BOSTON).toOffsetDateTime();
        try (PageClient admin = signedIn("admin");
                PageClient visitor = new PageClient(Engine.H2.url())) {
            assertThat(visitor.get(doctor).body()).doesNotContain(begins);
            assertThat(admin.get(doctor + "?" + patient).body()).contains(begins);
            String search = "/admin/patients/" + scene.patient() + "/book?date="
                    + soon.atZone(ClinicFixture.BOSTON).toLocalDate() + "&where="
                    + URLEncoder.encode(
                            Engine.H2
                                    .bean(Directory.class)
                                    .getOffice(scene.office())
                                    .name(),
                            StandardCharsets.UTF_8);
            assertThat(admin.get(search).body()).contains(begins);
        }
    }

    /** A patient may be led to one of the family; of anybody else the booking takes no notice. */
    @Test
    void nobodyElseIsLedToAPatient() {
        try (PageClient other = signedIn("doctor")) {
            for (String page : List.of(doctor + "?" + patient, doctor + "/why?" + patient)) {
                assertThat(ways(other, page)).as(page).isNotEmpty().noneMatch(way -> way.contains("patientId"));
            }
        }
        try (PageClient other = signedIn("patient")) {
            assertThat(other.get(book(48)).body()).contains("name=\"key\"").doesNotContain("name=\"patientId\"");
        }
    }

    private String book(int hours) {
        return "/book?" + patient + "&doctorId=" + scene.doctor() + "&officeId=" + scene.office() + "&startsAt="
                + URLEncoder.encode(
                        Instant.now()
                                .truncatedTo(ChronoUnit.HOURS)
                                .plus(Duration.ofHours(hours))
                                .toString(),
                        StandardCharsets.UTF_8);
    }

    private PageClient signedIn(String person) {
        PageClient client = new PageClient(Engine.H2.url());
        client.submit("/sign-in", Map.of("email", scene.email(person), "password", ClinicFixture.PASSWORD));
        return client;
    }

    /** Where the page itself leads, without what stands around it. */
    private static List<String> ways(PageClient client, String page) {
        String body = client.get(page).body();
        String main = body.substring(body.indexOf("<main"), body.indexOf("</main>"));
        return WAY.matcher(main)
                .results()
                .map((MatchResult way) -> way.group(1).replace("&amp;", "&"))
                .toList();
    }
}
