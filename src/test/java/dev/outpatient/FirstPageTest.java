package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a patient begins: with the appointment that is ahead, if there is one, unless the patient was on the way elsewhere. */
class FirstPageTest {

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final String email = ClinicFixture.email("patient");
    private final PatientId patient = clinic.patient(email);

    @Test
    void anAppointmentThatIsAheadComesFirstAndOneThatIsCancelledDoesNot() {
        try (FormClient browser = new FormClient(Engine.H2.url())) {
            assertThat(browser.signIn(email, ClinicFixture.PASSWORD)).isEqualTo("/");
        }
        AppointmentView booked = book();
        try (FormClient browser = new FormClient(Engine.H2.url())) {
            assertThat(browser.signIn(email, ClinicFixture.PASSWORD)).isEqualTo("/appointments");
            assertThat(browser.get("/appointments").body())
                    .containsSubsequence(
                            "appointment-card-next", "Ada Doctor", "/calendar.ics", "/move", "/cancel", "</main>");
        }
        Engine.H2
                .bean(Booking.class)
                .cancel(Actor.of(patient), booked.appointment().id(), null, null);
        try (FormClient browser = new FormClient(Engine.H2.url())) {
            assertThat(browser.signIn(email, ClinicFixture.PASSWORD)).isEqualTo("/");
        }
    }

    @Test
    void whoWasOnTheWayToATimeGoesOnThere() {
        book();
        String wanted = "/book?doctorId=1&officeId=2";
        try (PageClient browser = new PageClient(Engine.H2.url())) {
            assertThat(PageClient.location(browser.submit(
                            "/sign-in",
                            Map.of("email", email, "password", ClinicFixture.PASSWORD, "continue", wanted))))
                    .isEqualTo(wanted);
        }
    }

    private AppointmentView book() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(48));
        return Engine.H2
                .bean(Booking.class)
                .book(Actor.of(patient), new BookingRequest(doctor, office, start, null, null), null);
    }
}
