package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.stereotype.Repository;

/**
 * Who passkeys belong to, as Spring Security asks for it. Its user names are a role and an id here, such as
 * {@code doctor:7}; what a person sees in the browser is the name and the e-mail of the account.
 */
@Repository
class PasskeyOwnerRepository implements PublicKeyCredentialUserEntityRepository {

    private final JdbcClient jdbc;
    private final SignIn signIn;

    PasskeyOwnerRepository(JdbcClient jdbc, SignIn signIn) {
        this.jdbc = jdbc;
        this.signIn = signIn;
    }

    static String userName(Actor actor) {
        return actor.role().word() + ":" + actor.id();
    }

    /** Whose handle it is. */
    Optional<Actor> findOwner(Bytes handle) {
        return jdbc.sql("SELECT role, person_id FROM passkey_owner WHERE handle = ?")
                .param(handle.toBase64UrlString())
                .query((row, n) -> new Actor(
                        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)), row.getLong("person_id")))
                .optional();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        return findOwner(id).map(actor -> entity(actor, id)).orElse(null);
    }

    /** The handle of somebody who has none yet is made by {@link #create}, in the transaction that needs it. */
    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        Actor actor = actor(username);
        return findHandle(actor).map(handle -> entity(actor, handle)).orElse(null);
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new UnsupportedOperationException("Handles are made by create");
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("Handles stay");
    }

    Optional<Bytes> findHandle(Actor actor) {
        return jdbc.sql("SELECT handle FROM passkey_owner WHERE role = ? AND person_id = ?")
                .params(actor.role().word(), actor.id())
                .query(String.class)
                .optional()
                .map(Bytes::fromBase64);
    }

    void create(Actor actor) {
        jdbc.sql("INSERT INTO passkey_owner (handle, role, person_id) VALUES (?, ?, ?)")
                .params(Bytes.random().toBase64UrlString(), actor.role().word(), actor.id())
                .update();
    }

    /** The passkeys and the handle of somebody who leaves. */
    void deleteAll(Actor actor) {
        findHandle(actor).ifPresent(handle -> {
            jdbc.sql("DELETE FROM user_credentials WHERE user_entity_user_id = ?")
                    .param(handle.toBase64UrlString())
                    .update();
            jdbc.sql("DELETE FROM passkey_owner WHERE handle = ?")
                    .param(handle.toBase64UrlString())
                    .update();
        });
    }

    private PublicKeyCredentialUserEntity entity(Actor actor, Bytes handle) {
        Credential account = signIn.get(actor);
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle)
                .name(account.email() == null ? userName(actor) : account.email())
                .displayName(account.name())
                .build();
    }

    private static Actor actor(String username) {
        int colon = username.indexOf(':');
        return new Actor(
                Role.valueOf(username.substring(0, colon).toUpperCase(Locale.ROOT)),
                Long.parseLong(username.substring(colon + 1)));
    }
}
