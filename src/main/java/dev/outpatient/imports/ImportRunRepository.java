package dev.outpatient.imports;

import static java.util.Objects.requireNonNull;

import dev.outpatient.imports.ImportRun.Outcome;
import dev.outpatient.shared.ListQuery;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Rows;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the import_run, import_run_file and import_rejection tables. */
@Repository
class ImportRunRepository {

    private static final String COLUMNS =
            "id, started_at, seen_at, ended_at, outcome, message, current_file, bytes_read, bytes_total";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    ImportRunRepository(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another one runs */
    long insert(long startedBy, long bytesTotal, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO import_run (started_by, started_at, seen_at, running, bytes_read, bytes_total)
                        VALUES (?, ?, ?, 1, 0, ?)""")
                .params(startedBy, UtcTime.toColumn(now), UtcTime.toColumn(now), bytesTotal)
                .update(key, "id");
        return requireNonNull(key.getKey()).longValue();
    }

    boolean isRunning(Instant seenSince) {
        return jdbc.sql("SELECT id FROM import_run WHERE running = 1 AND seen_at >= ?")
                .param(UtcTime.toColumn(seenSince))
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Ends the one whose node was not heard of since. */
    void giveUp(Instant notSeenSince, Instant now) {
        jdbc.sql("UPDATE import_run SET running = NULL, outcome = ?, ended_at = ? WHERE running = 1 AND seen_at < ?")
                .params(word(Outcome.LOST), UtcTime.toColumn(now), UtcTime.toColumn(notSeenSince))
                .update();
    }

    /** @return false when the run was given up in the meantime */
    boolean progress(long id, String file, long bytesRead, Instant now) {
        return jdbc.sql(
                                "UPDATE import_run SET current_file = ?, bytes_read = ?, seen_at = ? WHERE id = ? AND running = 1")
                        .params(file, bytesRead, UtcTime.toColumn(now), id)
                        .update()
                == 1;
    }

    void done(long id, ImportedFile file, Instant now) {
        jdbc.sql("""
                        INSERT INTO import_run_file (run_id, file_name, ended_at, rows_read, taken, already_there,
                          rejected, other_classes)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        file.name(),
                        UtcTime.toColumn(now),
                        file.rows(),
                        file.taken(),
                        file.alreadyThere(),
                        file.rejected(),
                        file.otherClasses())
                .update();
    }

    void end(long id, Outcome outcome, @Nullable String message, Instant now) {
        jdbc.sql("""
                        UPDATE import_run SET running = NULL, outcome = :outcome, message = :message, ended_at = :now,
                          seen_at = :now, current_file = NULL
                        WHERE id = :id AND running = 1""")
                .param("outcome", word(outcome))
                .param("message", message)
                .param("now", UtcTime.toColumn(now))
                .param("id", id)
                .update();
    }

    void reject(long id, List<RejectedLine> rows) {
        template.batchUpdate(
                "INSERT INTO import_rejection (run_id, seq, file_name, line_number, column_name, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
                FileImport.BATCH,
                (statement, row) -> {
                    statement.setLong(1, id);
                    statement.setLong(2, row.seq());
                    statement.setString(3, row.file());
                    statement.setLong(4, row.line());
                    statement.setString(5, row.column());
                    statement.setString(6, row.reason());
                });
    }

    Optional<ImportRun> find(long id) {
        List<ImportedFile> files = files(id);
        return jdbc.sql("SELECT " + COLUMNS + " FROM import_run WHERE id = ?")
                .param(id)
                .query((row, n) -> run(row, files))
                .optional();
    }

    /**
     * Without their files.
     *
     * @param outcome how they stand, or null for all
     * @param lostBefore a run whose node was last heard of before is lost
     */
    Rows<ImportRun> list(@Nullable Outcome outcome, Instant lostBefore, Listing<ImportOrder> listing) {
        Map<String, Object> params = new HashMap<>();
        String from = " FROM import_run" + (outcome == null ? "" : " WHERE " + standing(outcome));
        params.put("outcome", outcome == null ? "" : word(outcome));
        params.put("lostBefore", UtcTime.toColumn(lostBefore));
        String order = switch (listing.sort()) {
            case STARTED -> "id";
            case ENDED -> "ended_at IS NULL, ended_at" + listing.direction() + ", id";
        };
        return ListQuery.page(
                jdbc,
                "SELECT " + COLUMNS,
                from,
                "ORDER BY " + order + listing.direction(),
                params,
                listing,
                (row, n) -> run(row, List.of()));
    }

