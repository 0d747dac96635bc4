package dev.outpatient.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Listing;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lines of a day: who is level stays in the order of doctors and times, from whichever end. */
class DailyOrderTest {

    private static final List<DailyVisit> BY_DOCTOR = List.of(
            visit(1, 9, "scheduled", "Zoe"),
            visit(1, 10, "cancelled", "Álvaro"),
            visit(2, 9, "scheduled", "alma"),
            visit(2, 11, "completed", "Ñico"));

    @ParameterizedTest
    @CsvSource({
        "doctor,   Zoe Álvaro alma Ñico",
        "-doctor,  alma Ñico Zoe Álvaro",
        "time,     Zoe alma Álvaro Ñico",
        "-time,    Ñico Álvaro Zoe alma",
        "status,   Álvaro Ñico Zoe alma",
        "-status,  Zoe alma Ñico Álvaro",
        "patient,  alma Álvaro Ñico Zoe",
        "-patient, Zoe Ñico Álvaro alma",
        "nothing,  Zoe Álvaro alma Ñico",
    })
    void eachOrderFromBothEnds(String sort, String patients) {
        assertThat(DailyOrder.sort(BY_DOCTOR, Listing.of(DailyOrder.class, sort, null)))
                .extracting(DailyVisit::patientName)
                .containsExactly(patients.split(" "));
    }

    @Test
    void anAccentOrACapitalLetterMakesNoOtherPlace() {
        List<DailyVisit> level = List.of(visit(1, 9, "scheduled", "ana"), visit(1, 10, "scheduled", "Ána"));
        assertThat(DailyOrder.sort(level, Listing.of(DailyOrder.class, "patient", null)))
                .isEqualTo(level);
        assertThat(DailyOrder.sort(level, Listing.of(DailyOrder.class, "-patient", null)))
                .isEqualTo(level);
    }

    /** As in the file, which has the word of the status: a no-show is one of those that are cancelled. */
    @Test
    void aNoShowStandsAfterTheCancelled() {
        List<DailyVisit> day = List.of(
                visit(1, 9, "scheduled", "Ana"),
                visit(1, 10, "cancelled", true, "Bo"),
                visit(1, 11, "completed", "Cleo"),
                visit(1, 12, "cancelled", "Dee"));
        assertThat(DailyOrder.sort(day, Listing.of(DailyOrder.class, "status", null)))
                .extracting(DailyVisit::state)
                .containsExactly("cancelled", "no_show", "completed", "scheduled");
    }

    private static DailyVisit visit(long doctor, int hour, String status, String patient) {
        return visit(doctor, hour, status, false, patient);
    }

    private static DailyVisit visit(long doctor, int hour, String status, boolean noShow, String patient) {
        return new DailyVisit(
                new DoctorId(doctor),
                "Doctor " + doctor,
                LocalDateTime.of(2026, 3, 2, hour, 0),
                ZoneOffset.UTC,
                status,
                noShow,
                patient,
                null);
    }
}
