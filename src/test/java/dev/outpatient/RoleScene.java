package dev.outpatient;

import dev.outpatient.accounts.Avatars;
import dev.outpatient.accounts.OwnSessions;
import dev.outpatient.accounts.ServiceScope;
import dev.outpatient.accounts.ServiceTokens;
import dev.outpatient.accounts.Sessions;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.feedback.Feedbacks;
import dev.outpatient.patients.Allergies;
import dev.outpatient.patients.AllergyDetails;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.Family;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.PrescriptionPapers;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.prescriptions.Refilling;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.Holds;
import dev.outpatient.scheduling.SeriesBooking;
import dev.outpatient.scheduling.SeriesRequest;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * A patient, a doctor who has the patient in care, and one of each who have nothing to do with the two. What belongs to
 * the two is made when a path asks for it, anew for each scene, so that no answer depends on the requests before.
 */
final class RoleScene {

    private final ApplicationContext program;
    private final Clock clock;
    private final OfficeId office;
    private final DoctorId doctor;
    private final PatientId patient;
    private final AppointmentView appointment;
    private final Actor otherPatient;
    private final Actor otherDoctor;
    private final Actor admin;
    private final Map<String, String> emails;
    private @Nullable ObjectId prescription;
    private @Nullable Long timeOff;

    RoleScene(ApplicationContext program) {
        this.program = program;
        this.clock = program.getBean(Clock.class);
        ClinicFixture clinic = new ClinicFixture(program);
        emails = Map.of(
                "patient", ClinicFixture.email("patient"),
                "doctor", ClinicFixture.email("doctor"),
                "admin", ClinicFixture.email("admin"));
        office = clinic.office(ClinicFixture.BOSTON);
        doctor = clinic.alwaysWorking(email("doctor"), office, 30);
        patient = clinic.patient(email("patient"));
        otherPatient = Actor.of(clinic.patient());
        otherDoctor = Actor.of(clinic.doctor(office));
        admin = clinic.adminAccount(email("admin"));
        appointment = program.getBean(Booking.class)
                .book(Actor.of(patient), new BookingRequest(doctor, office, at(24), null, null), null);
    }

    Map<String, Actor> actors() {
        return Map.of(
                "patient",
                Actor.of(patient),
                "other patient",
                otherPatient,
                "doctor",
                Actor.of(doctor),
                "other doctor",
                otherDoctor,
                "admin",
                admin);
    }

    /** By which the patient, the doctor or the admin signs in. */
    String email(String person) {
        return Objects.requireNonNull(emails.get(person));
    }

    PatientId patient() {
        return patient;
    }

    DoctorId doctor() {
        return doctor;
    }

    OfficeId office() {
        return office;
    }

    /** What the doctor prescribed to the patient; there waits a request for a refill. */
    ObjectId prescriptionId() {
        return prescription();
    }

    /** The path with the numbers of what belongs to the patient and the doctor in place of its variables. */
    String path(String pattern) {
        String path = pattern.replace("{officeId}", office.toString())
                .replace("{doctorId}", doctor.toString())
                .replace("{requestId}", "1")
                .replace("{role}", "patient")
                .replace("{step}", "arrive");
        if (path.contains("{allergyId}")) {
            path = path.replace("{allergyId}", Long.toString(allergy()));
        }
        if (path.contains("{timeOffId}")) {
            path = path.replace("{timeOffId}", Long.toString(timeOff()));
        }
        if (path.contains("{closureId}")) {
            path = path.replace("{closureId}", Long.toString(closure()));
        }
        if (path.contains("/p/{number}/{code}")) {
            path = path.replace("/p/{number}/{code}", paper());
        }
        if (path.contains("/avatars/{name}")) {
            path = path.replaceAll("/avatars/.*", photo());
        }
        return path.contains("{id}") ? path.replace("{id}", id(pattern)) : path.replaceAll("\\{[^}]+}", "987654321");
    }

