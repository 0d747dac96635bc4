package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The admin's list of appointments, over HTTP. */
class AdminAppointmentsTest {

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final DoctorId doctor = clinic.alwaysWorking(office, 30);
    private final PatientId patient = clinic.patient();
    private final Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(2));
    private final PageClient admin = new PageClient(Engine.H2.url());

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void theListIsTurnedAroundAndTakenAway() {
        long soon = book(first);
        long late = book(first.plus(Duration.ofHours(1)));
        admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
        String list = "/admin/appointments?doctorId=" + doctor;
        assertThat(admin.get(list).body())
                .contains("aria-sort=\"ascending\"")
                .containsSubsequence(cancelling(soon), cancelling(late))
                .contains("/admin/appointments.csv?doctorId=" + doctor);
        assertThat(admin.get(list + "&order=LATEST").body())
                .contains("aria-sort=\"descending\"")
                .containsSubsequence(cancelling(late), cancelling(soon));
        HttpResponse<String> file = admin.get("/admin/appointments.csv?doctorId=" + doctor + "&order=LATEST");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("appointments.csv");
        assertThat(file.body().lines())
                .hasSize(3)
                .first()
                .asString()
                .endsWith("id,starts_at,time_zone,patient,doctor,office,status,no_show");
        assertThat(file.body()).containsSubsequence(late + ",", "America/New_York,Pat Patient,", soon + ",");
    }

    @Test
    void theListIsNarrowedToAnOfficeAndToDates() {
        OfficeId elsewhere = clinic.office(ClinicFixture.BOSTON);
        DoctorId other = clinic.alwaysWorking(elsewhere, 30);
        long here = book(first);
        long there = Engine.H2
                .bean(Booking.class)
                .book(
                        Actor.of(patient),
                        new BookingRequest(other, elsewhere, first.plus(Duration.ofDays(3)), null, null),
                        null)
                .appointment()
                .id()
                .value();
        LocalDate day = LocalDate.ofInstant(first, ClinicFixture.BOSTON);
        admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
        String both = "/admin/appointments?patientName=pat&officeId=";
        assertThat(admin.get(both + office).body())
                .contains(cancelling(here))
                .doesNotContain(cancelling(there))
                .contains("value=\"" + office + "\" selected");
        String dates = "/admin/appointments?officeId=" + elsewhere + "&from=";
        assertThat(admin.get(dates + day).body())
                .contains(cancelling(there), "id=\"from\" name=\"from\" value=\"" + day);
        assertThat(admin.get(dates + day.plusDays(3) + "&to=" + day.plusDays(3)).body())
                .as("both dates are of the range")
                .contains(cancelling(there));
        assertThat(admin.get(dates + "&to=" + day.plusDays(2)).body()).doesNotContain(cancelling(there));
        assertThat(admin.get(dates + day.plusDays(4)).body()).doesNotContain(cancelling(there));
        assertThat(admin.get(dates + "soon").body()).as("no date").contains(cancelling(there));
        assertThat(admin.get("/admin/appointments?officeId=" + office + "&date=" + day)
                        .body())
                .as("a link to one day")
                .contains(cancelling(here), "id=\"to\" name=\"to\" value=\"" + day);
        assertThat(admin.get("/admin/appointments.csv?officeId=" + elsewhere + "&from=" + day)
                        .body())
                .contains("\n" + there + ",")
                .doesNotContain("\n" + here + ",");
    }

    /** Both count as cancelled, and only one of them left the doctor waiting. */
    @Test
    void whoDidNotComeIsToldApartFromWhatWasCalledOff() {
        record(2, "no_show");
        record(3, "Ill");
        record(4, null);
        admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
        String file = "/admin/appointments.csv?when=ALL&doctorId=" + doctor;
        assertThat(admin.get(file).body().lines()).hasSize(4);
        assertThat(admin.get(file + "&status=NO_SHOW").body().lines().skip(1))
                .singleElement()
                .asString()
                .endsWith("cancelled,true");
        assertThat(admin.get(file + "&status=CANCELLED").body().lines().skip(1))
                .hasSize(2)
                .allMatch(line -> line.endsWith("cancelled,false"));
        assertThat(admin.get("/admin/appointments?when=PAST&status=NO_SHOW&doctorId=" + doctor)
                        .body())
                .contains("value=\"NO_SHOW\" selected")
                .containsOnlyOnce("status-no_show");
    }

    private void record(int daysAgo, @Nullable String cancelReason) {
        Instant at = first.minus(Duration.ofDays(14L + daysAgo));
        Engine.H2
                .bean(VisitRecords.class)
                .record(
                        Actor.OPERATOR,
                        List.of(new Visit(
                                patient,
                                doctor,
                                office,
                                ClinicFixture.BOSTON,
                                at,
                                Duration.ofMinutes(30),
                                AppointmentStatus.CANCELLED,
                                null,
                                cancelReason)));
    }

    @Test
    void theHeadOfTheTimesTurnsTheOrder() {
        book(first);
        admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
        String list = "/admin/appointments?doctorId=" + doctor;
        assertThat(admin.get(list).body()).contains("<a class=\"column-sort\" href=\"" + list + "&amp;order=LATEST\"");
        assertThat(admin.get(list + "&order=LATEST&after=9999999999-1").body())
                .as("from the beginning")
                .contains("<a class=\"column-sort\" href=\"" + list + "&amp;order=SOONEST\"");
    }

    /** The doctor is ill: what stands is cancelled in one go, and what was cancelled meanwhile is said. */
    @Test
    void severalAreCancelledAtOnce() {
        long one = book(first);
        long two = book(first.plus(Duration.ofHours(1)));
        long three = book(first.plus(Duration.ofHours(2)));
        admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
        assertThat(admin.get("/appointments/cancel").body()).contains("No appointment is chosen");
        String path = "/appointments/cancel?id=" + one + "&id=" + two + "&id=987654321";
        assertThat(admin.get(path).body())
                .contains("Cancel 2 appointments", "value=\"" + one + "\"", "value=\"" + two + "\"")
                .doesNotContain("987654321");
        assertThat(status(one)).isEqualTo("scheduled");

        HttpResponse<String> tooLong = cancel(path, List.of(one, two), "x".repeat(501));
        assertThat(tooLong.body()).contains("id=\"reason-error\"", "x".repeat(501));
        assertThat(status(one)).isEqualTo("scheduled");

        HttpResponse<String> done = cancel(path, List.of(one, two), "The doctor is ill");
        assertThat(PageClient.location(done)).isEqualTo("/admin/appointments");
        assertThat(admin.get("/admin/appointments").body()).contains("2 appointments are cancelled.");
        assertThat(status(one)).isEqualTo("cancelled");
        assertThat(status(two)).isEqualTo("cancelled");

        HttpResponse<String> rest =
                cancel("/appointments/cancel?id=" + two + "&id=" + three, List.of(two, three), "Ill");
        assertThat(rest.statusCode()).isEqualTo(409);
        assertThat(rest.body()).contains("1 was cancelled. These were not", "value=\"" + two + "\"");
        assertThat(status(three)).isEqualTo("cancelled");
    }

    /** Who was moved away from the day on which the doctor is ill keeps the visit. */
    @Test
    void whatWasMovedMeanwhileStays() {
        long one = book(first);
        long two = book(first.plus(Duration.ofHours(1)));
        admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
        String path = "/appointments/cancel?id=" + one + "&id=" + two;
        String shown = admin.get(path).body();
        Engine.H2
                .bean(Booking.class)
                .move(Actor.of(patient), new AppointmentId(one), first.plus(Duration.ofDays(1)), null, null);
        HttpResponse<String> answer = admin.post(
                "/appointments/cancel?id=" + one + "&version=1&id=" + two + "&version=1",
                admin.csrf(path),
                Map.of("reason", "Ill"));
        assertThat(shown).contains("name=\"version\" value=\"1\"");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(status(one)).isEqualTo("scheduled");
        assertThat(status(two)).isEqualTo("cancelled");
        assertThat(admin.post("/appointments/cancel?id=" + one, admin.csrf(path), Map.of())
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.get("/appointments/cancel?id=&id=" + one).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> cancel(String path, List<Long> ids, String reason) {
        String page = admin.get(path).body();
        String chosen = ids.stream()
                .map(id -> "id=" + id + "&version=" + version(page, id))
                .collect(Collectors.joining("&"));
        return admin.post("/appointments/cancel?" + chosen, admin.csrf(path), Map.of("reason", reason));
    }

    /** That the page shows with the id. */
    private static String version(String page, long id) {
        Matcher version = Pattern.compile(
                        "name=\"id\" value=\"" + id + "\">\\s*<input type=\"hidden\" name=\"version\" value=\"(\\d+)\"")
                .matcher(page);
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private String status(long id) {
        return Engine.H2
                .bean(JdbcClient.class)
                .sql("SELECT status FROM appointment WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private long book(Instant at) {
        return Engine.H2
                .bean(Booking.class)
                .book(Actor.of(patient), new BookingRequest(doctor, office, at, null, null), null)
                .appointment()
                .id()
                .value();
    }

    /** The address that the line of an appointment has and no other part of the page. */
    private static String cancelling(long id) {
        return "/appointments/" + id + "/cancel";
    }
}
