package dev.outpatient.patients;

import static dev.outpatient.ApiClient.body;
import static dev.outpatient.ApiClient.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jayway.jsonpath.JsonPath;
import dev.outpatient.ApiClient;
import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may act for whom: nobody without consent, and of a child nobody after the 18th birthday. */
@OnEachEngine
class FamilyTest {

    private final Engine engine;
    private final ClinicFixture clinic;
    private final ApiClient api;
    private final Family family;
    private final FamilyReview review;
    private final RecordAccess access;
    private final JdbcClient jdbc;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    FamilyTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.api = new ApiClient(engine);
        this.family = engine.bean(Family.class);
        this.review = engine.bean(FamilyReview.class);
        this.access = engine.bean(RecordAccess.class);
        this.jdbc = engine.bean(JdbcClient.class);
    }

    @Test
    void aChildIsManagedOnceAnAdminConsentsAndUntilTheBirthday() {
        Actor parent = Actor.of(clinic.patient());
        LocalDate almost = today.minusYears(18).plusDays(1);
        long id = family.askForChild(parent, "Leo Brooks", almost);
        PatientId child = review.confirm(Actor.OPERATOR, id, null);
        assertThat(access.actsFor(parent, child)).isTrue();
        assertThat(access.actsFor(Actor.of(clinic.patient()), child)).isFalse();
        born(child, today.minusYears(18));
        assertThat(access.actsFor(parent, child)).as("18 today").isFalse();
        family.askAgain(parent, id);
        assertThat(access.actsFor(parent, child)).isFalse();
        family.accept(Actor.of(child), id);
        assertThat(access.actsFor(parent, child)).isTrue();
        family.end(Actor.of(child), id);
        assertThat(access.actsFor(parent, child)).isFalse();
    }

    @Test
    void bothParentsActForOneChild() {
        Actor one = Actor.of(clinic.patient());
        Actor other = Actor.of(clinic.patient());
        String name = "Leo " + ClinicFixture.email("leo");
        LocalDate bornOn = today.minusYears(8);
        PatientId child = review.confirm(Actor.OPERATOR, family.askForChild(one, name, bornOn), null);
        long second = family.askForChild(other, name, bornOn);
        assertThatThrownBy(() -> review.confirm(Actor.OPERATOR, second, clinic.patient()))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(review.confirm(Actor.OPERATOR, second, child)).isEqualTo(child);
        assertThat(access.actsFor(one, child)).isTrue();
        assertThat(access.actsFor(other, child)).isTrue();
    }

    @Test
    void anAdultIsAskedByEmailAndNothingTellsWhetherThereIsOne() {
        Actor asker = Actor.of(clinic.patient());
        String email = ClinicFixture.email("mother");
        PatientId mother = clinic.patient(email);
        String byAsker = api.token(asker);
        long id = ask(byAsker, email);
        long nobody = ask(byAsker, ClinicFixture.email("nobody"));
        assertThat(family.dependants(asker)).extracting(FamilyBond::id).containsExactly(id, nobody);
        assertThat(family.dependants(asker))
                .allMatch(bond -> bond.dependantId() == null && bond.state() == FamilyBond.State.WAITING);
        problem(api.get("/patients/" + mother, byAsker), 404, "not-found");
        problem(api.post("/me/family-requests/" + id + "/accept", byAsker, Map.of()), 404, "not-found");
        api.post("/me/family-requests/" + id + "/accept", api.token(Actor.of(mother)), Map.of())
                .expectStatus()
                .isNoContent();
        api.get("/patients/" + mother, byAsker).expectStatus().isOk();
        assertThat(access.actsFor(Actor.of(mother), new PatientId(asker.id()))).isFalse();
    }

    /** By an account of the own, and without an adult who was seen: the word of somebody under age is not enough. */
    @Test
    void whoIsUnderAgeOrOfUnknownAgeNeedsAnAdminAndDoesNotGetOlderByTheOwnWord() {
        Actor asker = Actor.of(clinic.patient());
        String email = ClinicFixture.email("teenager");
        PatientId teenager = clinic.patient(email);
        Patients patients = engine.bean(Patients.class);
        for (LocalDate bornOn : Arrays.asList(today.minusYears(15), null)) {
            born(teenager, bornOn);
            long id = family.ask(asker, email);
            assertThat(family.accept(Actor.of(teenager), id))
                    .as("born on " + bornOn)
                    .isFalse();
            assertThat(access.actsFor(asker, teenager)).isFalse();
            if (bornOn == null) {
                assertThatThrownBy(() -> review.confirm(Actor.OPERATOR, id, null))
                        .as("without an end")
                        .isInstanceOf(Problem.Invalid.class);
                assertThatThrownBy(() -> review.confirm(Actor.OPERATOR, id, null, today.plusDays(2)))
                        .isInstanceOf(Problem.Invalid.class);
            }
            review.confirm(Actor.OPERATOR, id, null, today.minusYears(15));
            assertThat(access.actsFor(asker, teenager)).isTrue();
            assertThat(patients.get(Actor.OPERATOR, teenager).dateOfBirth()).isEqualTo(today.minusYears(15));
            assertThat(family.managers(Actor.of(teenager)))
                    .extracting(FamilyBond::until)
                    .containsExactly(Adulthood.startsOn(today.minusYears(15)));
            family.end(asker, id);
        }
        born(teenager, today.minusYears(15));
        PatientDetails now = patients.get(Actor.OPERATOR, teenager).details();
        for (LocalDate older :
                Arrays.asList(today.minusYears(18), today.minusYears(15).minusDays(1), null)) {
            assertThatThrownBy(() -> patients.change(Actor.of(teenager), teenager, bornOn(now, older), null))
                    .as("born on " + older)
                    .isInstanceOf(Problem.Invalid.class);
        }
        patients.change(Actor.of(teenager), teenager, bornOn(now, today.minusYears(14)), null);
        patients.change(Actor.OPERATOR, teenager, bornOn(now, today.minusYears(18)), null);
        patients.change(Actor.of(teenager), teenager, bornOn(now, today.minusYears(19)), null);
    }

    /** Else whoever is under age and has no birthday yet would write down an earlier one, and agree alone. */
    @Test
    void aBirthdayThatIsFilledInLaterNeedsAnAdminBeforeItCounts() {
        Patients patients = engine.bean(Patients.class);
        Actor asker = Actor.of(clinic.patient());
        String email = ClinicFixture.email("young");
        PatientId young = clinic.patient(email);
        born(young, null);
        PatientDetails now = patients.get(Actor.OPERATOR, young).details();
        patients.change(Actor.of(young), young, bornOn(now, today.minusYears(20)), null);
        patients.change(Actor.of(young), young, bornOn(now, today.minusYears(21)), null);
        long id = family.ask(asker, email);
        assertThat(family.accept(Actor.of(young), id)).isFalse();
        assertThat(access.actsFor(asker, young)).isFalse();
        review.confirm(Actor.OPERATOR, id, null);
        assertThat(access.actsFor(asker, young)).isTrue();
        family.end(asker, id);
        // By now an admin has seen it.
        assertThat(family.accept(Actor.of(young), family.ask(asker, email))).isTrue();

        PatientId other = clinic.patient(ClinicFixture.email("other"));
        born(other, null);
        PatientDetails her = patients.get(Actor.OPERATOR, other).details();
        patients.change(Actor.of(other), other, bornOn(her, today.minusYears(20)), null);
        patients.change(Actor.OPERATOR, other, bornOn(her, today.minusYears(19)), null);
        long again = family.ask(asker, Objects.requireNonNull(her.email()));
        assertThat(family.accept(Actor.of(other), again))
                .as("an admin wrote it")
                .isTrue();
    }

    @Test
    void whatWaitsForAnAdminGoesOnPageByPage() {
        Actor parent = Actor.of(clinic.patient());
        List<Long> asked = new ArrayList<>();
        for (String name : List.of("Leo", "Mia", "Noa")) {
            asked.add(family.askForChild(parent, name + " Brooks", today.minusYears(8)));
        }
        String byAdmin = api.token(clinic.admin());
        List<Long> found = new ArrayList<>();
        String next = null;
        do {
            String page = body(api.get("/family-requests?limit=2" + (next == null ? "" : "&after=" + next), byAdmin));
            List<Number> ids = JsonPath.read(page, "$.items[*].id");
            ids.forEach(id -> found.add(id.longValue()));
            next = JsonPath.read(page, "$.next");
        } while (next != null);
        assertThat(found).containsSubsequence(asked).doesNotHaveDuplicates();
        ApiClient.invalid(api.get("/family-requests?after=1", byAdmin), "after");
    }

    private static PatientDetails bornOn(PatientDetails person, @Nullable LocalDate date) {
        return new PatientDetails(
                person.name(), person.email(), person.phone(), person.address(), person.city(), person.state(), date);
    }

    @Test
    void theManagerBooksAndCancelsForTheChildAndOthersDoNot() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        Actor parent = Actor.of(clinic.patient());
        PatientId child =
                review.confirm(Actor.OPERATOR, family.askForChild(parent, "Leo Brooks", today.minusYears(8)), null);
        String slot = JsonPath.read(body(api.get("/slots?limit=1&doctorId=" + doctor, null)), "$.items[0].startsAt");
        Map<String, Object> wish = Map.of(
                "doctorId", doctor.value(), "officeId", office.value(), "startsAt", slot, "patientId", child.value());
        problem(api.post("/appointments", api.token(Actor.of(clinic.patient())), wish), 404, "not-found");
        String byParent = api.token(parent);
        api.post("/holds", byParent, wish).expectStatus().isCreated();
        String booked = body(api.post("/appointments", byParent, wish));
        assertThat(JsonPath.<Integer>read(booked, "$.patientId")).isEqualTo((int) child.value());
        String list = body(api.get("/appointments?patientId=" + child, byParent));
        assertThat(JsonPath.<Integer>read(list, "$.items.length()")).isEqualTo(1);
        problem(api.get("/appointments?patientId=" + clinic.patient(), byParent), 404, "not-found");
        api.post("/appointments/" + JsonPath.<Integer>read(booked, "$.id") + "/cancel", byParent, Map.of())
                .expectStatus()
                .isOk();
    }

    @Test
    void nobodyHasMoreThanTenAndNobodyAsksMoreThanTenOnOneDay() {
        Actor asker = Actor.of(clinic.patient());
        long first = family.ask(asker, ClinicFixture.email("one"));
        for (int i = 1; i < Family.MOST; i++) {
            family.ask(asker, ClinicFixture.email("more"));
        }
        assertThatThrownBy(() -> family.ask(asker, ClinicFixture.email("eleventh")))
                .isInstanceOf(Problem.Invalid.class);
        family.end(asker, first);
        // Taken back or not: it was asked today.
        assertThatThrownBy(() -> family.askForChild(asker, "Leo Brooks", today.minusYears(8)))
                .isInstanceOf(Problem.Invalid.class);
        jdbc.sql("UPDATE family_bond SET asked_at = ? WHERE id = ?")
                .params(today.minusDays(2).atStartOfDay(), first)
                .update();
        family.askForChild(asker, "Leo Brooks", today.minusYears(8));
    }

    @Test
    void whoWasAskedMayAnswerForThirtyDays() {
        Actor asker = Actor.of(clinic.patient());
        String email = ClinicFixture.email("mother");
        Actor mother = Actor.of(clinic.patient(email));
        long id = family.ask(asker, email);
        askedAgo(id, Family.ANSWER_WITHIN.minusHours(1));
        assertThat(family.requests(mother)).hasSize(1);
        askedAgo(id, Family.ANSWER_WITHIN.plusHours(1));
        assertThat(family.requests(mother)).isEmpty();
        assertThat(family.dependants(asker)).isEmpty();
        assertThatThrownBy(() -> family.accept(mother, id)).isInstanceOf(Problem.NotFound.class);
        assertThat(access.actsFor(asker, new PatientId(mother.id()))).isFalse();
    }

    private void askedAgo(long id, Duration ago) {
        jdbc.sql("UPDATE family_bond SET asked_at = ? WHERE id = ?")
                .params(LocalDateTime.now(ZoneOffset.UTC).minus(ago), id)
                .update();
    }

    @Test
    void whoIsBornOnALeapDayComesOfAgeOnTheFirstOfMarch() {
        LocalDate born = LocalDate.of(2008, 2, 29);
        assertThat(Adulthood.isReached(born, LocalDate.of(2026, 2, 28))).isFalse();
        assertThat(Adulthood.isReached(born, LocalDate.of(2026, 3, 1))).isTrue();
        assertThat(Adulthood.startsOn(born)).isEqualTo(LocalDate.of(2026, 3, 1));
    }

    private long ask(String token, String email) {
        return JsonPath.<Integer>read(body(api.post("/me/dependants", token, Map.of("email", email))), "$.id");
    }

    private void born(PatientId patient, @Nullable LocalDate date) {
        jdbc.sql("UPDATE patient SET date_of_birth = ? WHERE id = ?")
                .params(Arrays.asList(date, patient.value()))
                .update();
    }
}
