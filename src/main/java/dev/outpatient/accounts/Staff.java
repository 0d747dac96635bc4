package dev.outpatient.accounts;

import dev.outpatient.accounts.StaffFilter.State;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.Rows;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of those who work for the clinic, as admins keep them. */
@Service
public class Staff {

    /**
     * Somebody with an account.
     *
     * @param email null for one who can't be invited
     * @param active false until the person has set a password
     * @param open false when the account is disabled
     */
    public record Member(
            Actor account, String name, @Nullable String email, boolean active, boolean open) {

        public State state() {
            if (!open) {
                return State.DISABLED;
            }
            return active ? State.ACTIVE : State.INVITED;
        }

        /** Whether a new link to come in makes sense. */
        public boolean isInvitable() {
            return state() == State.INVITED && email != null;
        }
    }

    private final Accounts accounts;
    private final StaffListRepository lists;
    private final Admins admins;
    private final RequestKeys requestKeys;
    private final AuditTrail trail;

    Staff(Accounts accounts, StaffListRepository lists, Admins admins, RequestKeys requestKeys, AuditTrail trail) {
        this.accounts = accounts;
        this.lists = lists;
        this.admins = admins;
        this.requestKeys = requestKeys;
        this.trail = trail;
    }

    /**
     * Admins and doctors.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public Rows<Member> list(Actor actor, StaffFilter filter, Listing<StaffOrder> listing) {
        requireAdmin(actor);
        return lists.list(filter, listing);
    }

    /**
     * All of the list, to take away.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when they are more than a file may hold
     */
    @Transactional
    public List<Member> export(Actor actor, StaffFilter filter, Listing<StaffOrder> listing) {
        requireAdmin(actor);
        List<Member> all = lists.list(filter, listing.whole()).forFile();
        trail.info(actor, "staff.exported", "Exported the list of staff accounts");
        return all;
    }

    /** Everybody with a record here who has the part of a name, for who is asked to help with a password. */
    @Transactional(readOnly = true)
    public List<Member> searchEverybody(Actor actor, String name, int limit) {
        requireAdmin(actor);
        return Stream.of(Role.PATIENT, Role.DOCTOR, Role.ADMIN)
                .flatMap(role -> accounts.table(new Actor(role, 0)).search(name, limit).stream())
                .map(Staff::member)
                .sorted(Comparator.comparing(Member::active))
                .limit(limit)
                .toList();
    }

    /** Those of a role, in order of names. */
    @Transactional(readOnly = true)
    public List<Member> list(Actor actor, Role role) {
        requireAdmin(actor);
        return accounts.table(new Actor(role, 0)).list().stream()
                .map(Staff::member)
                .toList();
    }

    /** @throws Problem.NotFound when there is no such account */
    @Transactional(readOnly = true)
    public Member get(Actor actor, Actor account) {
        requireAdmin(actor);
        return member(accounts.get(account));
    }

    /**
     * An admin who can't sign in yet: an invitation follows. Another account with the same e-mail stays as it is.
     *
     * @param key what makes a repeated request answer as the first one did, or null
     * @throws Problem.Invalid when another admin has the e-mail
     */
    @Transactional
    public Actor addAdmin(Actor actor, String name, String email, @Nullable RequestKey key) {
        requireAdmin(actor);
        return requestKeys.findCreated(actor, key).map(Actor::admin).orElseGet(() -> {
            try {
                long id = admins.add(name, email, null);
                requestKeys.created(actor, key, id);
                trail.info(actor, "Added admin " + id, Actor.admin(id).reference());
                return Actor.admin(id);
            } catch (DuplicateKeyException e) {
                throw Problem.Invalid.field("email", "There is an admin with this address.");
            }
        });
    }

    private static Member member(Credential account) {
        return new Member(
                account.actor(), account.name(), account.email(), account.passwordHash() != null, account.open());
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("manage accounts");
        }
    }
}
