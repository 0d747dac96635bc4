package dev.outpatient.portal;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.outpatient.accounts.Admins;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.feedback.Feedback;
import dev.outpatient.feedback.FeedbackRecords;
import dev.outpatient.patients.Family;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.patients.Patients;
import dev.outpatient.portal.DemoDoctor.Stint;
import dev.outpatient.portal.DemoVisit.Opinion;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionRecords;
import dev.outpatient.prescriptions.RefillRequest;
import dev.outpatient.prescriptions.Refills;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.scheduling.VisitRecords.Outcome;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The clinic that anyone meets who starts the program without a database: made-up people with a past and a future around
 * the present day. The same day always gives the same clinic.
 */
@Component
class DemoClinic {

    static final String PATIENT = "patient@demo.test";
    private static final String CHILD = "Leo Brooks";
    static final String DOCTOR = "doctor@demo.test";
    static final String ADMIN = "admin@demo.test";
    static final String PASSWORD = "outpatient-demo";

    private static final Logger log = LoggerFactory.getLogger(DemoClinic.class);
    private static final Actor ACTOR = Actor.OPERATOR;
    private static final long SEED = 1_905;
    private static final int BATCH = 500;

    private static final int REFILLS = 3;
    private static final Duration ASKED_BEFORE = Duration.ofHours(20);
    /** After about so long people ask for more. */
    private static final Duration ASKED_AFTER = Duration.ofDays(26);

    /** So many ask the doctor who signs in. */
    private static final int ASKING = 2;

    /** Each document, said in words: no condition at all would look like one that was forgotten. */
    private static final Bson ALL = Filters.gte("_id", new ObjectId(new byte[12]));

    private final Directory directory;
    private final DirectoryAdministration administration;
    private final Hours hours;
    private final Patients patients;
    private final VisitRecords visits;
    private final PrescriptionRecords prescriptions;
    private final FeedbackRecords feedback;
    private final Family family;
    private final FamilyReview familyReview;
    private final Admins admins;
    private final PasswordEncoder passwords;
    private final TransactionTemplate transaction;
    private final MongoDatabase documents;
    private final Clock clock;

    DemoClinic(
            Directory directory,
            DirectoryAdministration administration,
            Hours hours,
            Patients patients,
            VisitRecords visits,
            PrescriptionRecords prescriptions,
            FeedbackRecords feedback,
            Family family,
            FamilyReview familyReview,
            Admins admins,
            PasswordEncoder passwords,
            TransactionTemplate transaction,
            MongoDatabase documents,
            Clock clock) {
        this.directory = directory;
        this.administration = administration;
        this.hours = hours;
        this.patients = patients;
        this.visits = visits;
        this.prescriptions = prescriptions;
        this.feedback = feedback;
        this.family = family;
        this.familyReview = familyReview;
        this.admins = admins;
        this.passwords = passwords;
        this.transaction = transaction;
        this.documents = documents;
        this.clock = clock;
    }

    /** Whether nobody has put anything into the SQL store yet. */
    boolean isEmpty() {
        return !admins.exist()
                && directory.listOffices().isEmpty()
                && directory.listSpecialties().isEmpty();
    }