    private static String standing(Outcome outcome) {
        return switch (outcome) {
            case RUNNING -> "outcome IS NULL AND seen_at >= :lostBefore";
            case LOST -> "(outcome = :outcome OR outcome IS NULL AND seen_at < :lostBefore)";
            case DONE, UNUSABLE, STOPPED, FAILED -> "outcome = :outcome";
        };
    }

    private List<ImportedFile> files(long id) {
        return jdbc.sql("""
                        SELECT file_name, rows_read, taken, already_there, rejected, other_classes
                        FROM import_run_file WHERE run_id = ? ORDER BY ended_at, file_name""")
                .param(id)
                .query((row, n) -> new ImportedFile(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)))
                .list();
    }

    List<RejectedLine> listRejected(long id, long after, int limit) {
        return jdbc.sql("""
                        SELECT seq, file_name, line_number, column_name, reason FROM import_rejection
                        WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?""")
                .params(id, after, limit)
                .query((row, n) -> rejected(row))
                .list();
    }

    Rows<RejectedLine> listRejected(long id, RejectionFilter filter, Listing<RejectionOrder> listing) {
        Map<String, Object> params = new HashMap<>(Map.of("run", id));
        String from = "FROM import_rejection WHERE run_id = :run";
        if (filter.file() != null) {
            from += " AND file_name = :file";
            params.put("file", filter.file());
        }
        if (filter.column() != null) {
            from += " AND column_name = :column";
            params.put("column", filter.column());
        }
        String order = switch (listing.sort()) {
            case FILE -> "file_name";
            case LINE -> "line_number";
            case COLUMN -> "column_name";
        };
        return ListQuery.page(
                jdbc,
                "SELECT seq, file_name, line_number, column_name, reason",
                from,
                "ORDER BY " + order + listing.direction() + ", seq",
                params,
                listing,
                (row, n) -> rejected(row));
    }

    /** The files that had a row that was not taken. */
    List<String> listRejectedFiles(long id) {
        return listRejected(id, "file_name");
    }

    /** The columns that had something in them that could not be taken. */
    List<String> listRejectedColumns(long id) {
        return listRejected(id, "column_name");
    }

    private List<String> listRejected(long id, String what) {
        return jdbc.sql("SELECT DISTINCT %1$s FROM import_rejection WHERE run_id = ? ORDER BY %1$s".formatted(what))
                .param(id)
                .query(String.class)
                .list();
    }

    private static RejectedLine rejected(ResultSet row) throws SQLException {
        return new RejectedLine(
                row.getLong("seq"),
                row.getString("file_name"),
                row.getLong("line_number"),
                row.getString("column_name"),
                row.getString("reason"));
    }

    long countRejected(long id) {
        return jdbc.sql("SELECT COUNT(*) FROM import_rejection WHERE run_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    /** Forgets all but the newest. */
    void purge(int kept) {
        List<Long> ids = jdbc.sql("SELECT id FROM import_run ORDER BY id DESC LIMIT ?")
                .param(kept)
                .query(Long.class)
                .list();
        if (ids.size() == kept) {
            jdbc.sql("DELETE FROM import_run WHERE running IS NULL AND id < ?")
                    .param(ids.getLast())
                    .update();
        }
    }

    private static ImportRun run(ResultSet row, List<ImportedFile> files) throws SQLException {
        String outcome = row.getString("outcome");
        return new ImportRun(
                row.getLong("id"),
                UtcTime.toInstant(row.getObject("started_at", LocalDateTime.class)),
                UtcTime.toInstant(row.getObject("seen_at", LocalDateTime.class)),
                UtcTime.toInstantOrNull(row.getObject("ended_at", LocalDateTime.class)),
                outcome == null ? null : Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                row.getString("message"),
                row.getString("current_file"),
                row.getLong("bytes_read"),
                row.getLong("bytes_total"),
                files);
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
