package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.support.TransactionTemplate;

/** What is taken is what the schedule offers with the lock in hand. */
@OnEachEngine
class ClaimsTest {

    private final ClinicFixture clinic;
    private final Claims claims;
    private final Offers offers;
    private final TimeOffs timeOffs;
    private final Hours hours;
    private final TransactionTemplate transaction;

    ClaimsTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.claims = engine.bean(Claims.class);
        this.offers = engine.bean(Offers.class);
        this.timeOffs = engine.bean(TimeOffs.class);
        this.hours = engine.bean(Hours.class);
        this.transaction = engine.bean(TransactionTemplate.class);
    }

    /** The whole transaction is to be tried again: a series then books its other visits. */
    @Test
    void anOfferThatIsNoneAnyMoreIsToBeAskedForAgain() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        Instant start = LocalDate.now(ClinicFixture.BOSTON)
                .plusDays(2)
                .atTime(10, 0)
                .atZone(ClinicFixture.BOSTON)
                .toInstant();
        Offer offer = offers.find(new Wish(Actor.OPERATOR, clinic.patient(), doctor, office, start));
        BusyDays held = transaction.execute(status -> claims.lock(List.of(offer), new TreeSet<>()));
        assertThat(held).isNotNull();

        timeOffs.enter(Actor.OPERATOR, doctor, start, start.plus(Duration.ofHours(1)), null, null);
        isToBeAskedForAgain(offer);
        hours.replace(Actor.OPERATOR, doctor, List.of());
        isToBeAskedForAgain(offer);
    }

    private void isToBeAskedForAgain(Offer offer) {
        assertThatThrownBy(() -> transaction.execute(status -> claims.lock(List.of(offer), new TreeSet<>())))
                .isInstanceOf(CannotAcquireLockException.class);
    }
}
