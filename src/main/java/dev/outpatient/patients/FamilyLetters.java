package dev.outpatient.patients;

import dev.outpatient.accounts.AccountLetters;
import dev.outpatient.patients.FamilyBondRepository.Untold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells those who were asked by e-mail, if they are patients. Some time after the request, as the time that it took would
 * tell who asked whether there is somebody.
 */
@Component
class FamilyLetters {

    private static final Duration WORTH_TELLING = Duration.ofDays(1);
    private static final int BATCH = 100;

    private final FamilyBondRepository bonds;
    private final PatientRepository patients;
    private final AccountLetters letters;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FamilyLetters(
            FamilyBondRepository bonds,
            PatientRepository patients,
            AccountLetters letters,
            TransactionTemplate transaction,
            Clock clock) {
        this.bonds = bonds;
        this.patients = patients;
        this.letters = letters;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void tell() {
        if (!letters.areSent()) {
            return;
        }
        Instant now = clock.instant();
        for (Untold request : bonds.untold(now.minus(WORTH_TELLING), BATCH)) {
            transaction.executeWithoutResult(status -> {
                if (bonds.told(request.id(), now)
                        && patients.findByEmail(request.email()).isPresent()) {
                    letters.familyRequest(request.email(), request.language());
                }
            });
        }
    }
}
