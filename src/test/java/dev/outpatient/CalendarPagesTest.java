package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.patients.Family;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An appointment as a calendar takes it, over HTTP. */
class CalendarPagesTest {

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final Booking booking = Engine.H2.bean(Booking.class);
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final String doctorEmail = ClinicFixture.email("doctor");
    private final DoctorId doctor = clinic.alwaysWorking(doctorEmail, office, 30);
    private final String email = ClinicFixture.email("patient");
    private final PatientId patient = clinic.patient(email);
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(3, ChronoUnit.DAYS);
    private final AppointmentView visit = book(patient);
    private final PageClient pages = new PageClient(Engine.H2.url());

    @AfterEach
    void close() {
        pages.close();
    }

    @Test
    void thePatientGetsItInUtcWithoutTheReason() {
        signIn(email);
        HttpResponse<String> answer = pages.get(path(visit));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/calendar;charset=UTF-8");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(
                        value -> assertThat(value).startsWith("attachment").contains(".ics"));
        assertThat(answer.body()).startsWith("BEGIN:VCALENDAR\r\n").endsWith("END:VCALENDAR\r\n");
        assertThat(lines(answer))
                .contains(
                        "VERSION:2.0",
                        "UID:appointment-" + visit.appointment().id() + "@localhost",
                        "SEQUENCE:1",
                        "DTSTART:" + utc(start),
                        "DTEND:" + utc(start.plus(30, ChronoUnit.MINUTES)),
                        "STATUS:CONFIRMED",
                        "SUMMARY:Visit with Ada Doctor")
                .anyMatch(line -> line.startsWith("LOCATION:Office ") && line.endsWith("\\, 1 Main St\\, Boston\\, MA"))
                .anyMatch(line -> line.startsWith("URL:http")
                        && line.endsWith("/booked/" + visit.appointment().id()))
                .noneMatch(line -> line.contains("rash"));
        assertThat(lines(pages.get(path(visit), "Accept-Language", "es"))).contains("SUMMARY:Cita con Ada Doctor");
    }

    @Test
    void aChangedOneTakesThePlaceOfTheOneBefore() {
        signIn(email);
        booking.move(
                Actor.of(patient),
                visit.appointment().id(),
                start.plus(1, ChronoUnit.DAYS),
                null,
                visit.appointment().version());
        List<String> moved = lines(pages.get(path(visit)));
        assertThat(moved)
                .contains(
                        "UID:appointment-" + visit.appointment().id() + "@localhost",
                        "SEQUENCE:2",
                        "DTSTART:" + utc(start.plus(1, ChronoUnit.DAYS)));
        booking.cancel(Actor.of(patient), visit.appointment().id(), null, null);
        assertThat(lines(pages.get(path(visit)))).contains("SEQUENCE:3", "STATUS:CANCELLED");
    }

    @Test
    void whoActsForThePatientGetsItWithTheName() {
        String parent = ClinicFixture.email("parent");
        Actor manager = Actor.of(clinic.patient(parent));
        long asked = Engine.H2
                .bean(Family.class)
                .askForChild(
                        manager,
                        "Leo; Brooks",
                        LocalDate.now(ClinicFixture.BOSTON).minusYears(7));
        PatientId child = Engine.H2.bean(FamilyReview.class).confirm(Actor.OPERATOR, asked, null);
        AppointmentView childs = Engine.H2
                .bean(Booking.class)
                .book(manager, new BookingRequest(doctor, office, start.plus(1, ChronoUnit.HOURS), null, child), null);
        signIn(parent);
        assertThat(lines(pages.get(path(childs)))).contains("SUMMARY:Leo\\; Brooks: visit with Ada Doctor");
        assertThat(pages.get(path(visit)).statusCode()).isEqualTo(404);
    }

    @Test
    void itsDoctorGetsItWithoutTheNameAndAnotherDoctorNot() {
        signIn(doctorEmail);
        assertThat(lines(pages.get(path(visit))))
                .contains("SUMMARY:Patient visit")
                .noneMatch(line -> line.contains("Pat Patient"));
        String other = ClinicFixture.email("doctor");
        clinic.doctor(other, office);
        try (PageClient others = new PageClient(Engine.H2.url())) {
            others.submit("/sign-in", Map.of("email", other, "password", ClinicFixture.PASSWORD));
            assertThat(others.get(path(visit)).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theListOffersItAndTheWayThere() {
        signIn(email);
        for (String page :
                List.of("/appointments", "/booked/" + visit.appointment().id())) {
            assertThat(pages.get(page).body())
                    .as(page)
                    .contains("href=\"" + path(visit) + "\"")
                    .contains("rel=\"noopener noreferrer\"")
                    .contains("href=\"https://www.openstreetmap.org/search?query=1%20Main%20St,%20Boston,%20MA\"");
        }
    }

    private AppointmentView book(PatientId who) {
        return booking.book(Actor.of(who), new BookingRequest(doctor, office, start, "A rash", null), null);
    }

    private void signIn(String who) {
        pages.submit("/sign-in", Map.of("email", who, "password", ClinicFixture.PASSWORD));
    }

    private static String path(AppointmentView view) {
        return "/appointments/" + view.appointment().id() + "/calendar.ics";
    }

    private static List<String> lines(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return List.of(answer.body().replace("\r\n ", "").split("\r\n"));
    }

    private static String utc(Instant at) {
        return at.toString().replaceAll("[-:]", "");
    }
}
