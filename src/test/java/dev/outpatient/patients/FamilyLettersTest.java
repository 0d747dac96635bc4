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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is told of what about families, by real mail. */
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
    void whoIsToLeaveIsToldByMail() {
        String email = ClinicFixture.email("leaver");
        Actor leaver = Actor.of(clinic.patient(email));
        mailed.bean(Leaving.class).ask(leaver, ClinicFixture.PASSWORD, java.util.Locale.of("es"));
        assertThat(mailed.letter(email, 1)).contains("/account/data", "Conservar mi cuenta");
    }
}
