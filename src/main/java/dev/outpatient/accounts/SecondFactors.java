package dev.outpatient.accounts;

import dev.outpatient.accounts.SecondFactorRepository.App;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.SecretBox;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is asked for beside the password: the code of an authenticator app, or a recovery code when it is lost. A passkey
 * counts as one too, see {@link Passkeys}. Every code works once.
 */
@Service
public class SecondFactors {

    private static final int RECOVERY_CODES = 10;
    /** 120 bits, so that a plain hash of one is enough (ASVS 5.0, 6.5.2). */
    private static final int RECOVERY_BYTES = 15;

    private final SecondFactorRepository repository;
    private final SecretBox box;
    private final AuditTrail trail;
    private final Clock clock;

    SecondFactors(SecondFactorRepository repository, SecretBox box, AuditTrail trail, Clock clock) {
        this.repository = repository;
        this.box = box;
        this.trail = trail;
        this.clock = clock;
    }

    /** Whether a password alone does not sign this person in. */
    public boolean has(Actor actor) {
        return repository.hasAny(actor);
    }

    public boolean hasApp(Actor actor) {
        return repository.findApp(actor).filter(App::confirmed).isPresent();
    }

    /** How many recovery codes were not used yet. */
    public int recoveryCodesLeft(Actor actor) {
        return repository.codesLeft(actor);
    }

    /** The roles of which the clinic asks for a second factor. */
    public Set<Role> requiredOf() {
        return repository.requiredOf();
    }

    /** Changes what the clinic asks of doctors or admins, from their next sign-in on. */
    @Transactional
    public void require(Actor admin, Role role, boolean required) {
        if (!admin.isAdmin()) {
            throw Problem.Forbidden.to("change what sign-in asks for");
        }
        if (role == Role.PATIENT) {
            throw Problem.Invalid.field("role", "Patients choose for themselves.");
        }
        if (repository.requiredOf().contains(role) != required) {
            repository.require(role, required);
            trail.info(
                    admin, (required ? "Requires" : "No longer requires") + " a second factor of " + role.word() + "s");
        }
    }

    /**
     * Whether somebody with the right password is to show a code too.
     *
     * @throws SecondFactorNeeded when the clinic asks for a second factor and there is none
     */
    @Transactional(readOnly = true)
    boolean isAskedOf(Actor actor) {
        boolean asked = has(actor);
        if (!asked && repository.requiredOf().contains(actor.role())) {
            throw SecondFactorNeeded.none();
        }
        return asked;
    }

    /** Whether this is a code as an app shows it, and not a recovery code. */
    static boolean isOfApp(String code) {
        return OneTimeCodes.looksLikeOne(plain(code));
    }

    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    /** Uses a code up. False when it is wrong or was used before. How often it is tried, {@link SignIn#takeCode} limits. */
    @Transactional
    boolean use(Actor actor, String code) {
        String plain = plain(code);
        boolean right = OneTimeCodes.looksLikeOne(plain)
                ? useAppCode(actor, plain)
                : repository.useCode(actor, RandomSecret.hash(plain));
        if (!right) {
            trail.failed("sign-in.code-failed", "Refused: wrong code of the second factor", actor.reference());
        } else if (!OneTimeCodes.looksLikeOne(plain)) {
            trail.warning(actor, "Used a recovery code; " + repository.codesLeft(actor) + " are left");
        }
        return right;
    }

    private boolean useAppCode(Actor actor, String code) {
        Optional<App> kept = repository.lockApp(actor).filter(App::confirmed);
        if (kept.isEmpty()) {
            return false;
        }
        OptionalLong step = OneTimeCodes.step(box.open(kept.get().secret()), code, clock.instant());
        return step.isPresent() && repository.useStep(actor, step.getAsLong());
    }

    /**
     * A new secret for an app, which counts once it is confirmed.
     *
     * @throws Problem.Invalid when there is an app already
     */
    @Transactional
    String beginApp(Actor actor) {
        if (hasApp(actor)) {
            throw Problem.Invalid.field("app", "Remove the app that is set up first.");
        }
        String secret = OneTimeCodes.newSecret();
        repository.addApp(actor, box.seal(secret));
        return secret;
    }

    /** The secret of an app that is being set up. */
    Optional<String> findUnconfirmedSecret(Actor actor) {
        return repository.findApp(actor).filter(app -> !app.confirmed()).map(app -> box.open(app.secret()));
    }

    /** @return whether the code was right, so that the app counts from now on */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean confirmApp(Actor actor, String code) {
        Optional<App> app = repository.lockApp(actor).filter(kept -> !kept.confirmed());
        if (app.isEmpty()) {
            return false;
        }
        String plain = code.replaceAll("[\\s-]", "");
        OptionalLong step = OneTimeCodes.step(box.open(app.get().secret()), plain, clock.instant());
        if (step.isEmpty() || !repository.useStep(actor, step.getAsLong())) {
            return false;
        }
        repository.confirmApp(actor, clock.instant());
        trail.info(actor, "Set up an authenticator app");
        return true;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void removeApp(Actor actor) {
        if (repository.removeApp(actor) > 0) {
            trail.info(actor, "Removed the authenticator app");
        }
    }

    /** Ten new codes, in place of those before; only their hashes are kept. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<String> newRecoveryCodes(Actor actor) {
        List<String> codes = Stream.generate(() -> new Base32()
                        .encodeToString(RandomSecret.bytes(RECOVERY_BYTES))
                        .toLowerCase(Locale.ROOT))
                .limit(RECOVERY_CODES)
                .toList();
        repository.replaceCodes(actor, codes.stream().map(RandomSecret::hash).toList());
        trail.info(actor, "Got new recovery codes");
        return codes.stream().map(code -> code.replaceAll("(.{4})(?=.)", "$1-")).toList();
    }

    /** Without an app and without passkeys there is nothing to recover. */
    @Transactional(propagation = Propagation.MANDATORY)
    void forgetCodesWhenNoneIsLeft(Actor actor) {
        if (!has(actor)) {
            repository.replaceCodes(actor, List.of());
        }
    }
}
