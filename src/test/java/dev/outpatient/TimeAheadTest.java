package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who signs in or registers within a booking sees all the time what it is about. */
class TimeAheadTest {

    private static final List<String> PAGES = List.of("/register", "/sign-in");

    private final ClinicFixture clinic = new ClinicFixture(Engine.H2.program());
    private final OfficeId office = clinic.office(ClinicFixture.BOSTON);
    private final DoctorId doctor = clinic.alwaysWorking(office, 30);
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(48));

    @Test
    void bothPagesNameDoctorPlaceAndTime() {
        String time = "datetime=\"" + start.atZone(ClinicFixture.BOSTON).toOffsetDateTime() + "\"";
        String back = "href=\"/doctors/" + doctor + "?from=";
        try (PageClient visitor = new PageClient(Engine.H2.url())) {
            for (String page : PAGES) {
                String address = page + "?continue=" + encoded(book(doctor, start));
                assertThat(visitor.get(address, "Accept-Language", "en").body())
                        .as(page)
                        .contains("What you book", "Ada Doctor", "Cardiology", "Boston", "Eastern Time", time)
                        .contains(back, "Choose another time");
                assertThat(visitor.get(address, "Accept-Language", "es").body())
                        .as(page)
                        .contains("Lo que reserva", "Ada Doctor", "Cardiología", "Boston", time)
                        .contains(back, "Elegir otra hora");
            }
        }
    }

    @Test
    void aFormThatWasRefusedStillHasItBeside() {
        try (PageClient visitor = new PageClient(Engine.H2.url())) {
            for (String page : PAGES) {
                Map<String, String> form =
                        Map.of("email", "nobody@example.org", "password", "wrong", "continue", book(doctor, start));
                assertThat(visitor.submit(page, form).body())
                        .as(page)
                        .contains("Ada Doctor", "value=\"nobody@example.org\"", "aria-invalid=\"true\"");
            }
        }
    }

    @Test
    void anythingElseIsNoTimeAndNoError() {
        try (PageClient visitor = new PageClient(Engine.H2.url())) {
            for (String next : List.of(
                    "/",
                    "/appointments",
                    "/book",
                    "/book?doctorId=x&officeId=y&startsAt=z",
                    "/book?doctorId=%zz&officeId=1&startsAt=2030-01-01T00:00:00Z",
                    "/book?doctorId=" + doctor + "&officeId=" + office,
                    "/book?doctorId=" + doctor + "&officeId=987654321&startsAt=" + start,
                    "/book?doctorId=" + doctor + "&officeId=" + office + "&startsAt=9998-12-31T23:59:59-18:00",
                    "/book?doctorId=" + doctor + "&officeId=" + office + "&startsAt=%2B999999999-12-31T23:59:59Z",
                    book(new DoctorId(987_654_321), start),
                    book(doctor, start.plusSeconds(420)),
                    book(doctor, start.minus(Duration.ofDays(9))),
                    "/booked" + book(doctor, start).substring("/book".length()),
                    "https://example.org" + book(doctor, start))) {
                for (String page : PAGES) {
                    HttpResponse<String> answer = visitor.get(page + "?continue=" + encoded(next));
                    assertThat(answer.statusCode()).as(page + " " + next).isEqualTo(200);
                    assertThat(answer.body()).as(page + " " + next).doesNotContain("Ada Doctor", "id=\"chosen\"");
                }
            }
        }
    }

    private String book(DoctorId doctor, Instant start) {
        return "/book?doctorId=" + doctor + "&officeId=" + office + "&startsAt=" + start;
    }

    private static String encoded(String page) {
        return URLEncoder.encode(page, StandardCharsets.UTF_8);
    }
}
