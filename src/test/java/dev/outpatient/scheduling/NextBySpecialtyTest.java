package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnEachEngine
class NextBySpecialtyTest {

    private final Engine engine;
    private final ClinicFixture clinic;
    private final OfficeId office;
    private final String offered = "Specialty " + UUID.randomUUID();
    private final String without = "Specialty " + UUID.randomUUID();

    NextBySpecialtyTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.office = clinic.office(ClinicFixture.BOSTON);
    }

    @Test
    void theEarliestOfEachSpecialtyIsTheEarliestOfItsSearch() {
        doctor(without);
        clinic.week(doctor(offered), office, LocalTime.of(14, 0), LocalTime.of(16, 0), 30);
        clinic.week(doctor(offered), office, LocalTime.of(9, 0), LocalTime.of(17, 0), 20);
        SlotSearch search = engine.bean(SlotSearch.class);
        LocalDate until = LocalDate.now(ClinicFixture.BOSTON).plusDays(10);

        Map<String, Slot> next = search.nextBySpecialty(until);
        assertThat(next).doesNotContainKey(without);
        assertThat(next.get(offered))
                .isEqualTo(search.search(new SlotFilter(null, null, offered, null, null, null, null, null), 1)
                        .getFirst());
        assertThat(search.nextBySpecialty(until.minusDays(11))).doesNotContainKey(offered);
    }

    private DoctorId doctor(String specialty) {
        DirectoryAdministration administration = engine.bean(DirectoryAdministration.class);
        DoctorId doctor = administration.addDoctor(
                Actor.OPERATOR,
                new DoctorDetails("Ada Doctor", null, ClinicFixture.email("doctor"), null, specialty, null),
                (String) null);
        administration.assign(Actor.OPERATOR, doctor, office);
        return doctor;
    }
}
