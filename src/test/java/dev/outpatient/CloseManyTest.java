package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Closure;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several offices are closed on one day by one form, and what is booked there is told. */
class CloseManyTest {

    private static final String PATH = "/admin/offices/close";

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final OfficeId one = clinic.office(ClinicFixture.BOSTON);
    private final OfficeId two = clinic.office(ClinicFixture.BOSTON);
    private final String chosen = PATH + "?id=" + one + "&id=" + two + "&id=987654321";
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(5));
    private final LocalDate day = LocalDate.ofInstant(start, ClinicFixture.BOSTON);
    private final PageClient admin = new PageClient(Engine.H2.url());

    @BeforeEach
    void signIn() {
        admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD));
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void allOfThemAreClosed() {
        assertThat(admin.get(PATH).body()).contains("No office is chosen");
        assertThat(PageClient.location(send(day.toString(), "Snow"))).isEqualTo("/admin/offices");
        assertThat(closedOn(one)).containsExactly("Snow");
        assertThat(closedOn(two)).containsExactly("Snow");
    }

    @Test
    void whatIsBookedThereStandsAndIsTold() {
        DoctorId doctor = clinic.alwaysWorking(two, 30);
        Engine.H2
                .bean(Booking.class)
                .book(Actor.of(clinic.patient()), new BookingRequest(doctor, two, start, null, null), null);
        // First it is only said, and closed by who knows.
        assertThat(send(day.toString(), "Snow").body())
                .contains("Appointments are booked on that day:", "Close all the same", "value=\"Snow\"");
        assertThat(closedOn(one)).isEmpty();
        assertThat(send(day.toString(), "Snow", day.plusDays(1).toString()).body())
                .as("sure of another day")
                .contains("Close all the same");
        HttpResponse<String> answer = send(day.toString(), "Snow", day.toString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("2 offices are closed on that day.", "/admin/offices/" + two + "#conflicts")
                .doesNotContain("/admin/offices/" + one + "#conflicts");
    }

    @Test
    void whatIsWrongIsSaidAndNothingTypedIsLost() {
        HttpResponse<String> past = send(day.minusYears(1).toString(), "Snow in the past");
        assertThat(past.statusCode()).isEqualTo(400);
        assertThat(past.body())
                .contains("None was closed", "id=\"date-error\"", "value=\"Snow in the past\"", "Close 2 offices");
        assertThat(send(day.toString(), " ").body()).contains("id=\"name-error\"");
        assertThat(closedOn(one)).isEmpty();
    }

    private HttpResponse<String> send(String date, String name) {
        return send(date, name, "");
    }

    private HttpResponse<String> send(String date, String name, String sure) {
        return admin.post(chosen, admin.csrf(chosen), Map.of("date", date, "name", name, "sure", sure));
    }

    private Iterable<String> closedOn(OfficeId office) {
        return Engine.H2.bean(Closures.class).list(office, day, day).stream()
                .map(Closure::name)
                .toList();
    }
}