    /**
     * Fills stores of which the SQL one is empty. All rows are committed at once, after the documents are written: if
     * the program is stopped in between, the SQL store is still empty and the documents that point at nothing go when it
     * is called again.
     */
    void load() {
        Instant now = clock.instant();
        documents.getCollection("prescription").deleteMany(ALL);
        documents.getCollection("feedback").deleteMany(ALL);
        // One hash serves everybody: a hundred of them would take longer than all the rest.
        String hash = Objects.requireNonNull(passwords.encode(PASSWORD));
        transaction.executeWithoutResult(status -> {
            admins.add("Robin Keller", ADMIN, hash);
            Map<DemoOffice, OfficeId> offices = addOffices();
            List<DemoDoctor> doctors = DemoDoctor.all(now);
            List<DoctorId> doctorIds = addDoctors(doctors, offices, hash);
            List<DemoPatient> people = DemoPeople.all(LocalDate.ofInstant(now, ZoneOffset.UTC));
            List<PatientId> patientIds = patients.addAll(
                    ACTOR, people.stream().map(DemoPatient::details).toList(), hash);
            List<DemoVisit> planned = DemoVisits.all(now, doctors, people, new DemoMedicine());
            addVisits(planned, doctorIds, patientIds, offices, now);
            addChild(patientIds.getFirst(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        });
    }

    /** The patient who signs in acts for a child, so that there is something to see. */
    private void addChild(PatientId parent, LocalDate today) {
        long asked =
                family.askForChild(Actor.of(parent), CHILD, today.minusYears(7).minusMonths(3));
        familyReview.confirm(ACTOR, asked, null);
    }

    private Map<DemoOffice, OfficeId> addOffices() {
        Map<DemoOffice, OfficeId> ids = new EnumMap<>(DemoOffice.class);
        for (DemoOffice office : DemoOffice.values()) {
            ids.put(office, administration.addOffice(ACTOR, office.details()));
        }
        return ids;
    }

    private List<DoctorId> addDoctors(List<DemoDoctor> doctors, Map<DemoOffice, OfficeId> offices, String hash) {
        List<DoctorId> ids = new ArrayList<>();
        for (DemoDoctor doctor : doctors) {
            DoctorId id = administration.addDoctor(ACTOR, doctor.details(ids.size() + 1), hash);
            for (DemoOffice office : doctor.offices()) {
                administration.assign(ACTOR, id, id(offices, office));
            }
            hours.replace(
                    ACTOR,
                    id,
                    doctor.week().stream()
                            .map(stint -> hours(id, id(offices, stint.office()), stint))
                            .toList());
            ids.add(id);
        }
        return ids;
    }

    private static WorkingHours hours(DoctorId doctor, OfficeId office, Stint stint) {
        return new WorkingHours(
                doctor,
                office,
                stint.day(),
                stint.start(),
                stint.end(),
                stint.visitMinutes(),
                stint.onlyOn(),
                stint.onlyOn());
    }

    private void addVisits(
            List<DemoVisit> planned,
            List<DoctorId> doctors,
            List<PatientId> people,
            Map<DemoOffice, OfficeId> offices,
            Instant now) {
        Random random = new Random(SEED);
        List<Prescription> prescribed = new ArrayList<>();
        List<Feedback> said = new ArrayList<>();
        int refused = 0;
        int asking = 0;
        for (int from = 0; from < planned.size(); from += BATCH) {
            List<DemoVisit> batch = planned.subList(from, Math.min(from + BATCH, planned.size()));
            List<Outcome> outcomes = visits.record(
                    ACTOR,
                    batch.stream()
                            .map(v ->
                                    visit(v, people.get(v.patient()), doctors.get(v.doctor()), id(offices, v.office())))
                            .toList());
            for (int i = 0; i < batch.size(); i++) {
                DemoVisit visit = batch.get(i);
                if (!(outcomes.get(i) instanceof Outcome.Taken(AppointmentId id))) {
                    refused++;
                    continue;
                }
                PatientId patient = people.get(visit.patient());
                DoctorId doctor = doctors.get(visit.doctor());
                Instant at = visit.time().end();
                if (!visit.medication().isEmpty()) {
                    boolean asks = asking < ASKING && isAlmostUsedUp(visit, now);
                    asking += asks ? 1 : 0;
                    prescribed.add(Prescription.brought(
                            documentId(at, random),
                            patient,
                            doctor,
                            id,
                            visit.medication(),
                            at,
                            at,
                            refills(visit, asks, now)));
                }
                Opinion opinion = visit.opinion();
                if (opinion != null) {
                    said.add(new Feedback(
                            documentId(opinion.givenAt(), random),
                            patient,
                            doctor,
                            id,
                            opinion.rating(),
                            opinion.comments(),
                            opinion.givenAt()));
                }
            }
        }
        prescriptions.addAll(ACTOR, prescribed);
        feedback.addAll(ACTOR, said);
        log.info(
                "Demo data: {} doctors, {} patients, {} appointments, {} prescriptions, {} ratings",
                doctors.size(),
                people.size(),
                planned.size() - refused,
                prescribed.size(),
                said.size());
    }

    /** @param asked whether the patient has asked for one of them */
    private static Refills refills(DemoVisit visit, boolean asked, Instant now) {
        if (!DemoMedicine.areTakenOn(visit.medication())) {
            return Refills.NONE;
        }
        RefillRequest request = new RefillRequest(
                1, now.minus(ASKED_BEFORE).truncatedTo(ChronoUnit.SECONDS), RefillRequest.State.WAITING, null, null);
        return new Refills(REFILLS, 0, asked ? List.of(request) : List.of());
    }

    /** Something for the doctor who signs in to answer. The patient who signs in is left to ask. */
    private static boolean isAlmostUsedUp(DemoVisit visit, Instant now) {
        Duration since = Duration.between(visit.time().end(), now);
        return visit.doctor() == 0
                && visit.patient() != 0
                && since.compareTo(ASKED_AFTER) > 0
                && since.compareTo(ASKED_AFTER.plusDays(14)) < 0
                && DemoMedicine.areTakenOn(visit.medication());
    }

    private static Visit visit(DemoVisit visit, PatientId patient, DoctorId doctor, OfficeId office) {
        return new Visit(
                patient,
                doctor,
                office,
                visit.office().zone(),
                visit.time().start(),
                visit.time().length(),
                visit.status(),
                visit.reason(),
                visit.cancelReason());
    }

    /** As MongoDB would generate it, but the same each time. */
    private static ObjectId documentId(Instant at, Random random) {
        return new ObjectId(ByteBuffer.allocate(12)
                .putInt((int) at.getEpochSecond())
                .putLong(random.nextLong())
                .array());
    }

    private static OfficeId id(Map<DemoOffice, OfficeId> ids, DemoOffice office) {
        return Objects.requireNonNull(ids.get(office));
    }
}
