package dev.outpatient.accounts;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/** Tells who somebody is by e-mail and password, in whichever of the tables the account stands. */
@Service
public class SignIn {

    private final List<CredentialTable> tables;
    private final PasswordEncoder passwords;
    private final SecondFactors factors;
    private final Attempts attempts;
    private final AuditTrail trail;
    private final String nobodysHash;

    SignIn(
            List<CredentialTable> tables,
            PasswordEncoder passwords,
            SecondFactors factors,
            Attempts attempts,
            AuditTrail trail) {
        this.tables = tables.stream()
                .sorted(Comparator.comparing(CredentialTable::role))
                .toList();
        this.passwords = passwords;
        this.factors = factors;
        this.attempts = attempts;
        this.trail = trail;
        this.nobodysHash = Objects.requireNonNull(passwords.encode("nobody's password"));
    }

    /**
     * Signs in to the API, in one step.
     *
     * @param role which account is meant; without one the first of patient, doctor and admin whose password it is
     * @param code of the second factor, or null
     * @throws BadCredentials when e-mail or password are wrong
     * @throws SecondFactorNeeded when they are right and the code is missing or wrong
     */
    public Credential authenticate(String email, String password, @Nullable Role role, @Nullable String code) {
        Credential account = prove(email, password, role).getFirst();
        if (factors.isAskedOf(account.actor())) {
            if (code == null || code.isBlank()) {
                throw SecondFactorNeeded.missing();
            }
            if (!takeCode(account.actor(), code)) {
                throw SecondFactorNeeded.wrong();
            }
        }
        signedIn(account.actor(), email);
        return account;
    }

    /**
     * Uses a code of the second factor up, for somebody whose password was right. False when it is wrong or was used before.
     *
     * @throws TooManyAttempts when codes of the app were tried too often; it was not looked at then. Nobody guesses a
     *     recovery code, so those are taken all the same
     */
    public boolean takeCode(Actor actor, String code) {
        if (!SecondFactors.isOfApp(code)) {
            return factors.use(actor, code);
        }
        Attempts.Attempt attempt = attempts.code(actor, Caller.current());
        boolean right = factors.use(actor, code);
        if (right) {
            attempt.succeeded();
        }
        return right;
    }

    /**
     * The accounts with this e-mail and password. One e-mail may belong to a patient, a doctor and an admin. Nobody is
     * signed in by this alone, so the attempt counts as a wrong one until {@link #signedIn}: a password that was learned
     * lets nobody guess the second factor without pauses.
     *
     * @return at least one, in the order patient, doctor, admin
     * @throws BadCredentials otherwise, and when the account is disabled, after the same work for an unknown e-mail as for a wrong password
     * @throws TooManyAttempts when it was tried too often before; neither was looked at then
     */
    public List<Credential> prove(String email, String password, @Nullable Role role) {
        String address = address(email);
        attempts.signIn(address, Caller.current());
        List<Credential> found = tables.stream()
                .filter(table -> role == null || table.role() == role)
                .flatMap(table -> table.findByEmail(address).stream())
                .filter(account -> account.passwordHash() != null)
                .toList();
        if (found.isEmpty()) {
            passwords.matches(password, nobodysHash);
        }
        List<Credential> proven = found.stream()
                .filter(candidate -> passwords.matches(password, candidate.passwordHash()))
                .filter(Credential::open)
                .toList();
        if (proven.isEmpty()) {
            // Nobody signed in: the account that was tried is whom it concerns, not who did it.
            trail.failed(
                    "sign-in.failed",
                    "Sign-in refused",
                    found.stream()
                            .limit(1)
                            .map(account -> account.actor().reference())
                            .toArray(Reference[]::new));
            throw BadCredentials.refused();
        }
        proven.forEach(account -> rehash(account, password));
        return proven;
    }

    /** Whether the owner of an account may sign in at all. */
    public boolean isOpen(Actor actor) {
        return get(actor).open();
    }

    /**
     * Call when everything that was to be proven is: tells the trail, and takes the attempt back that was counted.
     *
     * @param email that was typed, or null where no password was asked for
     */
    public void signedIn(Actor actor, @Nullable String email) {
        if (email != null) {
            attempts.signedIn(address(email), Caller.current());
        }
        trail.info(actor, "sign-in", "Signed in");
    }

    /**
     * The password was right, and nothing is signed in to by it: takes the attempt back that was counted.
     *
     * @param email as for {@link #prove}
     */
    public void provedNoMore(String email) {
        attempts.signedIn(address(email), Caller.current());
    }

    private static String address(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** Hashes made in an older way are replaced while the password is at hand. */
    private void rehash(Credential account, String password) {
        String hash = account.passwordHash();
        if (hash != null && passwords.upgradeEncoding(hash)) {
            String newer = Objects.requireNonNull(passwords.encode(password));
            tables.stream()
                    .filter(table -> table.role() == account.actor().role())
                    .forEach(table -> table.rehash(account.actor().id(), hash, newer));
        }
    }

    /**
     * Asks somebody who is signed in for the password once more.
     *
     * @throws BadCredentials when it is not the password of the account
     * @throws TooManyAttempts when it was tried too often before; who found a browser open does not guess it here
     */
    public void confirm(Actor actor, String password) {
        Attempts.Attempt attempt = attempts.signIn(actor.role().word() + " " + actor.id(), Caller.current());
        String hash = get(actor).passwordHash();
        if (hash == null || !passwords.matches(password, hash)) {
            trail.refused(actor, "sign-in.password-refused", "Refused: wrong password where it was asked for again");
            throw BadCredentials.refused();
        }
        attempt.succeeded();
    }

    /** @throws Problem.NotFound when the account is gone */
    public Credential get(Actor actor) {
        return tables.stream()
                .filter(table -> table.role() == actor.role())
                .flatMap(table -> table.findById(actor.id()).stream())
                .findFirst()
                .orElseThrow(() -> Problem.NotFound.of("account"));
    }
}
