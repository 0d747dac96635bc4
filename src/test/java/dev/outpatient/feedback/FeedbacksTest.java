package dev.outpatient.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import dev.outpatient.AbandonedChanges;
import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.Killed;
import dev.outpatient.OnEachEngine;
import dev.outpatient.PageClient;
import dev.outpatient.Trail;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.audit.DocumentChange;
import dev.outpatient.audit.DocumentChanges;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.DocumentSchema;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who may rate what, when, and who reads it. */
@OnEachEngine
class FeedbacksTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final Engine engine;
    private final Feedbacks feedbacks;
    private final ClinicFixture clinic;
    private final OfficeId office;
    private final String doctorEmail = ClinicFixture.email("doctor");
    private final DoctorId doctor;
    private final PatientId patient;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

    FeedbacksTest(Engine engine) {
        this.engine = engine;
        this.feedbacks = engine.bean(Feedbacks.class);
        this.clinic = new ClinicFixture(engine.program());
        this.office = clinic.office(ClinicFixture.BOSTON);
        this.doctor = clinic.doctor(doctorEmail, office);
        this.patient = clinic.patient();
    }

    @Test
    void aCompletedVisitIsRatedOnceByItsPatient() {
        AppointmentId visit = completed(patient, DAY);
        assertThat(unrated(visit)).containsExactly(visit);
        Feedback given = feedbacks.give(Actor.of(patient), visit, 4, "  Took her time. ", null);
        assertThat(given.comments()).isEqualTo("Took her time.");
        assertThat(feedbacks.find(Actor.of(patient), visit).orElseThrow().rating())
                .isEqualTo(4);
        assertThat(unrated(visit)).isEmpty();
        assertThat(rated(visit).given()).containsOnlyKeys(visit);
        FeedbackRefused again = refusal(() -> feedbacks.give(Actor.of(patient), visit, 5, null, null));
        assertThat(again.type()).isEqualTo("feedback-exists");
        assertThat(again.kind()).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(new Trail(engine).of(Actor.of(patient)))
                .contains("info Rated the visit")
                .noneMatch(line -> line.contains("Took her time"));
    }

    /** Other programs may write what was asked for, and no more. */
    @Test
    void feedbackThatNamesNoVisitIsReadLikeOthers() {
        MongoCollection<Document> documents =
                engine.bean(MongoDatabase.class).getCollection(FeedbackDocuments.COLLECTION);
        List<ObjectId> foreign = List.of(new ObjectId(), new ObjectId());
        for (ObjectId id : foreign) {
            documents.insertOne(new Document("_id", id)
                    .append("patient_id", Reference.of(patient).toObjectId())
                    .append("doctor_id", Reference.of(doctor).toObjectId())
                    .append("rating", 4)
                    .append("comments", "Very kind")
                    .append("created_at", Date.from(Instant.now().truncatedTo(ChronoUnit.MILLIS))));
        }
        Actor own = Actor.of(doctor);
        assertThat(feedbacks.list(own, doctor, null, 20).items())
                .extracting(Feedback::id)
                .containsExactlyInAnyOrderElementsOf(foreign);
        assertThat(feedbacks.ofPatient(Actor.of(patient), patient, 20))
                .extracting(Feedback::appointmentId)
                .containsOnlyNulls();
        feedbacks.answer(own, foreign.getFirst(), "Thank you");
        feedbacks.hide(clinic.adminAccount(), foreign.getLast(), "Insults");
        assertThat(engine.bean(FeedbackPart.class).export(patient)).hasSize(2);
        ApiClient api = new ApiClient(engine);
        api.get("/doctors/" + doctor + "/feedback", api.token(own))
                .expectStatus()
                .isOk();
        // Beside them the program's own is kept as before, once.
        AppointmentId visit = completed(patient, DAY);
        feedbacks.give(Actor.of(patient), visit, 5, null, null);
        assertThat(feedbacks.find(Actor.of(patient), visit)).isPresent();
        assertThat(refusal(() -> feedbacks.give(Actor.of(patient), visit, 5, null, null))
                        .type())
                .isEqualTo("feedback-exists");
    }

    /** With keys of its own, which point at nobody here. It is left out, and hides nothing that comes after it. */
    @Test
    void feedbackWithForeignKeysStandsInNobodysWay() {
        MongoCollection<Document> documents =
                engine.bean(MongoDatabase.class).getCollection(FeedbackDocuments.COLLECTION);
        AppointmentId first = completed(patient, DAY.multipliedBy(2));
        AppointmentId second = completed(patient, DAY);
        Feedback older = feedbacks.give(Actor.of(patient), first, 4, "Kind", null);
        Feedback newer = feedbacks.give(Actor.of(patient), second, 5, "Quick", null);
        List<ObjectId> foreign = List.of(new ObjectId(), new ObjectId(), new ObjectId());
        Logger logger = (Logger) LoggerFactory.getLogger(FeedbackDocuments.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        try {
            for (ObjectId id : foreign) {
                documents.insertOne(new Document("_id", id)
                        .append("patient_id", new ObjectId())
                        .append("doctor_id", Reference.of(doctor).toObjectId())
                        .append("rating", 1)
                        .append("created_at", Date.from(newer.createdAt().plusSeconds(1))));
            }
            Actor own = Actor.of(doctor);
            var page = feedbacks.list(own, doctor, null, 1);
            assertThat(page.items()).containsExactly(newer);
            assertThat(feedbacks.list(own, doctor, page.next(), 1).items()).containsExactly(older);
            assertThat(feedbacks.list(own, doctor, null, 20).items()).containsExactly(newer, older);
            assertThatThrownBy(() -> feedbacks.hide(clinic.adminAccount(), foreign.getFirst(), "Insults"))
                    .isInstanceOf(Problem.NotFound.class);
            FeedbackFilter theirs = new FeedbackFilter(doctor, null, null);
            Listing<FeedbackOrder> listing = Listing.fromEnd(FeedbackOrder.class, null, null);
            FeedbackList all = feedbacks.search(clinic.adminAccount(), theirs, listing);
            assertThat(all.rows().items()).containsExactly(newer, older);
            assertThat(all.unreadable()).isEqualTo(3);
            assertThat(feedbacks.export(clinic.adminAccount(), theirs, listing)).containsExactly(newer, older);
            assertThat(said.list).as("each is told of once").hasSize(3);
        } finally {
            logger.detachAppender(said);
            documents.deleteMany(Filters.in("_id", foreign));
        }
    }

    /** As a program before this one left it: its index let a single document in that named no visit. */
    @Test
    void theIndexOfBeforeIsReplaced() {
        MongoDatabase documents = engine.bean(MongoDatabase.class);
        DocumentSchema now = DocumentSchema.load(FeedbackDocuments.COLLECTION);
        String name = "feedback_" + new ObjectId();
        MongoCollection<Document> feedback = documents.getCollection(name);
        try {
            feedback.createIndex(
                    new Document("appointment_id", 1),
                    new IndexOptions().name("one_per_visit").unique(true));
            DocumentSchema there = new DocumentSchema(name, now.validator(), now.indexes(), now.dropped());
            there.applyTo(documents);
            there.applyTo(documents);
            feedback.insertOne(new Document("rating", 1));
            feedback.insertOne(new Document("rating", 2));
            feedback.insertOne(new Document("appointment_id", name));
            assertThatThrownBy(() -> feedback.insertOne(new Document("appointment_id", name)))
                    .isInstanceOf(MongoWriteException.class);
        } finally {
            feedback.drop();
        }
    }

    @Test
    void ofManyAtOnceOneIsKept() throws Exception {
        AppointmentId visit = completed(patient, DAY);
        List<Callable<Boolean>> tries = IntStream.range(0, 16)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    try {
                        feedbacks.give(Actor.of(patient), visit, 1 + i % 5, null, null);
                        return true;
                    } catch (FeedbackRefused e) {
                        return false;
                    }
                })
                .toList();
        int kept = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> attempt : threads.invokeAll(tries)) {
                kept += attempt.get() ? 1 : 0;
            }
        }
        assertThat(kept).isOne();
        assertThat(feedbacks.rating(doctor).count()).isOne();
    }

    @Test
    void onlyItsPatientRatesAVisit() {
        AppointmentId visit = completed(patient, DAY);
        for (Actor other : List.of(Actor.of(clinic.patient()), Actor.of(doctor), clinic.adminAccount())) {
            assertThatThrownBy(() -> feedbacks.give(other, visit, 5, null, null))
                    .isInstanceOf(Problem.NotFound.class);
            assertThatThrownBy(() -> feedbacks.find(other, visit)).isInstanceOf(Problem.NotFound.class);
        }
    }

    @Test
    void aVisitIsOpenForSixtyDaysFromItsEnd() {
        AppointmentId lastMoment = completed(patient, Feedbacks.OPEN.minus(Duration.ofHours(1)));
        AppointmentId over = completed(patient, Feedbacks.OPEN.plus(Duration.ofHours(2)));
        feedbacks.give(Actor.of(patient), lastMoment, 3, null, null);
        assertThat(refusal(() -> feedbacks.give(Actor.of(patient), over, 3, null, null)))
                .hasMessageContaining("60 days");
        assertThat(unrated(over)).isEmpty();
    }

    @Test
    void whatDidNotTakePlaceIsNotRated() {
        AppointmentId cancelled = visit(patient, now.minus(DAY), AppointmentStatus.CANCELLED);
        AppointmentId ahead = visit(patient, now.plus(DAY), AppointmentStatus.SCHEDULED);
        for (AppointmentId visit : List.of(cancelled, ahead)) {
            FeedbackRefused refused = refusal(() -> feedbacks.give(Actor.of(patient), visit, 5, null, null));
            assertThat(refused.type()).isEqualTo("not-rateable");
        }
        assertThat(feedbacks.rating(doctor).count()).isZero();
    }

    private String page(String email, String path) {
        try (PageClient pages = new PageClient(engine.url())) {
            pages.submit("/sign-in", Map.of("email", email, "password", ClinicFixture.PASSWORD));
            return pages.get(path).body();
        }
    }

    @Test
    void theRatingIsPublicFromFiveOnAndHidingKeepsIt() {
        List<Feedback> given = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(feedbacks.publicRatings(List.of(doctor))).isEmpty();
            PatientId one = clinic.patient();
            given.add(feedbacks.give(
                    Actor.of(one),
                    completed(one, DAY.plusHours(i)),
                    i == 0 ? 1 : 5,
                    i == 0 ? "Rude words" : null,
                    null));
        }
        Rating rating =
                Objects.requireNonNull(feedbacks.publicRatings(List.of(doctor)).get(doctor));
        assertThat(rating.count()).isEqualTo(5);
        assertThat(rating.average()).isEqualTo(4.2);
        assertThat(rating.counts()).containsEntry(5, 4L).containsEntry(1, 1L).containsEntry(3, 0L);

        Actor admin = clinic.adminAccount();
        ObjectId rude = given.getFirst().id();
        assertThatThrownBy(() -> feedbacks.hide(Actor.of(doctor), rude, "I don't like it"))
                .isInstanceOf(Problem.Forbidden.class);
        assertThatThrownBy(() -> feedbacks.hide(admin, rude, " ")).isInstanceOf(Problem.Invalid.class);
        feedbacks.hide(admin, rude, "Insults");
        // In this order: what is kept of it for the admin is not what the doctor reads.
        assertThat(page(clinic.admin(), "/admin/doctors/" + doctor + "/feedback"))
                .contains("Rude words", "Hidden: Insults");
        assertThat(page(doctorEmail, "/feedback"))
                .contains("Hidden by the clinic")
                .doesNotContain("Rude words", "Insults");
        PatientId sixth = clinic.patient();
        assertThat(page(doctorEmail, "/feedback")).contains("from 5 ratings");
        assertThat(refusal(() -> feedbacks.hide(admin, rude, "Insults")).type()).isEqualTo("feedback-hidden");
        assertThat(feedbacks.publicRatings(List.of(doctor))).containsEntry(doctor, rating);
        assertThatThrownBy(() -> feedbacks.answer(Actor.of(doctor), rude, "Sorry"))
                .isInstanceOf(Problem.NotFound.class);

        ApiClient api = new ApiClient(engine);
        String path = "/doctors/" + doctor + "/feedback";
        assertThat(ApiClient.body(api.get(path, null))).isEqualTo("{\"average\":4.2,\"count\":5}");
        assertThat(ApiClient.body(api.get(path, api.token(Actor.of(patient)))))
                .isEqualTo("{\"average\":4.2,\"count\":5}");
        assertThat(ApiClient.body(api.get(path, api.token(Actor.of(clinic.doctor(office))))))
                .isEqualTo("{\"average\":4.2,\"count\":5}");
        assertThat(ApiClient.body(api.get(path, api.token(Actor.of(doctor)))))
                .contains("\"hidden\":true")
                .doesNotContain("Rude words", "Insults");
        assertThat(ApiClient.body(api.get(path, api.token(admin)))).contains("Rude words", "Insults");

        feedbacks.give(Actor.of(sixth), completed(sixth, DAY.plusHours(5)), 5, null, null);
        assertThat(page(doctorEmail, "/feedback")).as("counted anew at once").contains("from 6 ratings");
    }

    @Test
    void fewRatingsAreNobodysBusiness() {
        feedbacks.give(Actor.of(patient), completed(patient, DAY), 2, "Long wait", null);
        ApiClient api = new ApiClient(engine);
        assertThat(ApiClient.body(api.get("/doctors/" + doctor + "/feedback", null)))
                .isEqualTo("{}");
    }

    @Test
    void theDoctorAnswersOnce() {
        AppointmentId visit = completed(patient, DAY);
        Feedback given = feedbacks.give(Actor.of(patient), visit, 4, "Long wait", null);
        assertThatThrownBy(() -> feedbacks.answer(Actor.of(clinic.doctor(office)), given.id(), "Sorry"))
                .isInstanceOf(Problem.NotFound.class);
        feedbacks.answer(Actor.of(doctor), given.id(), "Sorry for that");
        assertThat(refusal(() -> feedbacks.answer(Actor.of(doctor), given.id(), "Again"))
                        .type())
                .isEqualTo("feedback-answered");
        Feedback seen = feedbacks.find(Actor.of(patient), visit).orElseThrow();
        assertThat(seen.answer())
                .isNotNull()
                .satisfies(answer -> assertThat(answer.text()).isEqualTo("Sorry for that"));
    }

    @Test
    void theListGoesOnWhereItStopped() {
        List<ObjectId> given = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            given.addFirst(feedbacks
                    .give(Actor.of(patient), completed(patient, DAY.multipliedBy(i + 1)), 5, "No " + i, null)
                    .id());
        }
        List<ObjectId> read = new ArrayList<>();
        String after = null;
        do {
            var page = feedbacks.list(Actor.of(doctor), doctor, after, 2);
            page.items().forEach(said -> read.add(said.id()));
            after = page.next();
        } while (after != null);
        assertThat(read).isEqualTo(given);
        assertThatThrownBy(() -> feedbacks.list(Actor.of(doctor), doctor, "nonsense", 2))
                .isInstanceOf(Problem.Invalid.class);
        assertThatThrownBy(() -> feedbacks.list(Actor.of(patient), doctor, null, 2))
                .isInstanceOf(Problem.Forbidden.class);
    }

    @Test
    void theApiSaysWhatIsWrongAndAnswersARepeatedRequestAsBefore() {
        AppointmentId visit = completed(patient, DAY);
        ApiClient api = new ApiClient(engine);
        String token = api.token(Actor.of(patient));
        ApiClient.invalid(api.post("/feedback", token, Map.of("appointmentId", visit.value(), "rating", 6)), "rating");
        ApiClient.invalid(api.post("/feedback", token, Map.of("rating", 5)), "appointmentId");
        Map<String, Object> body = Map.of("appointmentId", visit.value(), "rating", 5, "comments", "Kind");
        String first = ApiClient.body(
                api.post("/feedback", token, body, null, "once").expectStatus().isCreated());
        String second = ApiClient.body(
                api.post("/feedback", token, body, null, "once").expectStatus().isCreated());
        assertThat(second).isEqualTo(first);
        ApiClient.problem(api.post("/feedback", token, body), 409, "feedback-exists");
        ApiClient.problem(api.post("/feedback", api.token(Actor.of(clinic.patient())), body), 404, "not-found");
        ApiClient.problem(api.post("/feedback", api.token(Actor.of(doctor)), body), 403, "forbidden");
    }

    @Test
    void whatWasKeptBeforeTheProgramEndedIsToldAndAnsweredAsBefore() {
        AppointmentId visit = completed(patient, DAY);
        Actor actor = Actor.of(patient);
        RequestKey key = Objects.requireNonNull(RequestKey.of("the key", "what was asked"));
        FeedbackDocuments documents = engine.bean(FeedbackDocuments.class);
        Feedback given = new Feedback(
                FeedbackChanges.idFor(actor, key),
                patient,
                doctor,
                visit,
                5,
                "Kind",
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        end(actor, "Rated the visit", FeedbackDocuments.proof(given.id()), () -> documents.insert(given));
        Feedback again = feedbacks.give(actor, visit, 5, "Kind", key);
        assertThat(again).isEqualTo(given);
        Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        end(
                Actor.of(doctor),
                "Answered the feedback",
                FeedbackDocuments.proofOfAnswer(given.id(), at),
                () -> documents.answer(given.id(), "Thanks", at));
        Actor admin = clinic.adminAccount();
        end(
                admin,
                "Hid the feedback",
                FeedbackDocuments.proofOfHiding(given.id(), admin.reference(), at),
                () -> documents.hide(given.id(), admin.reference(), "By mistake", at));
        AbandonedChanges.settle(engine, given.id());
        AbandonedChanges.settle(engine, given.id());
        assertThat(new Trail(engine).of(actor))
                .filteredOn(line -> line.endsWith(" Rated the visit"))
                .hasSize(1);
        assertThat(new Trail(engine).of(Actor.of(doctor))).containsOnlyOnce("info Answered the feedback");
        assertThat(new Trail(engine).of(admin)).containsOnlyOnce("info Hid the feedback");
        assertThat(refusal(() -> feedbacks.give(actor, visit, 5, "Kind", null)).type())
                .isEqualTo("feedback-exists");
    }

    /** The change is made and the program gone before the trail is told. */
    private void end(Actor actor, String message, Bson proof, BooleanSupplier work) {
        DocumentChange change =
                DocumentChange.of(FeedbackDocuments.COLLECTION, proof, actor, "feedback.changed", message);
        assertThatThrownBy(() -> engine.bean(DocumentChanges.class).make(change, () -> {
                    assertThat(work.getAsBoolean()).as(message).isTrue();
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);
    }

    private static FeedbackRefused refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return catchThrowableOfType(FeedbackRefused.class, work);
    }

    private Set<AppointmentId> unrated(AppointmentId visit) {
        return rated(visit).open();
    }

    private Feedbacks.Rated rated(AppointmentId visit) {
        return feedbacks.listRated(List.of(engine.bean(dev.outpatient.scheduling.Appointments.class)
                .get(Actor.OPERATOR, visit)
                .appointment()));
    }

    /** One that ended so long ago. */
    private AppointmentId completed(PatientId who, Duration ago) {
        return visit(who, now.minus(ago).minus(Duration.ofMinutes(30)), AppointmentStatus.COMPLETED);
    }

    private AppointmentId visit(PatientId who, Instant start, AppointmentStatus status) {
        VisitRecords.Outcome outcome = engine.bean(VisitRecords.class)
                .record(
                        Actor.OPERATOR,
                        List.of(new Visit(
                                who,
                                doctor,
                                office,
                                ClinicFixture.BOSTON,
                                start,
                                Duration.ofMinutes(30),
                                status,
                                null,
                                null)))
                .getFirst();
        return ((VisitRecords.Outcome.Taken) outcome).id();
    }
}
