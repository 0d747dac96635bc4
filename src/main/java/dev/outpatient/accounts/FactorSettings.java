package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriUtils;

/**
 * What people change of their second factors. Who signs in by other means than this browser must do so anew; the
 * password is asked for by the pages before they come here.
 */
@Service
public class FactorSettings {

    /**
     * The secret of an app that is being set up.
     *
     * @param typed in groups of four, for those who type it
     * @param uri for a picture that the app reads
     */
    public record AppSecret(String typed, String uri) {}

    private final SignIn signIn;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final AccountChanges changes;

    FactorSettings(SignIn signIn, SecondFactors factors, Passkeys passkeys, AccountChanges changes) {
        this.signIn = signIn;
        this.factors = factors;
        this.passkeys = passkeys;
        this.changes = changes;
    }

    /**
     * Begins to set up an authenticator app.
     *
     * @throws Problem.Invalid when there is one
     */
    @Transactional
    public void beginApp(Actor actor) {
        factors.beginApp(actor);
    }

    /** @throws Problem.NotFound when no app is being set up */
    public AppSecret getAppSecret(Actor actor) {
        String secret = factors.findUnconfirmedSecret(actor).orElseThrow(() -> Problem.NotFound.of("app"));
        Credential account = signIn.get(actor);
        String label = (account.email() == null ? account.name() : account.email())
                + (actor.role() == Role.PATIENT ? "" : " (" + actor.role().word() + ")");
        return new AppSecret(
                secret.replaceAll("(.{4})(?=.)", "$1 "),
                "otpauth://totp/Outpatient:" + UriUtils.encode(label, StandardCharsets.UTF_8) + "?secret=" + secret
                        + "&issuer=Outpatient");
    }

    /**
     * Makes the app count.
     *
     * @return recovery codes to be shown once, none when there are some already
     * @throws Problem.Invalid on {@code code} when it is not what the app shows
     */
    @Transactional
    public List<String> confirmApp(Actor actor, String code) {
        if (!factors.confirmApp(actor, code)) {
            throw Problem.Invalid.field("code", "The code is not what the app shows now.");
        }
        changes.secretChanged(actor);
        return firstCodes(actor);
    }

    @Transactional
    public void removeApp(Actor actor) {
        factors.removeApp(actor);
        factors.forgetCodesWhenNoneIsLeft(actor);
        changes.secretChanged(actor);
    }

    /**
     * Adds a passkey that the browser made for this challenge.
     *
     * @return recovery codes to be shown once, none when there are some already
     * @throws Problem.Invalid on {@code name} or {@code passkey}
     */
    @Transactional
    public List<String> addPasskey(Actor actor, String challenge, String answer, String name) {
        passkeys.add(actor, challenge, answer, name);
        changes.secretChanged(actor);
        return firstCodes(actor);
    }

    /** @throws Problem.NotFound when the actor has no such passkey, whoever else has */
    @Transactional
    public void removePasskey(Actor actor, String id) {
        passkeys.remove(actor, id);
        factors.forgetCodesWhenNoneIsLeft(actor);
        changes.secretChanged(actor);
    }

    /** Ten codes to be shown once, in place of those before. */
    @Transactional
    public List<String> newRecoveryCodes(Actor actor) {
        if (!factors.has(actor)) {
            throw Problem.Invalid.field("app", "Set up an app or a passkey first.");
        }
        return factors.newRecoveryCodes(actor);
    }

    private List<String> firstCodes(Actor actor) {
        return factors.recoveryCodesLeft(actor) > 0 ? List.of() : factors.newRecoveryCodes(actor);
    }
}
