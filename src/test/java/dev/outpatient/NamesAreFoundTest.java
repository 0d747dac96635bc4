package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.Patient;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.AppointmentFilter;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Like;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who types a name without its accents, or its words the other way round, finds the person all the same. */
@OnEachEngine
class NamesAreFoundTest {

    /** Another one for each test, as an emergency opens the record of one patient. */
    private static final AtomicInteger DAYS = new AtomicInteger();

    private static final List<String> TYPED =
            List.of("Inês Ærø-Muñoz", "ines muñoz", "MUNOZ INES", "inÊs", "munoz", "ærø-mun");

    private final LocalDate born = LocalDate.of(1980, 5, 17).plusDays(DAYS.incrementAndGet());
    private final Engine engine;
    private final OfficeId office;
    private final PatientId patient;

    NamesAreFoundTest(Engine engine) {
        this.engine = engine;
        ClinicFixture clinic = new ClinicFixture(engine.program());
        office = clinic.office(ClinicFixture.BOSTON);
        patient = engine.bean(Patients.class)
                .addAll(
                        Actor.OPERATOR,
                        List.of(new PatientDetails("Inês Ærø-Muñoz", null, null, null, null, null, born)),
                        null)
                .getFirst();
    }

    @Test
    void aPatientByTheDoctorAndByTheAdmin() {
        DoctorId doctor = new ClinicFixture(engine.program()).alwaysWorking(office, 30);
        Instant soon = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
        engine.bean(Booking.class).book(Actor.OPERATOR, new BookingRequest(doctor, office, soon, null, patient), null);
        Appointments appointments = engine.bean(Appointments.class);
        for (String typed : TYPED) {
            assertThat(appointments.patientsNamed(Actor.of(doctor), typed, 5))
                    .as(typed)
                    .containsExactly(patient);
            assertThat(engine.bean(Patients.class).search(Actor.OPERATOR, typed, 50))
                    .as(typed)
                    .extracting(Patient::id)
                    .contains(patient);
            AppointmentFilter named = new AppointmentFilter(null, null, null, doctor, null, typed);
            assertThat(appointments.search(Actor.OPERATOR, named, null, 5).items())
                    .as(typed)
                    .hasSize(1);
        }
        assertThat(appointments.patientsNamed(Actor.of(doctor), "ines munez", 5))
                .isEmpty();
    }

    @Test
    void aPatientInAnEmergency() {
        DoctorId doctor = new ClinicFixture(engine.program()).doctor(office);
        assertThat(engine.bean(EmergencyAccesses.class)
                        .open(Actor.of(doctor), "ines Ærø-munoz", born, "Unconscious in the waiting room")
                        .patientId())
                .isEqualTo(patient);
    }

    /** As the embedded database compares; a text may bring its accents as letters of their own. */
    @Test
    void aPlainTextHasNoAccentHoweverItWasTyped() {
        assertThat(Like.plain("İPEK Çelik")).isEqualTo("ipek celik");
        assertThat(Like.plain("Jose\u0301")).isEqualTo("jose");
        assertThat(Like.plain("Ørsted 42")).isEqualTo("ørsted 42");
        assertThat(Like.plain(null)).isNull();
    }

    @Test
    void aDoctor() {
        DoctorId doctor = engine.bean(DirectoryAdministration.class)
                .addDoctor(
                        Actor.OPERATOR,
                        new DoctorDetails("Zoë Çelik", null, ClinicFixture.email("zoe"), null, "Cardiology", null),
                        "none");
        engine.bean(DirectoryAdministration.class).assign(Actor.OPERATOR, doctor, office);
        for (String typed : List.of("zoe celik", "Celik Zoë")) {
            assertThat(engine.bean(Directory.class)
                            .searchDoctors(new DoctorFilter(typed, null, null, null, null, null), null, 50)
                            .items())
                    .as(typed)
                    .extracting(Doctor::id)
                    .contains(doctor);
        }
    }
}
