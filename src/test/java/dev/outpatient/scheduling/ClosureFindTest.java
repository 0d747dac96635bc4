package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.shared.Actor;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Why an office is closed on a date: what memory knows and what it has forgotten, by the calendar on each office's wall. */
@OnEachEngine
class ClosureFindTest {

    private final Engine engine;
    private final ClinicFixture clinic;
    private final Closures closures;

    ClosureFindTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.closures = engine.bean(Closures.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Pacific/Kiritimati", "Pacific/Honolulu"})
    void closedDaysAreFoundAndOthersNot(String zone) {
        Office office = engine.bean(Directory.class).getOffice(clinic.office(ZoneId.of(zone)));
        LocalDate today = LocalDate.now(ZoneId.of(zone));
        assertThat(closures.find(office, today)).isEmpty();
        closures.enter(
                Actor.OPERATOR,
                office.id(),
                List.of(new Closures.Day(today, "Flood"), new Closures.Day(today.plusDays(3), "Holiday")));
        engine.bean(JdbcTemplate.class)
                .update(
                        "INSERT INTO closure (office_id, closed_on, name, created_at) VALUES (?, ?, ?, CURRENT_TIMESTAMP)",
                        office.id().value(),
                        today.minusDays(9),
                        "Long over");
        assertThat(closures.find(office, today)).map(Closure::name).hasValue("Flood");
        assertThat(closures.find(office, today.plusDays(3))).map(Closure::name).hasValue("Holiday");
        assertThat(closures.find(office, today.minusDays(9))).map(Closure::name).hasValue("Long over");
        for (int day : List.of(-10, -8, -1, 1, 2, 4)) {
            assertThat(closures.find(office, today.plusDays(day)))
                    .as("%d days from today", day)
                    .isEmpty();
        }
        closures.list(office.id(), today, today)
                .forEach(flood -> closures.remove(Actor.OPERATOR, office.id(), flood.id()));
        assertThat(closures.find(office, today)).isEmpty();
    }
}
