package dev.outpatient.accounts;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.UtcTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The link by which the first admin of a new clinic gets an account. It works once, for a day. */
@Service
public class FirstAdmin {

    private static final String PURPOSE = "first-admin";
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final Admins admins;
    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final PasswordPolicy policy;
    private final AuditTrail trail;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    FirstAdmin(
            Admins admins,
            JdbcClient jdbc,
            PasswordEncoder passwords,
            PasswordPolicy policy,
            AuditTrail trail,
            Clock clock) {
        this.admins = admins;
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.policy = policy;
        this.trail = trail;
        this.clock = clock;
    }

    /** The secret of a new link, which ends every link before it; empty when there is an admin already. */
    @Transactional
    public Optional<String> invite() {
        if (admins.exist()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("DELETE FROM one_time_link WHERE purpose = ?").param(PURPOSE).update();
        jdbc.sql("INSERT INTO one_time_link (token_hash, purpose, expires_at) VALUES (?, ?, ?)")
                .params(hash(token), PURPOSE, UtcTime.toColumn(clock.instant().plus(LIFETIME)))
                .update();
        return Optional.of(token);
    }

    public boolean isValid(String token) {
        return jdbc.sql("SELECT token_hash FROM one_time_link WHERE token_hash = ? AND purpose = ? AND expires_at > ?")
                .params(hash(token), PURPOSE, UtcTime.toColumn(clock.instant()))
                .query(String.class)
                .optional()
                .isPresent();
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
        int used = jdbc.sql("DELETE FROM one_time_link WHERE token_hash = ? AND purpose = ? AND expires_at > ?")
                .params(hash(token), PURPOSE, UtcTime.toColumn(clock.instant()))
                .update();
        if (used == 0 || admins.exist()) {
            throw Problem.NotFound.of("link");
        }
        long id = admins.add(name, email, Objects.requireNonNull(passwords.encode(password)));
        trail.info(Actor.admin(id), "Became the first admin");
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
