package dev.outpatient.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.Engine;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which birthdays an import takes: those that the forms take. */
class PatientFileTest {

    private final PatientFile file = Engine.H2.bean(PatientFile.class);

    @Test
    void whoLivesIsTaken() {
        LocalDate born = LocalDate.now(ZoneOffset.UTC).minusYears(110);
        assertThat(file.read(row(born.toString())))
                .hasValueSatisfying(
                        person -> assertThat(person.details().dateOfBirth()).isEqualTo(born));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1801-01-01", "2099-01-01"})
    void whoCannotLiveIsRejected(String born) {
        assertThatThrownBy(() -> file.read(row(born)))
                .isInstanceOf(RejectedRow.class)
                .hasMessage("BIRTHDATE: in the future, or longer ago than anybody lives");
    }

    private Row row(String born) {
        Map<String, Integer> positions = new HashMap<>();
        List<String> fields = new ArrayList<>();
        for (String column : file.columns()) {
            positions.put(column, fields.size());
            fields.add(
                    switch (column) {
                        case "Id" -> "8c8e1c9a-b310-43c6-33a7-ad11bad21c40";
                        case "BIRTHDATE" -> born;
                        case "FIRST" -> "Ada";
                        case "LAST" -> "Osei";
                        default -> "";
                    });
        }
        return new Row(2, positions, fields);
    }
}
