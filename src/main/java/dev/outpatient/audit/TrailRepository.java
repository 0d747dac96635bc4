package dev.outpatient.audit;

import dev.outpatient.audit.TrailHead.Purge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of what MySQL knows of the trail: its head, the hashes that no seal holds yet, and the keys to search by. */
@Repository
class TrailRepository {

    /** The hash of a record. */
    record Leaf(long seq, String hash) {}

    /**
     * By what a record is found.
     *
     * @param part user, subject, reference, severity, or hour for the first one of an hour
     * @param owner the hexadecimal id, or the word or number
     */
    record Key(String part, String owner, long seq) {}

    record WaitingSeal(long sealNumber, String body) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    TrailRepository(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    TrailHead getHead() {
        return jdbc.sql("SELECT * FROM log_head WHERE id = 1")
                .query(TrailRepository::head)
                .single();
    }

    /** Locks the head until the transaction ends; empty when another node has it, which does the work then. */
    Optional<TrailHead> tryHead() {
        return jdbc.sql("SELECT * FROM log_head WHERE id = 1 FOR UPDATE SKIP LOCKED")
                .query(TrailRepository::head)
                .optional();
    }

    /** Locks the head, waiting for it. */
    TrailHead lockHead() {
        return jdbc.sql("SELECT * FROM log_head WHERE id = 1 FOR UPDATE")
                .query(TrailRepository::head)
                .single();
    }

    void moveHead(long seq, String hash) {
        jdbc.sql("UPDATE log_head SET seq = ?, hash = ? WHERE id = 1")
                .params(seq, hash)
                .update();
    }

    void add(List<Leaf> leaves, List<Key> keys) {
        batches.batchUpdate(
                "INSERT INTO log_leaf (seq, hash) VALUES (?, ?)",
                leaves.stream()
                        .map(leaf -> new Object[] {leaf.seq(), leaf.hash()})
                        .toList());
        batches.batchUpdate(
                "INSERT INTO log_key (part, owner, seq) VALUES (?, ?, ?)",
                keys.stream()
                        .map(key -> new Object[] {key.part(), key.owner(), key.seq()})
                        .toList());
    }

    /** The hashes that no seal holds yet, oldest first. */
    List<Leaf> listLeaves(int limit) {
        return jdbc.sql("SELECT seq, hash FROM log_leaf ORDER BY seq LIMIT :limit")
                .param("limit", limit)
                .query(Leaf.class)
                .list();
    }

    void addSeal(Seal seal) {
        jdbc.sql("INSERT INTO log_seal_outbox (seal_number, body) VALUES (?, ?)")
                .params(seal.number(), seal.toDocument().toJson())
                .update();
        jdbc.sql("""
                        UPDATE log_head SET seal_number = ?, seal_hash = ?, sealed_seq = ?, sealed_hash = ?
                        WHERE id = 1""").params(seal.number(), seal.hash(), seal.to(), seal.root()).update();
        jdbc.sql("DELETE FROM log_leaf WHERE seq <= ?").param(seal.to()).update();
    }

    List<WaitingSeal> listWaitingSeals() {
        return jdbc.sql("SELECT seal_number, body FROM log_seal_outbox ORDER BY seal_number")
                .query(WaitingSeal.class)
                .list();
    }

    void deleteWaitingSeal(long number) {
        jdbc.sql("DELETE FROM log_seal_outbox WHERE seal_number = ?")
                .param(number)
                .update();
    }

    boolean hasHour(String hour) {
        return jdbc.sql("SELECT COUNT(*) FROM log_key WHERE part = 'hour' AND owner = ?")
                        .param(hour)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The first number of an hour or of one after it. */
    Optional<Long> findFirstOfHour(String hour) {
        return jdbc.sql("""
                        SELECT seq FROM log_key WHERE part = 'hour' AND owner >= ?
                        ORDER BY part, owner LIMIT 1""").param(hour).query(Long.class).optional();
    }

    /** Numbers at or above {@code from} and below {@code before}. */
    List<Long> listSeqs(String part, String owner, long from, long before, LogOrder order, int limit) {
        return jdbc.sql("""
                        SELECT seq FROM log_key
                        WHERE part = :part AND owner = :owner AND seq < :before AND seq >= :from
                        ORDER BY seq %s LIMIT :limit""".formatted(order == LogOrder.NEWEST ? "DESC" : "ASC"))
                .param("part", part)
                .param("owner", owner)
                .param("before", before)
                .param("from", from)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    void purge(Purge purge) {
        jdbc.sql("""
                        UPDATE log_head SET purged_seq = :seq, purged_hash = :hash, purged_seal = :seal,
                          purged_seal_hash = :sealHash, purge_kid = :kid, purge_signature = :signature
                        WHERE id = 1""")
                .param("seq", purge.seq())
                .param("hash", purge.hash())
                .param("seal", purge.seal())
                .param("sealHash", purge.sealHash())
                .param("kid", purge.kid())
                .param("signature", purge.signature())
                .update();
        jdbc.sql("DELETE FROM log_key WHERE part <> 'hour' AND seq <= ?")
                .param(purge.seq())
                .update();
        jdbc.sql("DELETE FROM log_set_aside WHERE seq <= ?").param(purge.seq()).update();
    }

    private static TrailHead head(ResultSet row, int number) throws SQLException {
        return new TrailHead(
                row.getLong("seq"),
                row.getString("hash"),
                row.getLong("seal_number"),
                row.getString("seal_hash"),
                row.getLong("sealed_seq"),
                row.getString("sealed_hash"),
                new Purge(
                        row.getLong("purged_seq"),
                        row.getString("purged_hash"),
                        row.getLong("purged_seal"),
                        row.getString("purged_seal_hash"),
                        row.getString("purge_kid"),
                        row.getString("purge_signature")));
    }
}
