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
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.support.TransactionTemplate;

/** What is taken is what the schedule offers with the lock in hand. */
@OnEachEngine
class ClaimsTest {

    private final ClinicFixture clinic;
    private final Claims claims;
    private final CalendarRepository calendar;
    private final Offers offers;
    private final TimeOffs timeOffs;
    private final Hours hours;
    private final TransactionTemplate transaction;

    ClaimsTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.claims = engine.bean(Claims.class);
        this.calendar = engine.bean(CalendarRepository.class);
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

    /** Should an engine ever let two have the same row, the second does not write over what the first wrote. */
    @Test
    void aDayThatWasChangedSinceItWasReadIsNotOverwritten() {
        OfficeId office = clinic.office(ClinicFixture.BOSTON);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        Instant start = LocalDate.now(ClinicFixture.BOSTON)
                .plusDays(2)
                .atTime(10, 0)
                .atZone(ClinicFixture.BOSTON)
                .toInstant();
        Offer ten = offers.find(new Wish(Actor.OPERATOR, clinic.patient(), doctor, office, start));
        Offer eleven = offers.find(
                new Wish(Actor.OPERATOR, clinic.patient(), doctor, office, start.plus(Duration.ofHours(1))));
        BusyDays stale = Objects.requireNonNull(
                transaction.execute(status -> claims.lock(List.of(ten, eleven), new TreeSet<>())));
        transaction.executeWithoutResult(status -> {
            BusyDays fresh = claims.lock(List.of(ten), new TreeSet<>());
            claims.take(fresh, ten);
            calendar.save(fresh);
        });
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    claims.take(stale, eleven);
                    calendar.save(stale);
                }))
                .isInstanceOf(CannotAcquireLockException.class);
        transaction.executeWithoutResult(status -> {
            BusyDays now = claims.lock(List.of(ten, eleven), new TreeSet<>());
            assertThat(now.isFree(ten.doctor(), ten.time())).isFalse();
            assertThat(now.isFree(eleven.doctor(), eleven.time())).isTrue();
        });
    }

    private void isToBeAskedForAgain(Offer offer) {
        assertThatThrownBy(() -> transaction.execute(status -> claims.lock(List.of(offer), new TreeSet<>())))
                .isInstanceOf(CannotAcquireLockException.class);
    }
}
