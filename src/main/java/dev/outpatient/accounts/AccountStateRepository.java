package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The account_state table. */
@Repository
class AccountStateRepository {

    private final JdbcClient jdbc;

    AccountStateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<AccountState> find(Actor account) {
        return jdbc.sql("SELECT disabled_at, tokens_from FROM account_state WHERE role = ? AND person_id = ?")
                .params(account.role().word(), account.id())
                .query((row, n) -> new AccountState(
                        UtcTime.toInstantOrNull(row.getObject("disabled_at", LocalDateTime.class)),
                        UtcTime.toInstantOrNull(row.getObject("tokens_from", LocalDateTime.class))))
                .optional();
    }

    void setDisabledAt(Actor account, @Nullable Instant at) {
        set(account, "disabled_at", at);
    }

    void setTokensFrom(Actor account, Instant from) {
        set(account, "tokens_from", from);
    }

    /** Until the transaction ends, no other one that calls this goes on. What is to be decided by is read after it. */
    void lockAdmins() {
        jdbc.sql("SELECT id FROM admin ORDER BY id FOR UPDATE")
                .query(Long.class)
                .list();
    }

    private void set(Actor account, String column, @Nullable Instant at) {
        jdbc.sql("INSERT INTO account_state (role, person_id, " + column + ") VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE "
                        + column + " = VALUES(" + column + ")")
                .param(account.role().word())
                .param(account.id())
                .param(at == null ? null : UtcTime.toColumn(at))
                .update();
    }
}
