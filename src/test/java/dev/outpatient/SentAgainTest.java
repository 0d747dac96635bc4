package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms that are sent twice, or gone back to, changed and sent again. */
class SentAgainTest {

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final PageClient pages = new PageClient(Engine.H2.url());
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final String email = ClinicFixture.email("doctor");
    private final DoctorId doctor = clinic.doctor(email, office);

    @BeforeEach
    void week() {
        clinic.week(doctor, office, java.time.LocalTime.of(9, 0), java.time.LocalTime.of(17, 0), 30);
    }

    @AfterEach
    void close() {
        pages.close();
    }

    @Test
    void aBookingThatIsGoneBackToAndChangedIsAnother() {
        String patient = ClinicFixture.email("patient");
        clinic.patient(patient);
        signIn(patient);
        Map<String, String> form = booking(at(3), "A rash");
        String csrf = pages.csrf("/appointments");
        String first = location(pages.post("/book", csrf, form));
        assertThat(first).startsWith("/booked/");
        assertThat(location(pages.post("/book", csrf, form))).isEqualTo(first);
        form.putAll(booking(at(4), "A rash"));
        assertThat(location(pages.post("/book", csrf, form)))
                .startsWith("/booked/")
                .isNotEqualTo(first);
    }

    @Test
    void aSeriesThatIsGoneBackToAndChangedIsAnother() {
        AppointmentId visit = Engine.H2
                .bean(Booking.class)
                .book(
                        Actor.of(clinic.patient()),
                        new BookingRequest(doctor, office, at(3).toInstant(), null, null),
                        null)
                .appointment()
                .id();
        signIn(email);
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "every",
                "1",
                "unit",
                "WEEKS",
                "times",
                "2",
                "startOn",
                at(10).toLocalDate().toString(),
                "key",
                "one"));
        String path = "/appointments/" + visit + "/repeat";
        String csrf = pages.csrf(path);
        String first = location(pages.post(path, csrf, form));
        assertThat(first).startsWith("/series/");
        assertThat(location(pages.post(path, csrf, form))).isEqualTo(first);
        form.put("startOn", at(11).toLocalDate().toString());
        assertThat(location(pages.post(path, csrf, form)))
                .startsWith("/series/")
                .isNotEqualTo(first);
    }

    @Test
    void timeOffThatIsGivenBackTwiceIsGone() {
        signIn(email);
        String csrf = pages.csrf("/week/time-off/new");
        String remove = "/week/time-off/" + timeOff(5) + "/remove";
        assertThat(location(pages.post(remove, csrf, Map.of()))).isEqualTo("/week");
        assertThat(location(pages.post(remove, csrf, Map.of()))).isEqualTo("/week");
        Map<String, String> date = Map.of("date", at(6).toLocalDate().toString());
        String undo = "/day/block/" + timeOff(6) + "/undo";
        String day = location(pages.post(undo, csrf, date));
        assertThat(day).startsWith("/day");
        assertThat(location(pages.post(undo, csrf, date))).isEqualTo(day);
    }

    /** It answers as if it was gone, which is no way to tell, and does nothing. */
    @Test
    void timeOffOfAnotherStays() {
        TimeOffs timeOffs = Engine.H2.bean(TimeOffs.class);
        long ours = timeOff(7);
        String other = ClinicFixture.email("other");
        clinic.doctor(other, office);
        signIn(other);
        String csrf = pages.csrf("/week/time-off/new");
        location(pages.post("/week/time-off/" + ours + "/remove", csrf, Map.of()));
        location(pages.post("/day/block/" + ours + "/undo", csrf, Map.of("date", "2027-01-01")));
        assertThat(timeOffs.get(Actor.of(doctor), doctor, ours).id()).isEqualTo(ours);
    }

    @Test
    void aWeekThatIsFullGetsNoRow() {
        signIn(email);
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < 200; i++) {
            form.put("rows[" + i + "].dayOfWeek", "MONDAY");
            form.put("rows[" + i + "].startTime", "09:00");
            form.put("rows[" + i + "].endTime", "10:00");
        }
        form.put("add", "SUNDAY");
        HttpResponse<String> answer = pages.post("/hours", pages.csrf("/hours"), form);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("rows[199].startTime").doesNotContain("rows[200].startTime");
    }

    @Test
    void aDateThatNoClinicMeansDoesNotNarrowTheList() {
        signIn(clinic.admin());
        for (String date : new String[] {"0500-01-01", "9999-01-01", "+12000-01-01"}) {
            HttpResponse<String> answer = pages.get("/admin/appointments?when=ALL&date=" + date.replace("+", "%2B"));
            assertThat(answer.statusCode()).as(date).isEqualTo(200);
        }
    }

    @Test
    void aDoctorFindsOnlyOwnPatientsToBookFor() {
        PatientId patient = clinic.patient();
        clinic.patient();
        Engine.H2
                .bean(Booking.class)
                .book(Actor.of(patient), new BookingRequest(doctor, office, at(3).toInstant(), null, null), null);
        signIn(email);
        String found = pages.get("/book?doctorId=" + doctor + "&officeId=" + office + "&patient=pat&startsAt="
                        + at(4).toString().replace("+", "%2B"))
                .body();
        assertThat(found).contains("value=\"" + patient + "\"");
        assertThat(found.split("name=\"patientId\"", -1)).hasSize(2);
    }

    private Map<String, String> booking(OffsetDateTime startsAt, String reason) {
        return new LinkedHashMap<>(Map.of(
                "doctorId",
                doctor.toString(),
                "officeId",
                office.toString(),
                "startsAt",
                startsAt.toString(),
                "reason",
                reason,
                "key",
                "one form"));
    }

    private long timeOff(int ahead) {
        OffsetDateTime start = at(ahead);
        return Engine.H2
                .bean(TimeOffs.class)
                .enter(
                        Actor.of(doctor),
                        doctor,
                        start.toInstant(),
                        start.plusHours(1).toInstant(),
                        null,
                        null)
                .timeOff()
                .id();
    }

    private void signIn(String who) {
        location(pages.submit("/sign-in", Map.of("email", who, "password", ClinicFixture.PASSWORD)));
    }

    private static OffsetDateTime at(int ahead) {
        return LocalDate.now(ClinicFixture.BOSTON)
                .plusDays(ahead)
                .atTime(10, 0)
                .atZone(ClinicFixture.BOSTON)
                .toOffsetDateTime();
    }
}
