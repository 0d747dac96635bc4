package dev.outpatient.accounts;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The link by which the first admin of a new clinic gets an account. It works once, for a day. */
@Service
public class FirstAdmin {

    private final Admins admins;
    private final OneTimeLinks links;
    private final PasswordEncoder passwords;
    private final PasswordPolicy policy;
    private final AuditTrail trail;

    FirstAdmin(Admins admins, OneTimeLinks links, PasswordEncoder passwords, PasswordPolicy policy, AuditTrail trail) {
        this.admins = admins;
        this.links = links;
        this.passwords = passwords;
        this.policy = policy;
        this.trail = trail;
    }

    /** The secret of a new link, which ends every link before it; empty when there is an admin already. */
    @Transactional
    public Optional<String> invite() {
        return admins.exist() ? Optional.empty() : Optional.of(links.issue(LinkPurpose.FIRST_ADMIN, LinkTarget.CLINIC));
    }

    public boolean isValid(String token) {
        return links.find(LinkPurpose.FIRST_ADMIN, token).isPresent();
    }

    /**
     * Uses the link up.
     *
     * @throws Problem.NotFound when it was used, is too old or never was
     * @throws Problem.Invalid when the password is too weak; the link still works then
     */
    @Transactional
    public void create(String token, String name, String email, String password) {
        policy.check(Role.ADMIN, password, email, name);
        links.use(LinkPurpose.FIRST_ADMIN, token);
        if (admins.exist()) {
            throw Problem.NotFound.of("link");
        }
        long id = admins.add(name, email, Objects.requireNonNull(passwords.encode(password)));
        trail.info(Actor.admin(id), "Became the first admin");
    }
}
