package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.patients.Family;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who looks for a time for a child books it for the child. */
class FamilyBookingTest {

    private final Engine engine = Engine.H2;
    private final ClinicFixture clinic = new ClinicFixture(engine.program());

    @Test
    void theChildIsKnownFromTheFamilyToTheBooking() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId doctor = clinic.doctor(office);
        clinic.week(doctor, office, LocalTime.of(0, 0), LocalTime.of(23, 0), 30);
        String email = ClinicFixture.email("parent");
        PatientId parent = clinic.patient(email);
        LocalDate bornOn = LocalDate.now(ZoneOffset.UTC).minusYears(6);
        PatientId child = engine.bean(FamilyReview.class)
                .confirm(
                        Actor.OPERATOR,
                        engine.bean(Family.class).askForChild(Actor.of(parent), "Leo Parent", bornOn),
                        null);
        try (PageClient pages = new PageClient(engine.url())) {
            String page = "/doctors/" + doctor + "?patientId=" + child;
            assertThat(pages.get(page).body()).as("signed out").doesNotContain("patientId=" + child + "&amp;");
            pages.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
            assertThat(pages.get("/family").body()).contains("href=\"/?patientId=" + child + "\"");
            assertThat(pages.get("/?q=nobody&patientId=" + child).body())
                    .as("another search is for the same one")
                    .contains("name=\"patientId\" value=\"" + child + "\"");
            Matcher slot = Pattern.compile("href=\"(/book\\?patientId=" + child + "&amp;[^\"]+)\"")
                    .matcher(pages.get(page).body());
            assertThat(slot.find()).isTrue();
            String booking =
                    pages.get(slot.group(1).replace("&amp;", "&")).body().replaceAll("\\s+", " ");
            assertThat(checked(booking)).isEqualTo(child.toString());
            String own = pages.get(slot.group(1).replace("&amp;", "&").replace("patientId=" + child + "&", ""))
                    .body()
                    .replaceAll("\\s+", " ");
            assertThat(checked(own)).as("without a child").isEqualTo(parent.toString());
        }
    }

    private static String checked(String page) {
        Matcher radio = Pattern.compile("<input type=\"radio\" name=\"patientId\"[^>]*checked[^>]*>")
                .matcher(page);
        assertThat(radio.find()).isTrue();
        return radio.group().replaceAll(".*value=\"([0-9]+)\".*", "$1");
    }
}
