package dev.outpatient.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.patients.PatientDetails;
import dev.outpatient.shared.Specialties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoPeopleTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

    private final List<DemoPatient> people = DemoPeople.all(TODAY);

    @Test
    void threeHundredPatientsOfAllAgesWhoAreTheSameOnTheSameDay() {
        assertThat(people).hasSize(300).isEqualTo(DemoPeople.all(TODAY));
        assertThat(people.stream().filter(p -> p.ageOn(TODAY) < 18).count()).isBetween(50L, 110L);
        assertThat(people.stream().filter(p -> p.ageOn(TODAY) >= 65).count()).isBetween(35L, 100L);
        assertThat(people).allSatisfy(p -> assertThat(p.bornOn()).isBefore(TODAY.minusDays(DemoVisits.DAYS_BACK)));
    }

    @Test
    void theFirstPatientIsTheDemoAccount() {
        assertThat(people.getFirst().details().email()).isEqualTo("patient@demo.test");
    }

    @Test
    void namesAndAddressesForMailAreUniqueAndFitTheirColumns() {
        assertThat(people).extracting(p -> p.details().name()).doesNotHaveDuplicates();
        assertThat(people.stream().map(p -> p.details().email()).filter(Objects::nonNull))
                .doesNotHaveDuplicates()
                .allMatch(email -> email.matches("[a-z.]+@[a-z.]+"));
        for (DemoPatient person : people) {
            PatientDetails details = person.details();
            assertThat(details.phone()).matches("\\(\\d{3}\\) 555-01\\d\\d");
            assertThat(details.city()).hasSizeLessThanOrEqualTo(50);
        }
    }

    @Test
    void everySpecialtyHasASpanishName() {
        assertThat(DemoDoctor.all(Instant.parse("2026-12-01T15:00:00Z")))
                .extracting(DemoDoctor::specialty)
                .allSatisfy(kept -> assertThat(Specialties.name(kept, Locale.of("es")))
                        .isNotBlank()
                        .isNotEqualTo(kept));
    }

    @Test
    void twentyFourDoctorsInEightSpecialtiesAndThreeTimeZones() {
        List<DemoDoctor> doctors = DemoDoctor.all(Instant.parse("2026-12-01T15:00:00Z"));
        Set<String> specialties = doctors.stream().map(DemoDoctor::specialty).collect(Collectors.toSet());
        assertThat(doctors).hasSize(24);
        assertThat(doctors).extracting(d -> d.details(1).email()).doesNotHaveDuplicates();
        assertThat(specialties).hasSize(8).containsExactlyInAnyOrderElementsOf(new DemoMedicine().specialties());
        assertThat(DemoOffice.values()).hasSize(5);
        assertThat(Set.of(DemoOffice.values()).stream().map(DemoOffice::zone).distinct())
                .hasSize(3);
        assertThat(doctors.stream()
                        .filter(d -> d.offices().stream()
                                        .map(DemoOffice::zone)
                                        .distinct()
                                        .count()
                                > 1))
                .hasSize(2);
    }
}
