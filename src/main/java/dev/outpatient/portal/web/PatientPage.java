package dev.outpatient.portal.web;

import dev.outpatient.accounts.PasswordReset;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.feedback.Feedback;
import dev.outpatient.feedback.Feedbacks;
import dev.outpatient.patients.Allergies;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.patients.RecordAccess;
import dev.outpatient.patients.RecordAccess.Ground;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionList;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.VisitAction;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * A patient's record: the person, and what comes, and one timeline of what happened, for doctors with what is clinical in it. Admins see
 * the person and the visits.
 */
@Controller
class PatientPage {

    private static final int LISTED = 50;

    private final Patients patients;
    private final RecordAccess access;
    private final Appointments appointments;
    private final Prescriptions prescriptions;
    private final Feedbacks feedbacks;
    private final Allergies allergies;
    private final Directory directory;
    private final EmergencyAccesses emergencies;
    private final PasswordReset reset;
    private final Clock clock;

    PatientPage(
            Patients patients,
            RecordAccess access,
            Appointments appointments,
            Prescriptions prescriptions,
            Feedbacks feedbacks,
            Allergies allergies,
            Directory directory,
            EmergencyAccesses emergencies,
            PasswordReset reset,
            Clock clock) {
        this.patients = patients;
        this.access = access;
        this.appointments = appointments;
        this.prescriptions = prescriptions;
        this.feedbacks = feedbacks;
        this.allergies = allergies;
        this.directory = directory;
        this.emergencies = emergencies;
        this.reset = reset;
        this.clock = clock;
    }

    @GetMapping("/patients/{id}")
    String show(Actor actor, @PathVariable long id, Model model) {
        Patient patient = patients.get(actor, new PatientId(id));
        boolean emergency = access.find(actor, patient.id())
                .filter(Ground.EMERGENCY::equals)
                .isPresent();
        List<AppointmentView> visits = appointments.ofPatient(actor, patient.id(), LISTED);
        List<RecordItem> items =
                new ArrayList<>(visits.stream().map(RecordItem::of).toList());
        if (access.mayReadClinical(actor, patient.id())) {
            model.addAttribute("allergies", allergies.list(actor, patient.id()));
            model.addAttribute("mayTreat", access.mayTreat(actor, patient.id()));
            findTodays(actor, patient.id(), visits).ifPresent(visit -> {
                model.addAttribute("todays", visit);
                model.addAttribute("actions", VisitAction.of(visit, clock.instant()));
            });
            findVisitToPrescribeFor(actor, visits).ifPresent(visit -> model.addAttribute("prescribeFor", visit));
            try {
                PrescriptionList found = prescriptions.list(actor, patient.id(), null, LISTED);
                List<RecordItem> prescribed = prescribed(found.items());
                items.addAll(prescribed);
                model.addAttribute(
                        "medicines",
                        prescribed.stream()
                                .filter(item -> "active".equals(item.status()))
                                .toList());
                model.addAttribute("unreadable", found.unreadable());
            } catch (Problem.Unavailable e) {
                model.addAttribute("away", true);
            }
        }
        try {
            model.addAttribute("said", said(actor, patient.id()));
        } catch (Problem.Unavailable e) {
            model.addAttribute("away", true);
        }
        Comparator<RecordItem> byTime = Comparator.comparing(item -> item.at().toInstant());
        Instant now = clock.instant();
        model.addAttribute(
                "coming",
                items.stream().filter(item -> item.isAhead(now)).sorted(byTime).toList());
        model.addAttribute("patient", patient);
        model.addAttribute(
                "items",
                items.stream()
                        .filter(item -> !item.isAhead(now))
                        .sorted(byTime.reversed())
                        .toList());
        model.addAttribute(
                "emergency",
                !emergency
                        ? null
                        : emergencies.listOpen(actor).stream()
                                .filter(open -> open.patientId().equals(patient.id()))
                                .findFirst()
                                .orElse(null));
        model.addAttribute("zone", directory.zone());
        model.addAttribute("passwordHelp", actor.isAdmin() && !reset.isPossible());
        return "patient";
    }

    private Map<AppointmentId, Feedback> said(Actor actor, PatientId patient) {
        Map<AppointmentId, Feedback> said = new HashMap<>();
        for (Feedback feedback : feedbacks.ofPatient(actor, patient, LISTED)) {
            AppointmentId visit = feedback.appointmentId();
            if (visit != null) {
                said.put(visit, feedback);
            }
        }
        return said;
    }

    private List<RecordItem> prescribed(List<Prescription> found) {
        Map<DoctorId, Doctor> doctors = directory.doctorsById(
                found.stream().map(Prescription::doctorId).distinct().toList());
        ZoneId zone = directory.zone();
        Instant now = clock.instant();
        return found.stream()
                .map(one -> {
                    Doctor doctor = doctors.get(one.doctorId());
                    return RecordItem.of(one, zone, now, doctor == null ? null : doctor.name());
                })
                .toList();
    }

    /** The doctor's own visit of this patient today, of which there is something to say still: the one nearest to now. */
    private Optional<AppointmentView> findTodays(Actor actor, PatientId patient, List<AppointmentView> visits) {
        if (actor.role() != Role.DOCTOR) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return ofToday(actor, patient, visits).stream()
                .filter(view -> actor.is(view.appointment().doctorId())
                        && view.appointment().status() == AppointmentStatus.SCHEDULED
                        && view.startsAt()
                                .toLocalDate()
                                .equals(LocalDate.ofInstant(now, view.office().timeZone())))
                .min(byDistance(now, AppointmentView::appointment));
    }

    /**
     * Whoever has a long series ahead has today's further down than the page reads. It is another date at each office, so a
     * day before and after now are read.
     */
    private List<AppointmentView> ofToday(Actor doctor, PatientId patient, List<AppointmentView> latest) {
        if (latest.size() < LISTED) {
            return latest;
        }
        Instant now = clock.instant();
        TimeRange near = new TimeRange(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
        return appointments.ofDoctor(doctor, new DoctorId(doctor.id()), near).stream()
                .filter(view -> view.appointment().patientId().equals(patient))
                .toList();
    }

    private static <T> Comparator<T> byDistance(Instant now, Function<T, Appointment> visit) {
        return Comparator.comparing(
                one -> Duration.between(visit.apply(one).time().start(), now).abs());
    }

    /** The doctor's own visit of this patient that is nearest to now. */
    private Optional<Long> findVisitToPrescribeFor(Actor actor, List<AppointmentView> visits) {
        Instant now = clock.instant();
        return visits.stream()
                .map(AppointmentView::appointment)
                .filter(visit -> actor.is(visit.doctorId()) && visit.status() != AppointmentStatus.CANCELLED)
                .min(byDistance(now, Function.identity()))
                .map(visit -> visit.id().value());
    }
}
