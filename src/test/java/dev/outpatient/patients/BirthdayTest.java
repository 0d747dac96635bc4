package dev.outpatient.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which birthdays somebody who lives can have. */
class BirthdayTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-12-01T23:30:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(strings = {"1896-12-02", "1980-02-29", "2026-12-01", "2026-12-02"})
    void somebodyMayBeBornOnIt(LocalDate bornOn) {
        assertThatCode(() -> Patients.checkBirthday(bornOn, clock)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0026-12-01", "1801-01-01", "1896-12-01", "2026-12-03", "+12000-01-01"})
    void nobodyIsBornOnIt(LocalDate bornOn) {
        assertThatThrownBy(() -> Patients.checkBirthday(bornOn, clock))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors().getFirst().field()).isEqualTo("dateOfBirth"));
    }
}
