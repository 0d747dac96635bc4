package dev.outpatient.accounts;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes an account from its owner, or gives it back: who leaves the clinic, or whose account somebody else got into. */
@Service
public class AccountAccess {

    private final Accounts accounts;
    private final AccountStates states;
    private final AccountStateRepository repository;
    private final AccountChanges changes;
    private final AuditTrail trail;

    AccountAccess(
            Accounts accounts,
            AccountStates states,
            AccountStateRepository repository,
            AccountChanges changes,
            AuditTrail trail) {
        this.accounts = accounts;
        this.states = states;
        this.repository = repository;
        this.changes = changes;
        this.trail = trail;
    }

    /**
     * Nobody signs in to the account any more, in whatever way. Sessions, links and refresh tokens end at once; access
     * tokens here at once and on other nodes within a minute, and so do the service tokens of an admin. What the account
     * is about, such as a doctor's calendar, stays as it is. Disabling it again changes nothing.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when there is no such account
     * @throws Problem.Invalid on {@code account}, when it is the actor's own
     */
    @Transactional
    public void disable(Actor actor, Actor whom) {
        requireOpenAdmin(actor, whom, "Another admin has to disable yours.");
        if (accounts.get(whom).open()) {
            changes.disabled(whom);
            trail.warning(actor, "account.disabled", "Disabled the account", whom.reference());
        }
    }

    /**
     * The owner signs in again as before, with the password and second factor that the account had.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when there is no such account
     * @throws Problem.Invalid on {@code account}, when it is the actor's own
     */
    @Transactional
    public void enable(Actor actor, Actor whom) {
        requireOpenAdmin(actor, whom, "Another admin has to enable yours.");
        if (!accounts.get(whom).open()) {
            states.enable(whom);
            trail.warning(actor, "account.enabled", "Enabled the account", whom.reference());
        }
    }

    /** By the database: a token is believed for up to a minute after its account was disabled. */
    private void requireOpenAdmin(Actor actor, Actor whom, String own) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("disable accounts");
        }
        if (actor.equals(whom)) {
            throw Problem.Invalid.field("account", own);
        }
        // Of two admins who disable each other at once, the second finds itself disabled.
        repository.lockAdmins();
        if (!repository.find(actor).orElse(AccountState.USUAL).isOpen()) {
            throw Problem.Forbidden.to("disable accounts");
        }
    }
}
