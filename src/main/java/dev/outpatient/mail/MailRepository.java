package dev.outpatient.mail;

import dev.outpatient.shared.Backlog;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the mail_outbox table. */
@Repository
class MailRepository {

    /** A message that still has its text. */
    record Kept(
            long id,
            String messageId,
            String to,
            String language,
            String subject,
            String body,
            int tries,
            Instant uselessAt,
            Instant createdAt) {

        InboxMessage toInbox() {
            return new InboxMessage(
                    to,
                    language,
                    subject,
                    InboxMessage.paragraphs(body),
                    createdAt.atZone(ZoneId.systemDefault()).toOffsetDateTime());
        }
    }

    private static final String COLUMNS =
            "id, message_id, recipient, language, subject, body, tries, useless_at, created_at";

    private final JdbcClient jdbc;

    MailRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            String messageId,
            String to,
            String language,
            String subject,
            String body,
            MailState state,
            Instant now,
            Instant uselessAt) {
        jdbc.sql("""
                        INSERT INTO mail_outbox
                          (message_id, recipient, language, subject, body, state, next_try_at, useless_at, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        messageId,
                        to,
                        language,
                        subject,
                        body,
                        state.word(),
                        UtcTime.toColumn(now),
                        UtcTime.toColumn(uselessAt),
                        UtcTime.toColumn(now))
                .update();
    }

    /** Those whose time has come, oldest first. Whoever wants to send one claims it first. */
    List<Kept> listDue(Instant now, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM mail_outbox"
                        + " WHERE state = 'waiting' AND next_try_at <= :now ORDER BY next_try_at, id LIMIT :limit")
                .param("now", UtcTime.toColumn(now))
                .param("limit", limit)
                .query(MailRepository::kept)
                .list();
    }

    /** Whether the message waited and is the caller's now: of several nodes, one gets true. */
    boolean claim(long id, Instant now) {
        return jdbc.sql("""
                                UPDATE mail_outbox SET state = 'claimed', claimed_at = ?, tries = tries + 1
                                WHERE id = ? AND state = 'waiting'""").params(UtcTime.toColumn(now), id).update() == 1;
    }

    /** Nothing was sent: the message waits again. */
    void release(long id, Instant nextTryAt) {
        jdbc.sql("""
                        UPDATE mail_outbox SET state = 'waiting', claimed_at = NULL, next_try_at = ?
                        WHERE id = ? AND state = 'claimed'""").params(UtcTime.toColumn(nextTryAt), id).update();
    }

    /** Ends the message in a state that it never leaves, without its text. */
    void finish(long id, MailState state, Instant now) {
        jdbc.sql("""
                        UPDATE mail_outbox SET state = ?, body = NULL, done_at = ?
                        WHERE id = ? AND state = 'claimed'""").params(state.word(), UtcTime.toColumn(now), id).update();
    }

    /** The messages that were claimed before a time and not finished; of several nodes, one gets each. */
    List<Long> giveUp(Instant claimedBefore, Instant now) {
        return jdbc
                .sql("SELECT id FROM mail_outbox WHERE state = 'claimed' AND claimed_at < ?")
                .param(UtcTime.toColumn(claimedBefore))
                .query(Long.class)
                .list()
                .stream()
                .filter(id -> jdbc.sql("""
                                        UPDATE mail_outbox SET state = 'unknown', body = NULL, done_at = ?
                                        WHERE id = ? AND state = 'claimed' AND claimed_at < ?""")
                                .params(UtcTime.toColumn(now), id, UtcTime.toColumn(claimedBefore))
                                .update()
                        == 1)
                .toList();
    }

    List<Kept> listNewest(MailState state, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM mail_outbox WHERE state = :state ORDER BY id DESC LIMIT :limit")
                .param("state", state.word())
                .param("limit", limit)
                .query(MailRepository::kept)
                .list();
    }

    long count(MailState state) {
        return jdbc.sql("SELECT COUNT(*) FROM mail_outbox WHERE state = ?")
                .param(state.word())
                .query(Long.class)
                .single();
    }

    long countFailed(Instant since) {
        return jdbc.sql("SELECT COUNT(*) FROM mail_outbox WHERE state = 'failed' AND done_at >= ?")
                .param(UtcTime.toColumn(since))
                .query(Long.class)
                .single();
    }

    /** Whether waiting for its time or on its way. */
    Backlog waiting() {
        return jdbc.sql("""
                        SELECT COUNT(*) AS waiting, MIN(created_at) AS oldest FROM mail_outbox
                        WHERE state IN ('waiting', 'claimed')""")
                .query((row, n) -> new Backlog(
                        row.getLong("waiting"), UtcTime.toInstantOrNull(row.getObject("oldest", LocalDateTime.class))))
                .single();
    }

    int removeDone(Instant before) {
        return jdbc.sql("DELETE FROM mail_outbox WHERE state IN ('sent', 'failed', 'inbox') AND created_at < ?")
                .param(UtcTime.toColumn(before))
                .update();
    }

    private static Kept kept(ResultSet row, int n) throws SQLException {
        return new Kept(
                row.getLong("id"),
                row.getString("message_id"),
                row.getString("recipient"),
                row.getString("language"),
                row.getString("subject"),
                row.getString("body"),
                row.getInt("tries"),
                UtcTime.toInstant(row.getObject("useless_at", LocalDateTime.class)),
                UtcTime.toInstant(row.getObject("created_at", LocalDateTime.class)));
    }
}