    private String id(String pattern) {
        if (pattern.contains("/feedback/{id}")) {
            return feedback();
        }
        if (pattern.contains("/series/{id}")) {
            return series(pattern.endsWith("/book"));
        }
        if (pattern.contains("/family") || pattern.contains("/dependants/") || pattern.contains("/managers/")) {
            return Long.toString(bond(pattern));
        }
        if (pattern.contains("/sessions/{id}")) {
            return session();
        }
        if (pattern.contains("tokens/{id}")) {
            return Long.toString(program.getBean(ServiceTokens.class)
                    .create(admin, "Waiting room", Set.of(ServiceScope.READ_SLOTS), 1)
                    .token()
                    .id());
        }
        if (pattern.contains("/imports/{id}")) {
            return Long.toString(endedImport());
        }
        if (pattern.contains("/prescriptions/{id}")) {
            return prescription().toHexString();
        }
        if (pattern.contains("/time-off/{id}") || pattern.contains("/block/{id}")) {
            return Long.toString(timeOff());
        }
        if (pattern.contains("/holds/{id}")) {
            return Long.toString(program.getBean(Holds.class)
                    .hold(Actor.of(patient), doctor, office, at(72), null)
                    .id());
        }
        if (pattern.contains("emergenc") && !pattern.contains("/patients/{id}")) {
            return Long.toString(program.getBean(EmergencyAccesses.class)
                    .open(otherDoctor, patient, "Unconscious in the waiting room")
                    .id());
        }
        if (pattern.contains("/accounts/{role}/{id}")) {
            // Somebody else's, as it may be disabled.
            return new ClinicFixture(program).patient().toString();
        }
        if (pattern.contains("/patients/{id}")) {
            return patient.toString();
        }
        if (pattern.contains("/doctors/{id}")) {
            return doctor.toString();
        }
        if (pattern.contains("/admins/{id}")) {
            return Long.toString(admin.id());
        }
        if (pattern.contains("/offices/{id}")) {
            return office.toString();
        }
        if (pattern.contains("/appointments/{id}")
                || pattern.contains("/booked/{id}")
                || pattern.contains("/day/{id}")) {
            return appointment.appointment().id().toString();
        }
        return "987654321";
    }

    /** What the JSON of a request says, always about the patient and the doctor; empty where nothing need be said. */
    Object body(String pattern) {
        Map<String, Object> visit = Map.of(
                "doctorId", doctor.value(),
                "officeId", office.value(),
                "startsAt", at(48).toString(),
                "patientId", patient.value());
        return switch (pattern) {
            case "/api/v1/appointments", "/api/v1/holds" -> visit;
            case "/api/v1/appointments/series" -> {
                Map<String, Object> series = new HashMap<>(visit);
                series.put("everyDays", 7);
                series.put("visits", 2);
                yield series;
            }
            case "/api/v1/appointments/series/{id}/cancel" -> Map.of("from", today());
            case "/api/v1/appointments/{id}/move" -> Map.of("startsAt", at(48).toString());
            case "/api/v1/doctors/{id}/hours" -> List.of();
            case "/api/v1/doctors/{id}/time-off" -> Map.of("startsAt", at(96).toString(), "endsAt", at(97).toString());
            case "/api/v1/feedback" ->
                Map.of("appointmentId", appointment.appointment().id().value(), "rating", 5);
            case "/api/v1/feedback/{id}/answer" -> Map.of("answer", "Thank you");
            case "/api/v1/feedback/{id}/hide" -> Map.of("reason", "Insults");
            case "/api/v1/patients/{id}" -> Map.of("name", "Pat Patient", "email", ClinicFixture.email("changed"));
            case "/api/v1/prescriptions" ->
                Map.of(
                        "appointmentId",
                        appointment.appointment().id().value(),
                        "medication",
                        List.of(Map.of("name", "Loratadine")));
            case "/api/v1/prescriptions/{id}/cancel",
                    "/api/v1/prescriptions/{id}/refill-requests/{requestId}/decline" -> Map.of("reason", "Not needed");
            case "/api/v1/patients/{id}/allergies" -> Map.of("substance", "Latex");
            case "/api/v1/patients/{id}/emergency-access" -> Map.of("reason", "Unconscious in the waiting room");
            default -> Map.of();
        };
    }

    /** The same for all pages: each takes what it knows. */
    Map<String, String> form() {
        return Map.of(
                "id", appointment.appointment().id().toString(),
                "appointmentId", appointment.appointment().id().toString(),
                "doctorId", doctor.toString(),
                "officeId", office.toString(),
                "patientId", patient.toString(),
                "startsAt", at(48).toString(),
                "to", LocalDateTime.ofInstant(at(48), ClinicFixture.BOSTON).toString(),
                "date", today(),
                "visit", "0");
    }

    /** The same for a page that knows too much of it. */
    Map<String, String> form(String pattern) {
        Map<String, String> form = new HashMap<>(form());
        if (pattern.equals("/admin/family/{id}/confirm")) {
            // The child is nobody's record yet.
            form.remove("patientId");
        }
        return form;
    }

    /** Whether the time off that a path named is still there. */
    boolean keepsTimeOff() {
        Long id = timeOff;
        return id != null
                && program.getBean(TimeOffs.class).list(Actor.of(doctor), doctor, null).stream()
                        .anyMatch(off -> off.id() == id);
    }

    private String photo() {
        return program.getBean(Avatars.class).change(Actor.of(patient), Actor.of(patient), Pictures.jpeg(64, 64));
    }

    private String today() {
        return date().toString();
    }

