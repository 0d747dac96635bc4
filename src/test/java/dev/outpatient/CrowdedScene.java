package dev.outpatient;

import dev.outpatient.accounts.ServiceScope;
import dev.outpatient.accounts.ServiceTokens;
import dev.outpatient.feedback.Feedback;
import dev.outpatient.feedback.FeedbackRecords;
import dev.outpatient.patients.Allergies;
import dev.outpatient.patients.AllergyDetails;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.Family;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionRecords;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.prescriptions.Refilling;
import dev.outpatient.prescriptions.Refills;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.springframework.context.ApplicationContext;

/** A scene with so many rows of everything that a page which asks once for each of them stands out. */
final class CrowdedScene {

    /** Of visits on a day: more than a doctor sees. */
    private static final int MANY = 24;

    private static final int SOME = 6;

    private record Place(DoctorId doctor, OfficeId office) {}

    private final ApplicationContext program;
    private final ClinicFixture clinic;
    private final RoleScene scene;
    private final Place here;
    private final Actor doctor;
    private final Actor patient;
    private final Instant now;
    private final LocalDate today;

    private CrowdedScene(ApplicationContext program, Instant now) {
        this.program = program;
        this.clinic = new ClinicFixture(program);
        this.scene = new RoleScene(program);
        this.here = new Place(scene.doctor(), scene.office());
        this.doctor = Actor.of(scene.doctor());
        this.patient = Actor.of(scene.patient());
        this.now = now;
        this.today = LocalDate.ofInstant(now, ClinicFixture.BOSTON);
    }

    static RoleScene make(ApplicationContext program, Instant now) {
        CrowdedScene crowd = new CrowdedScene(program, now);
        // Each hour: with more to choose from than any doctor offers, only the size of the pages would tell.
        crowd.clinic.week(crowd.scene.doctor(), crowd.scene.office(), LocalTime.MIN, LocalTime.MIDNIGHT, 60);
        List<PatientId> others = crowd.clinic.patients(MANY);
        crowd.fillTheDay(others);
        crowd.fillTheYears();
        crowd.fillTheFamily(others);
        crowd.fillTheOffice(others);
        return crowd.scene;
    }

    /** The doctor's day, with patients of whom each had something prescribed and asks for more of it. */
    private void fillTheDay(List<PatientId> others) {
        List<Visit> day = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            day.add(visit(others.get(i), here, today.atStartOfDay().plusHours(i)));
        }
        record(day);
        List<Visit> dayBefore = day.stream()
                .map(v -> visit(v.patientId(), here, wall(v.startsAt()).minusDays(1)))
                .toList();
        List<AppointmentId> booked = record(dayBefore);
        for (int i = 0; i < SOME; i++) {
            ObjectId written = program.getBean(Prescriptions.class)
                    .write(
                            doctor,
                            new PrescriptionRequest(
                                    booked.get(i),
                                    List.of(new Medication("Amoxicillin", "500 mg", "Three times a day")),
                                    null,
                                    3,
                                    null,
                                    null),
                            null)
                    .id();
            program.getBean(Refilling.class).ask(Actor.of(others.get(i)), written);
        }
        List<Feedback> said = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            said.add(new Feedback(
                    new ObjectId(),
                    others.get(i),
                    scene.doctor(),
                    booked.get(i),
                    1 + i % 5,
                    "Took the time I needed",
                    now));
        }
        program.getBean(FeedbackRecords.class).addAll(Actor.OPERATOR, said);
    }

    /** The patient's past and future, at many doctors in many offices. */
    private void fillTheYears() {
        List<Place> places = new ArrayList<>(List.of(here));
        for (int i = 0; i < SOME; i++) {
            OfficeId office = clinic.office(ClinicFixture.BOSTON);
            places.add(new Place(clinic.alwaysWorking(office, 30), office));
        }
        List<Visit> visits = new ArrayList<>();
        for (int i = 1; i <= MANY / 2; i++) {
            Place seen = places.get(i % places.size());
            visits.add(visit(scene.patient(), seen, today.minusDays(i).atTime(20, 0)));
            visits.add(visit(scene.patient(), seen, today.plusDays(i + 1L).atTime(20, 0)));
        }
        List<AppointmentId> booked = record(visits);
        List<Prescription> written = new ArrayList<>();
        for (int i = 0; i < booked.size(); i++) {
            written.add(Prescription.brought(
                    new ObjectId(),
                    scene.patient(),
                    visits.get(i).doctorId(),
                    booked.get(i),
                    List.of(new Medication("Cetirizine", "10 mg", "Once a day")),
                    now.minus(Duration.ofDays(i)),
                    now.minus(Duration.ofDays(i)),
                    Refills.NONE));
        }
        program.getBean(PrescriptionRecords.class).addAll(Actor.OPERATOR, written);
        Stream.of("Sesame", "Latex", "Peanut", "Strawberry", "Nickel", "Wasp venom")
                .forEach(substance -> program.getBean(Allergies.class)
                        .add(doctor, scene.patient(), new AllergyDetails(substance, "Rash", null)));
    }

    private void fillTheFamily(List<PatientId> others) {
        Family family = program.getBean(Family.class);
        for (int i = 0; i < SOME; i++) {
            long child = family.askForChild(
                    patient, "Child " + i, today.minusYears(5).minusDays(i));
            if (i % 2 == 0) {
                program.getBean(FamilyReview.class).confirm(Actor.OPERATOR, child, null);
            }
            family.ask(Actor.of(others.get(i)), scene.email("patient"));
        }
    }

    private void fillTheOffice(List<PatientId> others) {
        Actor admin = Objects.requireNonNull(scene.actors().get("admin"));
        List<Closures.Day> closed = new ArrayList<>();
        for (int i = 0; i < SOME; i++) {
            closed.add(new Closures.Day(today.plusDays(2L + 7L * i), "Closed"));
            Instant away = at(today.plusDays(2L + i).atTime(10, 0));
            program.getBean(TimeOffs.class)
                    .enter(doctor, scene.doctor(), away, away.plus(Duration.ofHours(1)), null, null);
            program.getBean(EmergencyAccesses.class)
                    .open(Actor.of(clinic.doctor(scene.office())), others.get(i), "Unconscious in the waiting room");
            program.getBean(ServiceTokens.class).create(admin, "Program " + i, Set.of(ServiceScope.READ_SLOTS), 30);
        }
        program.getBean(Closures.class).enter(Actor.OPERATOR, scene.office(), closed);
    }

    private Visit visit(PatientId who, Place place, LocalDateTime wall) {
        Instant start = at(wall);
        return new Visit(
                who,
                place.doctor(),
                place.office(),
                ClinicFixture.BOSTON,
                start,
                Duration.ofMinutes(30),
                start.isBefore(now) ? AppointmentStatus.COMPLETED : AppointmentStatus.SCHEDULED,
                "Check-up",
                null);
    }

    private List<AppointmentId> record(List<Visit> visits) {
        return program.getBean(VisitRecords.class).record(Actor.OPERATOR, visits).stream()
                .map(outcome -> ((VisitRecords.Outcome.Taken) outcome).id())
                .toList();
    }

    private static LocalDateTime wall(Instant at) {
        return LocalDateTime.ofInstant(at, ClinicFixture.BOSTON);
    }

    private static Instant at(LocalDateTime wall) {
        return wall.atZone(ClinicFixture.BOSTON).toInstant();
    }
}
