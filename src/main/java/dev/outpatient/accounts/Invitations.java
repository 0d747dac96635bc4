package dev.outpatient.accounts;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How doctors and admins get a password: each sets the own one, by a link. An invitation opens the one account that it
 * was made for, while that has no password yet, and touches no other account of the same address.
 */
@Service
public class Invitations {

    /**
     * An invitation that was made.
     *
     * @param sentTo the address it goes to, or null when there is no mail
     * @param url the link, to be handed over, when there is no mail; else null
     */
    public record Invitation(
            @Nullable String sentTo, @Nullable String url, Instant expiresAt) {}

    private final Accounts accounts;
    private final OneTimeLinks links;
    private final AccountLetters letters;
    private final PasswordPolicy policy;
    private final PasswordEncoder passwords;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Invitations(
            Accounts accounts,
            OneTimeLinks links,
            AccountLetters letters,
            PasswordPolicy policy,
            PasswordEncoder passwords,
            AuditTrail trail,
            TransactionTemplate transaction,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.letters = letters;
        this.policy = policy;
        this.passwords = passwords;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Invites a doctor or an admin who has no password yet; a link before this one ends.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when there is no such doctor or admin
     * @throws Problem.Invalid when the account has no e-mail, or is disabled
     * @throws AlreadyActive when it has a password
     */
    @Transactional
    public Invitation invite(Actor actor, Actor whom, Locale language) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("invite people");
        }
        Credential account = accounts.get(whom);
        if (account.passwordHash() != null) {
            throw AlreadyActive.of(whom);
        }
        String email = account.email();
        if (email == null) {
            throw Problem.Invalid.field("email", "There is no e-mail to sign in with. Enter one first.");
        }
        if (!account.open()) {
            throw Problem.Invalid.field("account", "The account is disabled. Enable it first.");
        }
        String token = links.issue(LinkPurpose.INVITATION, LinkTarget.of(whom, email));
        Instant expiresAt = clock.instant().plus(LinkPurpose.INVITATION.lifetime());
        trail.info(actor, "Invited " + whom.role().word() + " " + whom.id(), whom.reference());
        if (letters.areSent()) {
            letters.invitation(email, language, account.name(), token);
            return new Invitation(email, null, expiresAt);
        }
        return new Invitation(null, letters.invitationUrl(token), expiresAt);
    }

    /** Whom a link invites; empty when it does not work any more. */
    @Transactional(readOnly = true)
    public Optional<Credential> find(String token) {
        return links.find(LinkPurpose.INVITATION, token).flatMap(this::invited);
    }

    /**
     * The invited sets the own password and uses the link up.
     *
     * @throws Problem.NotFound when the link was used, is too old or never was, or the account has a password by now
     * @throws Problem.Invalid when the password is too weak; the link still works then
     */
    public void accept(String token, String password) {
        Credential account = find(token).orElseThrow(() -> Problem.NotFound.of("link"));
        policy.check(account.actor().role(), password, account.email(), account.name());
        String hash = Objects.requireNonNull(passwords.encode(password));
        transaction.executeWithoutResult(status -> {
            Credential invited =
                    invited(links.use(LinkPurpose.INVITATION, token)).orElseThrow(() -> Problem.NotFound.of("link"));
            if (!accounts.table(invited.actor())
                    .setFirstPassword(invited.actor().id(), hash)) {
                throw Problem.NotFound.of("link");
            }
            trail.info(invited.actor(), "Accepted the invitation");
        });
    }

    /** The account of a link, as long as it waits for its first password and has the address that was invited. */
    private Optional<Credential> invited(LinkTarget target) {
        return accounts.find(target.actor())
                .filter(account -> account.passwordHash() == null)
                .filter(account -> Objects.equals(account.email(), target.email()));
    }
}
