package dev.outpatient.accounts;

import dev.outpatient.accounts.ResetRequestRepository.Waiting;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.mail.Letter.Link;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A new password for somebody who forgot the old one, by a link to the address of the account. Asking only writes down
 * the address; whose it is, is looked up afterwards, so neither the answer nor its time tells whether there is an
 * account.
 */
@Service
public class PasswordReset {

    private static final Logger log = LoggerFactory.getLogger(PasswordReset.class);

    private static final int BATCH = 100;

    /** Encoded up to three times as long, it stands once for each account of an address in a letter of 4,000 letters. */
    private static final int LONGEST_PATH = 200;

    private final ResetRequestRepository requests;
    private final Accounts accounts;
    private final OneTimeLinks links;
    private final AccountLetters letters;
    private final AccountChanges changes;
    private final PasswordPolicy policy;
    private final PasswordEncoder passwords;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PasswordReset(
            ResetRequestRepository requests,
            Accounts accounts,
            OneTimeLinks links,
            AccountLetters letters,
            AccountChanges changes,
            PasswordPolicy policy,
            PasswordEncoder passwords,
            AuditTrail trail,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.links = links;
        this.letters = letters;
        this.changes = changes;
        this.policy = policy;
        this.passwords = passwords;
        this.trail = trail;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Whether there is mail to send a link by. */
    public boolean isPossible() {
        return letters.areSent();
    }

    /**
     * Somebody asks for a link to an address. The work is the same whether an account has it or not.
     *
     * @param continueTo the page of ours that signing in should lead to, or null; one that is too long is forgotten
     */
    @Transactional
    public void ask(String email, Locale language, @Nullable String continueTo) {
        if (letters.areSent()) {
            String next = continueTo == null || continueTo.length() > LONGEST_PATH ? null : continueTo;
            requests.insert(Accounts.normalized(email), language.getLanguage(), next, clock.instant());
        }
    }

    @Scheduled(fixedDelay = 1000)
    void answer() {
        if (!letters.areSent()) {
            return;
        }
        for (Waiting request : requests.listOldest(BATCH)) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (requests.take(request.id())) {
                        answer(request);
                    }
                });
            } catch (DataIntegrityViolationException e) {
                // Nor will it ever be: those behind it are not to wait for it.
                log.error("Request {} for a new password can't be answered and is forgotten", request.id(), e);
                requests.take(request.id());
            }
        }
    }

    private void answer(Waiting request) {
        List<Link> toOpen = accounts.withEmail(request.email()).stream()
                .filter(Credential::open)
                .map(account -> {
                    trail.info(account.actor(), "Was sent a link to set a new password");
                    return letters.resetLink(
                            account,
                            links.issue(LinkPurpose.RESET, LinkTarget.of(account.actor(), request.email())),
                            request.continueTo());
                })
                .toList();
        if (!toOpen.isEmpty()) {
            letters.reset(request.email(), Locale.of(request.language()), toOpen);
        }
    }

    /**
     * A link for somebody who stands at the desk, where there is no mail to send it by. Like every link it works once,
     * and it stands in the trail who asked for it.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when there is no such account, or there is mail
     * @throws Problem.Invalid when the account has no e-mail, or is disabled
     */
    @Transactional
    public String handOver(Actor actor, Actor whom) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("help with passwords");
        }
        if (letters.areSent()) {
            throw Problem.NotFound.of("link");
        }
        Credential account = accounts.get(whom);
        if (account.email() == null) {
            throw Problem.Invalid.field("email", "There is no e-mail to sign in with. Enter one first.");
        }
        if (!account.open()) {
            throw Problem.Invalid.field("account", "The account is disabled. Enable it first.");
        }
        trail.warning(actor, "Handed over a link to set a new password", whom.reference());
        return letters.resetUrl(links.issue(LinkPurpose.RESET, LinkTarget.of(whom, account.email())), null);
    }

    /** Whose password the link sets; empty when it does not work any more. */
    @Transactional(readOnly = true)
    public Optional<Credential> find(String token) {
        return links.find(LinkPurpose.RESET, token).flatMap(target -> accounts.find(target.actor()));
    }

    /**
     * Sets the password, uses the link up and ends every session of the account. Nobody is signed in by it.
     *
     * @throws Problem.NotFound when the link was used, is too old or never was
     * @throws Problem.Invalid when the password is too weak; the link still works then
     */
    public void set(String token, String password, Locale language) {
        Credential account = find(token).orElseThrow(() -> Problem.NotFound.of("link"));
        policy.check(account.actor().role(), password, account.email(), account.name());
        // Hashing takes its time and its turn: before the transaction, so that no connection waits with it.
        String hash = Objects.requireNonNull(passwords.encode(password));
        transaction.executeWithoutResult(status -> {
            LinkTarget target = links.use(LinkPurpose.RESET, token);
            Credential now = accounts.get(target.actor());
            accounts.table(now.actor()).setPassword(now.actor().id(), hash);
            changes.secretChanged(now.actor());
            trail.info(now.actor(), "Set a new password by a link");
            if (now.email() != null && letters.areSent()) {
                letters.passwordChanged(now.email(), language, now.name());
            }
        });
    }
}
