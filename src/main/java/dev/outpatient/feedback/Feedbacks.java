package dev.outpatient.feedback;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.Directory;
import dev.outpatient.patients.RecordAccess;
import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.DocumentStore;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Patients say how a visit was; doctors read it and answer once; admins can hide what must not be read. */
@Service
public class Feedbacks {

    /** How long after a visit it can be rated. */
    public static final Duration OPEN = Duration.ofDays(60);

    /** The most letters of a comment, an answer or a reason. */
    public static final int LONGEST_TEXT = 2000;

    private final FeedbackDocuments feedback;
    private final Appointments appointments;
    private final Directory directory;
    private final RecordAccess access;
    private final FeedbackChanges changes;
    private final AuditTrail trail;
    private final Clock clock;

    Feedbacks(
            FeedbackDocuments feedback,
            Appointments appointments,
            Directory directory,
            RecordAccess access,
            FeedbackChanges changes,
            AuditTrail trail,
            Clock clock) {
        this.feedback = feedback;
        this.appointments = appointments;
        this.directory = directory;
        this.access = access;
        this.changes = changes;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Rates a completed visit of the own.
     *
     * @param rating 1 to 5
     * @param key what makes a repeated request answer as the first one did, or null
     * @throws Problem.NotFound when there is no such visit of the actor's
     * @throws Problem.Invalid when rating or comments can't be
     * @throws FeedbackRefused when it is not completed, too long ago, or rated already
     * @throws Problem.Unavailable when MongoDB is away; nothing is kept then
     */
    public Feedback give(
            Actor actor, AppointmentId visit, int rating, @Nullable String comments, @Nullable RequestKey key) {
        Appointment appointment = visit(actor, visit);
        if (rating < 1 || rating > 5) {
            throw Problem.Invalid.field("rating", "Choose 1 to 5.");
        }
        Feedback given = new Feedback(
                FeedbackChanges.idFor(actor, key),
                appointment.patientId(),
                appointment.doctorId(),
                visit,
                rating,
                text("comments", comments),
                changes.now());
        if (key != null) {
            changes.begin(actor, key, visit, given.id());
        }
        Optional<Feedback> before = available(() -> of(visit));
        if (before.isPresent()) {
            return before.filter(there -> there.id().equals(given.id())).orElseThrow(FeedbackRefused::alreadyGiven);
        }
        checkOpen(appointment);
        if (available(() -> changes.give(actor, given))) {
            return given;
        }
        return same(visit, given).orElseThrow(FeedbackRefused::alreadyGiven);
    }

    /** What the same request kept, sent before. */
    private Optional<Feedback> same(AppointmentId visit, Feedback given) {
        return available(() -> of(visit)).filter(there -> there.id().equals(given.id()));
    }

    /**
     * What was said of an own visit.
     *
     * @throws Problem.NotFound when there is no such visit of the actor's
     * @throws Problem.Unavailable when MongoDB is away
     */
    @Transactional
    public Optional<Feedback> find(Actor actor, AppointmentId visit) {
        visit(actor, visit);
        return available(() -> of(visit));
    }

    /** Why a visit can't be rated, or empty when it can, unless it has been. */
    public Optional<FeedbackRefused> findRefusal(Appointment appointment) {
        if (appointment.status() != AppointmentStatus.COMPLETED) {
            return Optional.of(FeedbackRefused.notCompleted());
        }
        return clock.instant().isAfter(appointment.time().end().plus(OPEN))
                ? Optional.of(FeedbackRefused.tooLate())
                : Optional.empty();
    }

    /**
     * What became of visits.
     *
     * @param open those that can be rated and have not been
     * @param given from 1 to 5, of those that have been
     */
    public record Rated(Set<AppointmentId> open, Map<AppointmentId, Integer> given) {

        public static final Rated UNKNOWN = new Rated(Set.of(), Map.of());
    }

    /**
     * Which of the visits were rated, and which can be.
     *
     * @throws Problem.Unavailable when MongoDB is away
     */
    public Rated listRated(Collection<Appointment> visits) {
        List<AppointmentId> completed = visits.stream()
                .filter(visit -> visit.status() == AppointmentStatus.COMPLETED)
                .map(Appointment::id)
                .toList();
        Map<AppointmentId, Integer> given = available(() -> feedback.ofVisits(completed)).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().rating()));
        Set<AppointmentId> open = visits.stream()
                .filter(visit -> findRefusal(visit).isEmpty() && !given.containsKey(visit.id()))
                .map(Appointment::id)
                .collect(Collectors.toSet());
        return new Rated(open, given);
    }

    /**
     * What patients said of a doctor, newest first, to the doctor and admins.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.NotFound when there is no such doctor
     * @throws Problem.Forbidden to others
     * @throws Problem.Unavailable when MongoDB is away
     */
    @Transactional
    public Page<Feedback> list(Actor actor, DoctorId doctor, @Nullable String after, int limit) {
        directory.getDoctor(doctor);
        if (!mayRead(actor, doctor)) {
            throw Problem.Forbidden.to("read what patients said of a doctor");
        }
        FeedbackCursor cursor = FeedbackCursor.parse(after);
        List<Feedback> found = available(() -> feedback.ofDoctor(doctor, cursor, limit + 1));
        trail.info(actor, "Read the feedback", Reference.of(doctor));
        return Page.cut(found, limit, last -> FeedbackCursor.of(last).toString());
    }

    /**
     * What patients said of all doctors.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Unavailable when MongoDB is away
     */
    @Transactional
    public FeedbackList search(Actor actor, FeedbackFilter filter, Listing<FeedbackOrder> listing) {
        checkAdmin(actor);
        FeedbackList found = available(() -> feedback.search(filter, listing));
        trail.info(actor, "feedback.listed", "Read the feedback of all doctors");
        return found;
    }

    /**
     * All of the list that can be read, to take away.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when there is more than a file may hold
     * @throws Problem.Unavailable when MongoDB is away
     */
    @Transactional
    public List<Feedback> export(Actor actor, FeedbackFilter filter, Listing<FeedbackOrder> listing) {
        checkAdmin(actor);
        List<Feedback> all =
                available(() -> feedback.search(filter, listing.whole())).rows().forFile();
        trail.warning(actor, "feedback.exported", "Exported " + all.size() + " pieces of feedback");
        return all;
    }

    /** Whether somebody reads what patients said of a doctor. */
    public static boolean mayRead(Actor actor, DoctorId doctor) {
        return actor.is(doctor) || actor.isAdmin();
    }

    /**
     * How a doctor is rated, with few ratings too: for the doctor and admins.
     *
     * @throws Problem.Unavailable when MongoDB is away
     */
    public Rating rating(DoctorId doctor) {
        return Rating.of(available(() -> feedback.counts(List.of(doctor))).getOrDefault(doctor, Map.of()));
    }

    /**
     * The ratings that are public; a doctor with fewer than {@link Rating#PUBLIC_FROM} is absent.
     *
     * @throws Problem.Unavailable when MongoDB is away
     */
    public Map<DoctorId, Rating> publicRatings(Collection<DoctorId> doctors) {
        Map<DoctorId, Rating> ratings = new HashMap<>();
        available(() -> feedback.counts(doctors)).forEach((doctor, counts) -> {
            Rating rating = Rating.of(counts);
            if (rating.isPublic()) {
                ratings.put(doctor, rating);
            }
        });
        return ratings;
    }

    /**
     * Answers what was said of the actor, once.
     *
     * @throws Problem.NotFound when there is none, or it is of another doctor
     * @throws Problem.Invalid when there is no text, or too much
     * @throws FeedbackRefused when it has an answer
     * @throws Problem.Unavailable when MongoDB is away
     */
    public void answer(Actor actor, ObjectId id, String text) {
        Feedback said = available(() -> feedback.find(id))
                .filter(one -> actor.is(one.doctorId()) && one.hiding() == null)
                .orElseThrow(() -> Problem.NotFound.of("feedback"));
        String answer = needed("answer", text);
        if (!available(() -> changes.answer(actor, said, answer))) {
            throw FeedbackRefused.answered();
        }
    }

    /**
     * Takes comments and answer out of sight; the rating counts on.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when there is none
     * @throws Problem.Invalid when there is no reason, or too long a one
     * @throws FeedbackRefused when it is hidden
     * @throws Problem.Unavailable when MongoDB is away
     */
    public void hide(Actor actor, ObjectId id, String reason) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("hide feedback");
        }
        Feedback said = available(() -> feedback.find(id)).orElseThrow(() -> Problem.NotFound.of("feedback"));
        String why = needed("reason", reason);
        if (!available(() -> changes.hide(actor, said, why))) {
            throw FeedbackRefused.hidden();
        }
    }

    /**
     * What a patient said, newest first: for the patient and admins all of it, for a doctor what is about the doctor and
     * not hidden.
     *
     * @throws Problem.NotFound when the actor may not read the record
     * @throws Problem.Unavailable when MongoDB is away
     */
    public List<Feedback> ofPatient(Actor actor, PatientId patient, int limit) {
        if (access.find(actor, patient).isEmpty()) {
            throw Problem.NotFound.of("patient");
        }
        return available(() -> feedback.ofPatient(patient, limit)).stream()
                .filter(said -> actor.role() != Role.DOCTOR || actor.is(said.doctorId()) && said.hiding() == null)
                .toList();
    }

    private static void checkAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("read what patients said of all doctors");
        }
    }

    private Optional<Feedback> of(AppointmentId visit) {
        return Optional.ofNullable(feedback.ofVisits(List.of(visit)).get(visit));
    }

    /** Nobody rates a visit but the patient, and who acts for the patient. */
    private Appointment visit(Actor actor, AppointmentId id) {
        Appointment visit = appointments.get(actor, id).appointment();
        if (!access.actsFor(actor, visit.patientId())) {
            throw Problem.NotFound.of("appointment");
        }
        return visit;
    }

    private void checkOpen(Appointment visit) {
        findRefusal(visit).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private static String needed(String field, String text) {
        String stripped = text(field, text);
        if (stripped == null) {
            throw Problem.Invalid.field(field, "Write something.");
        }
        return stripped;
    }

    private static @Nullable String text(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_TEXT) {
            throw Problem.Invalid.field(field, "Write at most " + LONGEST_TEXT + " letters.");
        }
        return text.strip();
    }

    static <T> T available(Supplier<T> work) {
        return DocumentStore.ask(work, "Feedback can't be read or kept at the moment. Try again soon.");
    }
}
