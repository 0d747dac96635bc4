package dev.outpatient.audit;

import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the log_begun table. */
@Repository
class BegunRepository {

    /** A change that was begun. */
    record Begun(String id, String collection, BsonDocument proof, String body, Instant begunAt) {}

    private static final String BEGUN = "SELECT id, collection, proof, body, begun_at FROM log_begun ";

    private final JdbcClient jdbc;

    BegunRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the same change was begun already */
    void insert(Begun one) {
        jdbc.sql("INSERT INTO log_begun (id, collection, proof, body, begun_at) VALUES (?, ?, ?, ?, ?)")
                .params(one.id(), one.collection(), one.proof().toJson(), one.body(), UtcTime.toColumn(one.begunAt()))
                .update();
    }

    Optional<Begun> find(String collection, BsonDocument proof) {
        return jdbc.sql(BEGUN + "WHERE collection = ? AND proof = ?")
                .params(collection, proof.toJson())
                .query(BegunRepository::begun)
                .optional();
    }

    /** Those of which the trail was not told, in the order of their ids. */
    List<Begun> listUntold(Instant begunBefore, String after, int limit) {
        return jdbc.sql(BEGUN + "WHERE told_at IS NULL AND id > ? AND begun_at < ? ORDER BY id LIMIT ?")
                .params(after, UtcTime.toColumn(begunBefore), limit)
                .query(BegunRepository::begun)
                .list();
    }

    /** @return whether it was untold: of two who tell of it, one does */
    boolean markTold(String id, Instant now) {
        return jdbc.sql("UPDATE log_begun SET told_at = ? WHERE id = ? AND told_at IS NULL")
                        .params(UtcTime.toColumn(now), id)
                        .update()
                == 1;
    }

    /** The change is asked for once more: it counts as begun now, so that nobody forgets it. */
    void renew(String collection, BsonDocument proof, Instant now) {
        jdbc.sql("UPDATE log_begun SET begun_at = ? WHERE collection = ? AND proof = ? AND told_at IS NULL")
                .params(UtcTime.toColumn(now), collection, proof.toJson())
                .update();
    }

    /** Forgets one of which the trail was not told, unless it was asked for again. */
    void deleteUntold(String id, Instant begunBefore) {
        jdbc.sql("DELETE FROM log_begun WHERE id = ? AND told_at IS NULL AND begun_at < ?")
                .params(id, UtcTime.toColumn(begunBefore))
                .update();
    }

    void deleteTold(Instant before) {
        jdbc.sql("DELETE FROM log_begun WHERE told_at < ?")
                .param(UtcTime.toColumn(before))
                .update();
    }

    private static Begun begun(ResultSet row, int n) throws SQLException {
        return new Begun(
                row.getString("id"),
                row.getString("collection"),
                BsonDocument.parse(row.getString("proof")),
                row.getString("body"),
                UtcTime.toInstant(row.getObject("begun_at", LocalDateTime.class)));
    }
}