    /** @param refused whether its first visit is one that somebody else has */
    private String series(boolean refused) {
        if (refused) {
            PatientId other = new ClinicFixture(program).patient();
            program.getBean(Booking.class)
                    .book(Actor.OPERATOR, new BookingRequest(doctor, office, at(120), null, other), null);
        }
        return program.getBean(SeriesBooking.class)
                .book(Actor.of(doctor), new SeriesRequest(doctor, office, patient, at(120), 7, 2, null), null)
                .id()
                .toString();
    }

    private ObjectId prescription() {
        if (prescription == null) {
            prescription = program.getBean(Prescriptions.class)
                    .write(
                            Actor.of(doctor),
                            new PrescriptionRequest(
                                    appointment.appointment().id(),
                                    List.of(new Medication("Amoxicillin", "500 mg", "")),
                                    null,
                                    3,
                                    null,
                                    null),
                            null)
                    .id();
            program.getBean(Refilling.class).ask(Actor.of(patient), prescription);
        }
        return prescription;
    }

    /** Where its QR code leads. */
    private String paper() {
        return program.getBean(PrescriptionPapers.class)
                .print(Actor.of(patient), prescription())
                .address()
                .replaceFirst("#.*", "");
    }

    private long allergy() {
        return program.getBean(Allergies.class)
                .add(Actor.of(doctor), patient, new AllergyDetails("Penicillin", null, null))
                .id();
    }

    /** What the patient said of a visit an hour ago. */
    private String feedback() {
        Visit visit = new Visit(
                patient,
                doctor,
                office,
                ClinicFixture.BOSTON,
                at(-1),
                Duration.ofMinutes(30),
                AppointmentStatus.COMPLETED,
                null,
                null);
        VisitRecords.Outcome.Taken taken = (VisitRecords.Outcome.Taken) program.getBean(VisitRecords.class)
                .record(Actor.OPERATOR, List.of(visit))
                .getFirst();
        return program.getBean(Feedbacks.class)
                .give(Actor.of(patient), taken.id(), 5, null, null)
                .id()
                .toHexString();
    }

    private long timeOff() {
        long id = program.getBean(TimeOffs.class)
                .enter(Actor.of(doctor), doctor, at(150), at(151), null, null)
                .timeOff()
                .id();
        timeOff = id;
        return id;
    }

    /** Between the patient and somebody else, as far as the step of the path asks for. */
    private long bond(String pattern) {
        Family family = program.getBean(Family.class);
        LocalDate today = date();
        if (pattern.endsWith("/accept") || pattern.endsWith("/decline") || pattern.contains("/managers/")) {
            long asked = family.ask(Actor.of(new ClinicFixture(program).patient()), email("patient"));
            if (pattern.contains("/managers/")) {
                family.accept(Actor.of(patient), asked);
            }
            return asked;
        }
        boolean grown = pattern.endsWith("/ask") || pattern.endsWith("/invite");
        long bond = family.askForChild(Actor.of(patient), "Leo Brooks", today.minusYears(grown ? 17 : 8));
        if (grown) {
            PatientId child = program.getBean(FamilyReview.class).confirm(Actor.OPERATOR, bond, null);
            program.getBean(JdbcClient.class)
                    .sql("UPDATE patient SET date_of_birth = ?, email = ? WHERE id = ?")
                    .params(today.minusYears(18), ClinicFixture.email("grown"), child.value())
                    .update();
        }
        if (pattern.endsWith("/invite")) {
            family.askAgain(Actor.of(patient), bond);
        }
        return bond;
    }

    /** Of the patient, as a browser's sign-in leaves it. */
    private String session() {
        Actor owner = Actor.of(patient);
        SessionRepository<?> sessions = program.getBean(SessionRepository.class);
        keep(
                sessions,
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                        new SignedIn(owner, "Pat Patient"), null, Sessions.authorities(Role.PATIENT))));
        return program.getBean(OwnSessions.class).list(owner, null).getFirst().id();
    }

    private static <S extends Session> void keep(SessionRepository<S> sessions, SecurityContext who) {
        S session = sessions.createSession();
        session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, who);
        sessions.save(session);
    }

    /** One without files, as only one at a time runs and all tests share the program. */
    private long endedImport() {
        LocalDateTime now = UtcTime.toColumn(clock.instant());
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        program.getBean(JdbcClient.class)
                .sql("""
                        INSERT INTO import_run (started_by, started_at, seen_at, ended_at, outcome, bytes_read, bytes_total)
                        VALUES (?, ?, ?, ?, 'done', 0, 0)""")
                .params(admin.id(), now, now, now)
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private long closure() {
        LocalDate day = date().plusDays(30);
        return program.getBean(Closures.class)
                .enter(Actor.OPERATOR, office, List.of(new Closures.Day(day, "Closed")))
                .closures()
                .getFirst()
                .id();
    }

    private LocalDate date() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Instant at(int hours) {
        return clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(hours));
    }
}
