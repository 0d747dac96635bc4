package dev.outpatient.patients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.MailedClinic;
import dev.outpatient.OnEachKindOfEngine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What patients are told of by real mail: about families, and who opened the record. */
@OnEachKindOfEngine
class FamilyLettersTest {

    private final MailedClinic mailed;
    private final ClinicFixture clinic;
    private final Family family;

    FamilyLettersTest(Engine engine) {
        this.mailed = MailedClinic.on(engine);
        this.clinic = new ClinicFixture(mailed.program());
        this.family = mailed.bean(Family.class);
    }

    @Test
    void aPatientIsToldOfARequestWithoutTheNameOfWhoAsks() {
        String asked = ClinicFixture.email("mother");
        String nobody = ClinicFixture.email("nobody");
        clinic.patient(asked);
        Actor asker = Actor.of(clinic.patient());
        family.ask(asker, nobody);
        family.ask(asker, asked);
        assertThat(mailed.letter(asked, 1)).doesNotContain("Pat Patient").contains("/sign-in");
        // The other was asked before, and would have been told before.
        assertThat(mailed.letters(nobody)).isEmpty();
    }

    @Test
    void whoCameOfAgeIsAskedAgain() {
        Actor parent = Actor.of(clinic.patient());
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        long id = family.askForChild(parent, "Leo Brooks", today.minusYears(17));
        PatientId child = mailed.bean(FamilyReview.class).confirm(Actor.OPERATOR, id, null);
        String email = ClinicFixture.email("grown");
        mailed.bean(JdbcClient.class)
                .sql("UPDATE patient SET date_of_birth = ?, email = ? WHERE id = ?")
                .params(today.minusYears(18), email, child.value())
                .update();
        family.askAgain(parent, id);
        assertThat(mailed.letter(email, 1)).contains("/sign-in");
        assertThat(mailed.bean(RecordAccess.class).actsFor(parent, child)).isFalse();
    }

    @Test
    void whoAskedForAChildIsToldWhatTheClinicSays() {
        String email = ClinicFixture.email("parent");
        Actor parent = Actor.of(clinic.patient(email));
        LocalDate born = LocalDate.now(ZoneOffset.UTC).minusYears(3);
        FamilyReview review = mailed.bean(FamilyReview.class);
        review.confirm(Actor.OPERATOR, family.askForChild(parent, "Leo Brooks", born), null);
        assertThat(mailed.letter(email, 1))
                .contains("book and manage", "/sign-in")
                .doesNotContain("Leo");
        review.refuse(Actor.OPERATOR, family.askForChild(parent, "Mia Brooks", born));
        assertThat(mailed.letter(email, 2)).contains("did not agree").doesNotContain("Mia");
    }

    @Test
    void whoseRecordWasOpenedInAnEmergencyIsToldOnceAndWithoutTheDoctorOrTheReason() {
        String email = ClinicFixture.email("unconscious");
        PatientId patient = clinic.patient(email);
        Actor doctor = Actor.of(clinic.doctor());
        EmergencyAccesses accesses = mailed.bean(EmergencyAccesses.class);
        accesses.open(doctor, patient, "Unconscious in the waiting room");
        accesses.open(doctor, patient, "Unconscious in the waiting room");
        String letter = mailed.letter(email, 1);
        assertThat(letter)
                .contains("in an emergency", "/sign-in")
                .doesNotContain("waiting room", "Doctor", "Cardiology");
        // One without an address is told on the pages alone.
        PatientId unreachable = clinic.patient();
        mailed.bean(JdbcClient.class)
                .sql("UPDATE patient SET email = NULL WHERE id = ?")
                .param(unreachable.value())
                .update();
        accesses.open(doctor, unreachable, "Unconscious in the waiting room");
        LocaleContextHolder.setLocale(java.util.Locale.of("es"));
        try {
            accesses.open(Actor.of(clinic.doctor()), patient, "Unconscious in the waiting room");
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
        assertThat(mailed.letter(email, 2)).contains("Inicie sesión");
    }

    @Test
    void whoIsToLeaveIsToldByMail() {
        String email = ClinicFixture.email("leaver");
        Actor leaver = Actor.of(clinic.patient(email));
        mailed.bean(Leaving.class).ask(leaver, ClinicFixture.PASSWORD, java.util.Locale.of("es"));
        assertThat(mailed.letter(email, 1)).contains("/account/data", "Conservar mi cuenta");
    }
}
