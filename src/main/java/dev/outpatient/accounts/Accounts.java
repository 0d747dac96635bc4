package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds accounts in whichever table they stand. */
@Component
class Accounts {

    private final List<CredentialTable> tables;

    Accounts(List<CredentialTable> tables) {
        this.tables = tables.stream()
                .sorted(Comparator.comparing(CredentialTable::role))
                .toList();
    }

    /** As it is kept. */
    static String normalized(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** All that have the e-mail: a person may be a patient and a doctor. */
    List<Credential> withEmail(String email) {
        String address = normalized(email);
        return tables.stream()
                .flatMap(table -> table.findByEmail(address).stream())
                .toList();
    }

    Optional<Credential> find(Actor actor) {
        return table(actor).findById(actor.id());
    }

    /** @throws Problem.NotFound when the account is gone */
    Credential get(Actor actor) {
        return find(actor).orElseThrow(() -> Problem.NotFound.of("account"));
    }

    CredentialTable table(Actor actor) {
        return tables.stream()
                .filter(table -> table.role() == actor.role())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody keeps accounts of a " + actor.role()));
    }
}
