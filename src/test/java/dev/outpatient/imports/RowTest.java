package dev.outpatient.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a column must hold, and how a row is refused that does not. */
class RowTest {

    @Test
    void textComesWithoutSpaceAroundIt() {
        assertThat(row("  a b ").required("C", 3)).isEqualTo("a b");
        assertThat(row("  ").optional("C", 3)).isNull();
    }

    @Test
    void aMissingValueIsRefused() {
        assertRefused(() -> row(" ").required("C", 3), "missing value");
        assertRefused(() -> row("").date("C"), "missing value");
        assertRefused(() -> row("").instant("C"), "missing value");
        assertRefused(() -> row("").id("C"), "missing value");
    }

    @Test
    void textMayBeAsLongAsTheColumnAndNoLonger() {
        assertThat(row("x".repeat(20)).required("C", 20)).hasSize(20);
        assertRefused(() -> row("x".repeat(21)).required("C", 20), "longer than 20 characters");
    }

    @Test
    void bytesThatWereNotUtf8AreRefused() {
        assertRefused(() -> row("Jos\uFFFD").required("C", 20), "not in UTF-8");
    }

    @Test
    void anIdIsInLowerCase() {
        assertThat(row("347CEEBF-0248-5a56-14f3-e1e8e8ffb73c").id("C"))
                .isEqualTo("347ceebf-0248-5a56-14f3-e1e8e8ffb73c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "é", "a/b", "-a", "a'--"})
    void whatADatabaseMightTakeForAnotherIdIsRefused(String id) {
        assertRefused(() -> row(id).id("C"), "not an id");
    }

    @Test
    void datesAndTimesAreThoseOfIso8601() {
        assertThat(row("1973-02-22").date("C")).isEqualTo(LocalDate.of(1973, 2, 22));
        assertThat(row("2024-02-05T09:00:00-06:00").instant("C")).isEqualTo(Instant.parse("2024-02-05T15:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001-02-30", "22.2.1973", "1973-2-22", "x"})
    void aDayThatNeverWasIsRefused(String date) {
        assertRefused(() -> row(date).date("C"), "not a date such as 2021-03-04");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-08", "2024-01-08T14:00:00", "2024-13-08T14:00:00Z", "2024-01-08T25:00:00Z"})
    void aTimeWithoutItsOffsetIsRefused(String time) {
        assertRefused(() -> row(time).instant("C"), "not a time such as 2021-03-04T05:06:07Z");
    }

    @Test
    void aYearThatNobodyMeansIsRefused() {
        assertRefused(() -> row("0202-05-11T14:00:00Z").instant("C"), "not a year from 1800 to 2199");
        assertRefused(() -> row("2200-01-01").date("C"), "not a year from 1800 to 2199");
    }

    @Test
    void aRowIsAsWideAsTheHeader() {
        Map<String, Integer> positions = new LinkedHashMap<>();
        positions.put("A", 0);
        positions.put("B", 1);
        positions.put("C", 2);
        new Row(2, positions, List.of("1", "2", "3")).checkWidth();
        assertThatThrownBy(() -> new Row(2, positions, List.of("1")).checkWidth())
                .hasMessage("B: the row has too few columns");
        assertThatThrownBy(() -> new Row(2, positions, List.of("1", "2", "3", "4")).checkWidth())
                .hasMessage("C: the row has too many columns");
    }

    private static Row row(String value) {
        return new Row(2, Map.of("C", 0), List.of(value));
    }

    private static void assertRefused(ThrowingCallable getter, String reason) {
        assertThatThrownBy(getter).isInstanceOf(RejectedRow.class).hasMessage("C: " + reason);
    }
}
