package dev.outpatient.accounts;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What people change in the own account. Each change asks for the password again and ends the other sessions. */
@Service
public class AccountSettings {

    private final SignIn signIn;
    private final Accounts accounts;
    private final OneTimeLinks links;
    private final AccountLetters letters;
    private final AccountChanges changes;
    private final PasswordPolicy policy;
    private final PasswordEncoder passwords;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    AccountSettings(
            SignIn signIn,
            Accounts accounts,
            OneTimeLinks links,
            AccountLetters letters,
            AccountChanges changes,
            PasswordPolicy policy,
            PasswordEncoder passwords,
            AuditTrail trail,
            TransactionTemplate transaction) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.links = links;
        this.letters = letters;
        this.changes = changes;
        this.policy = policy;
        this.passwords = passwords;
        this.trail = trail;
        this.transaction = transaction;
    }

    /** Whether a new address is checked before it is taken. */
    public boolean checksAddresses() {
        return letters.areSent();
    }

    /**
     * @throws BadCredentials when the current password is wrong
     * @throws Problem.Invalid when the new one is too weak
     */
    public void changePassword(Actor actor, String current, String password, Locale language) {
        signIn.confirm(actor, current);
        Credential account = accounts.get(actor);
        policy.check(actor.role(), password, account.email(), account.name());
        String hash = Objects.requireNonNull(passwords.encode(password));
        transaction.executeWithoutResult(status -> {
            accounts.table(actor).setPassword(actor.id(), hash);
            changes.secretChanged(actor);
            trail.info(actor, "Changed the password");
            if (account.email() != null && letters.areSent()) {
                letters.passwordChanged(account.email(), language, account.name());
            }
        });
    }

    /**
     * Sends a link to the new address, which is taken when the link is used; without mail it is taken at once. With
     * mail the answer does not tell whether somebody else has the address.
     *
     * @return whether it was taken at once
     * @throws BadCredentials when the current password is wrong
     * @throws Problem.Invalid when there is no mail and another account of the same role has the address
     */
    public boolean changeEmail(Actor actor, String current, String email, Locale language) {
        signIn.confirm(actor, current);
        Credential account = accounts.get(actor);
        String address = Accounts.normalized(email);
        boolean taken = accounts.table(actor).findByEmail(address).isPresent();
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!letters.areSent()) {
                take(account, address, language);
                return true;
            }
            String token = links.issue(LinkPurpose.EMAIL, LinkTarget.of(actor, address));
            trail.info(actor, "Asked to change the e-mail");
            if (taken) {
                letters.emailTaken(address, language);
            } else {
                letters.confirmEmail(address, language, token);
            }
            return false;
        }));
    }

    /** The new address that a link confirms; empty when it does not work any more. */
    @Transactional(readOnly = true)
    public Optional<String> findNewEmail(String token) {
        return links.find(LinkPurpose.EMAIL, token).map(LinkTarget::email);
    }

    /** @throws Problem.NotFound when the link was used, is too old or never was, or another account has the address */
    @Transactional
    public void confirmEmail(String token, Locale language) {
        LinkTarget target = links.use(LinkPurpose.EMAIL, token);
        Credential account = accounts.get(target.actor());
        try {
            take(account, Objects.requireNonNull(target.email()), language);
        } catch (Problem.Invalid e) {
            throw Problem.NotFound.of("link");
        }
    }

    private void take(Credential account, String address, Locale language) {
        try {
            accounts.table(account.actor()).setEmail(account.actor().id(), address);
        } catch (DuplicateKeyException e) {
            throw Problem.Invalid.field("email", "There is an account with this address.");
        }
        changes.secretChanged(account.actor());
        if (account.actor().role() == Role.PATIENT) {
            trail.info(account.actor(), "Changed the e-mail");
        } else {
            trail.warning(
                    account.actor(),
                    "account.email-changed",
                    "Changed the own e-mail",
                    account.actor().reference());
        }
        String before = account.email();
        if (before != null && letters.areSent()) {
            letters.emailChanged(before, language, account.name());
        }
    }
}
