package dev.outpatient.patients;

import dev.outpatient.patients.FamilyBond.State;
import dev.outpatient.shared.Like;
import dev.outpatient.shared.ListQuery;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Rows;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the family_bond table. Where a method takes today's date, it decides who is of age. */
@Repository
class FamilyBondRepository {

    /** A request by e-mail that nobody has been told of. */
    record Untold(long id, String email, Locale language) {}

    /** Of the dependant, or of the child who is none yet. */
    private static final String NAME = "CASE WHEN b.dependant_id IS NULL THEN b.child_name ELSE d.name END";

    private static final String FROM = """
             FROM family_bond b JOIN patient m ON m.id = b.manager_id LEFT JOIN patient d ON d.id = b.dependant_id
            """;

    private static final String COLUMNS = """
            SELECT b.id, b.manager_id, m.name AS manager_name, m.date_of_birth AS manager_born_on, b.dependant_id,
              b.email, d.email AS own_email, d.password AS password, b.asked_at, b.clinic_asked_at, b.consented_at,
              b.for_minor, b.asked_again_at, b.declined_at, b.decided_by,
              CASE WHEN b.dependant_id IS NULL THEN b.child_born_on ELSE d.date_of_birth END AS born_on,
            """ + NAME + " AS name";

    private static final String VIEWS = COLUMNS + FROM;

    /** What makes a bond of b with the dependant d one that holds. */
    private static final String HOLDS = """
            b.consented_at IS NOT NULL AND b.ended_at IS NULL AND (b.for_minor = FALSE OR d.date_of_birth > :grown)
            """;

    private final JdbcClient jdbc;

    FamilyBondRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean holds(PatientId manager, PatientId dependant, LocalDate today) {
        return jdbc.sql("""
                        SELECT b.id FROM family_bond b JOIN patient d ON d.id = b.dependant_id
                        WHERE b.manager_id = :manager AND b.dependant_id = :dependant AND
                        """ + HOLDS + "LIMIT 1")
                .param("manager", manager.value())
                .param("dependant", dependant.value())
                .param("grown", Adulthood.latestBirth(today))
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Whom somebody acts for, in order of names. */
    List<PatientId> managedBy(PatientId manager, LocalDate today) {
        return jdbc.sql("""
                        SELECT d.id FROM family_bond b JOIN patient d ON d.id = b.dependant_id
                        WHERE b.manager_id = :manager AND
                        """ + HOLDS + "GROUP BY d.id, d.name ORDER BY d.name, d.id")
                .param("manager", manager.value())
                .param("grown", Adulthood.latestBirth(today))
                .query((row, n) -> new PatientId(row.getLong("id")))
                .list();
    }

    /** Who acts for somebody. */
    List<FamilyBond> managersOf(PatientId dependant, LocalDate today) {
        return jdbc.sql(VIEWS + "WHERE b.dependant_id = :dependant AND " + HOLDS + "ORDER BY b.id")
                .param("dependant", dependant.value())
                .param("grown", Adulthood.latestBirth(today))
                .query(bonds(today))
                .list();
    }

    /** All of a manager that are not over; of those that wait for somebody asked by e-mail, the ones asked after a moment. */
    List<FamilyBond> ofManager(PatientId manager, Instant askedAfter, LocalDate today) {
        return jdbc.sql(VIEWS + """
                        WHERE b.manager_id = ? AND b.ended_at IS NULL
                          AND (b.email IS NULL OR b.consented_at IS NOT NULL OR b.asked_at > ?)
                        ORDER BY b.id""")
                .params(manager.value(), UtcTime.toColumn(askedAfter))
                .query(bonds(today))
                .list();
    }

    /** What waits for a patient's own answer, by id or by the e-mail. */
    List<FamilyBond> requestsTo(PatientId patient, @Nullable String email, Instant askedAfter, LocalDate today) {
        List<FamilyBond> found = jdbc.sql(VIEWS + """
                        WHERE b.ended_at IS NULL AND b.declined_at IS NULL AND b.manager_id <> :patient
                          AND (b.consented_at IS NULL AND b.asked_at > :after
                                 AND (b.email = :email OR b.dependant_id = :patient)
                               OR b.asked_again_at IS NOT NULL AND b.dependant_id = :patient)
                        ORDER BY b.id""")
                .param("patient", patient.value())
                .param("email", email, java.sql.Types.VARCHAR)
                .param("after", UtcTime.toColumn(askedAfter))
                .query(bonds(today))
                .list();
        // Databases compare without accents, and é is another person's address than e.
        return found.stream()
                .filter(bond -> patient.equals(bond.dependantId())
                        || (bond.dependantId() == null && Objects.equals(bond.email(), email)))
                .toList();
    }

    /** Those that an admin is to decide, who waits longest first. */
    List<FamilyBond> withClinic(LocalDate today, @Nullable MomentCursor after, int limit) {
        JdbcClient.StatementSpec query = jdbc.sql(VIEWS + "WHERE b.clinic_asked_at IS NOT NULL"
                        + (after == null
                                ? ""
                                : " AND (b.clinic_asked_at > :at OR (b.clinic_asked_at = :at AND b.id > :id))")
                        + " ORDER BY b.clinic_asked_at, b.id LIMIT :limit")
                .param("limit", limit);
        if (after != null) {
            query = query.param("at", UtcTime.toColumn(after.at())).param("id", after.id());
        }
        return query.query(bonds(today)).list();
    }

    /**
     * Those that an admin is to decide.
     *
     * @param words a part of the name of either, or null for all
     */
    Rows<FamilyBond> withClinic(@Nullable String words, LocalDate today, Listing<FamilyOrder> listing) {
        Map<String, Object> params = new HashMap<>();
        StringBuilder from = new StringBuilder(FROM + "WHERE b.clinic_asked_at IS NOT NULL");
        if (words != null && !words.isBlank()) {
            from.append(" AND (LOWER(m.name) LIKE LOWER(:words) ESCAPE '!' OR LOWER(")
                    .append(NAME)
                    .append(") LIKE LOWER(:words) ESCAPE '!')");
            params.put("words", Like.contains(words));
        }
        String order = switch (listing.sort()) {
            case ASKED -> "b.clinic_asked_at";
            case MANAGER -> "LOWER(m.name)";
            case DEPENDANT -> "LOWER(" + NAME + ")";
        };
        return ListQuery.page(
                jdbc,
                COLUMNS,
                from.toString(),
                "ORDER BY " + order + listing.direction() + ", b.clinic_asked_at, b.id",
                params,
                listing,
                bonds(today));
    }

    int countWithClinic() {
        return jdbc.sql("SELECT COUNT(*) FROM family_bond WHERE clinic_asked_at IS NOT NULL")
                .query(Integer.class)
                .single();
    }

    /** How many a manager has, or has asked for since a moment. */
    int count(PatientId manager, Instant askedAfter, Instant since) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM family_bond
                        WHERE manager_id = ? AND (asked_at > ? OR ended_at IS NULL
                          AND (email IS NULL OR consented_at IS NOT NULL OR asked_at > ?))""")
                .params(manager.value(), UtcTime.toColumn(since), UtcTime.toColumn(askedAfter))
                .query(Integer.class)
                .single();
    }

    Optional<FamilyBond> find(long id, LocalDate today) {
        return jdbc.sql(VIEWS + "WHERE b.id = ? AND b.ended_at IS NULL")
                .param(id)
                .query(bonds(today))
                .optional();
    }

    /** Until the transaction ends, nobody else decides about it. */
    Optional<FamilyBond> lock(long id, LocalDate today) {
        jdbc.sql("SELECT id FROM family_bond WHERE id = ? FOR UPDATE")
                .param(id)
                .query(Long.class)
                .optional();
        return find(id, today);
    }

    long askForChild(PatientId manager, String name, LocalDate bornOn, Locale language, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO family_bond (manager_id, child_name, child_born_on, language, asked_at, clinic_asked_at,
                                                 for_minor)
                        VALUES (?, ?, ?, ?, ?, ?, FALSE)""")
                .params(
                        manager.value(),
                        name,
                        bornOn,
                        language.getLanguage(),
                        UtcTime.toColumn(now),
                        UtcTime.toColumn(now))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    long askByEmail(PatientId manager, String email, Locale language, Instant now) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO family_bond (manager_id, email, language, asked_at, for_minor)
                        VALUES (?, ?, ?, ?, FALSE)""")
                .params(manager.value(), email, language.getLanguage(), UtcTime.toColumn(now))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** Somebody under age agreed, whose word is not enough: an admin is asked. */
    void passOn(long id, PatientId dependant, Instant now) {
        jdbc.sql("UPDATE family_bond SET dependant_id = ?, clinic_asked_at = ? WHERE id = ?")
                .params(dependant.value(), UtcTime.toColumn(now), id)
                .update();
    }

    void askAgain(long id, Instant now) {
        jdbc.sql("UPDATE family_bond SET asked_again_at = :now, clinic_asked_at = :now WHERE id = :id")
                .param("now", UtcTime.toColumn(now))
                .param("id", id)
                .update();
    }

    /** @param admin who consented, or null when the dependant did */
    void consent(long id, PatientId dependant, boolean forMinor, @Nullable Long admin, Instant now) {
        jdbc.sql("""
                        UPDATE family_bond SET dependant_id = :dependant, for_minor = :minor, decided_by = :admin,
                          consented_at = :now, asked_again_at = NULL, clinic_asked_at = NULL
                        WHERE id = :id""")
                .param("dependant", dependant.value())
                .param("minor", forMinor)
                .param("admin", admin, java.sql.Types.BIGINT)
                .param("now", UtcTime.toColumn(now))
                .param("id", id)
                .update();
    }

    /** @param admin who refused, or null when the dependant did */
    void decline(long id, @Nullable Long admin, Instant now) {
        jdbc.sql("UPDATE family_bond SET declined_at = ?, decided_by = ?, clinic_asked_at = NULL WHERE id = ?")
                .params(java.util.Arrays.asList(UtcTime.toColumn(now), admin, id))
                .update();
    }

    void end(long id, Instant now) {
        jdbc.sql("UPDATE family_bond SET ended_at = ?, clinic_asked_at = NULL WHERE id = ?")
                .params(UtcTime.toColumn(now), id)
                .update();
    }

    /** Ends whatever else there is between the two. */
    void endOthers(long id, PatientId manager, PatientId dependant, Instant now) {
        jdbc.sql("""
                        UPDATE family_bond SET ended_at = ?, clinic_asked_at = NULL
                        WHERE manager_id = ? AND dependant_id = ? AND ended_at IS NULL AND id <> ?""")
                .params(UtcTime.toColumn(now), manager.value(), dependant.value(), id)
                .update();
    }

    /** Those whom no letter has told, oldest first. */
    List<Untold> untold(Instant askedAfter, int limit) {
        return jdbc.sql("""
                        SELECT id, email, language FROM family_bond
                        WHERE asked_at > ? AND email IS NOT NULL AND told_at IS NULL AND ended_at IS NULL
                        ORDER BY asked_at LIMIT ?""")
                .params(UtcTime.toColumn(askedAfter), limit)
                .query((row, n) ->
                        new Untold(row.getLong("id"), row.getString("email"), Locale.of(row.getString("language"))))
                .list();
    }

    /** Once: false when another node did. */
    boolean told(long id, Instant now) {
        return jdbc.sql("UPDATE family_bond SET told_at = ? WHERE id = ? AND told_at IS NULL")
                        .params(UtcTime.toColumn(now), id)
                        .update()
                == 1;
    }

    /** Whatever a patient has with others, and what they have asked. */
    void endAll(PatientId patient, Instant now) {
        jdbc.sql("""
                        UPDATE family_bond SET ended_at = :now, clinic_asked_at = NULL
                        WHERE ended_at IS NULL AND (manager_id = :patient OR dependant_id = :patient)""")
                .param("now", UtcTime.toColumn(now))
                .param("patient", patient.value())
                .update();
    }

    /** Whom a patient asked, or for which child. */
    void forget(PatientId patient) {
        jdbc.sql("""
                        UPDATE family_bond SET email = NULL, child_name = NULL, child_born_on = NULL
                        WHERE manager_id = :patient OR dependant_id = :patient""").param("patient", patient.value()).update();
    }

    private static RowMapper<FamilyBond> bonds(LocalDate today) {
        return (row, n) -> {
            long dependant = row.getLong("dependant_id");
            PatientId dependantId = row.wasNull() ? null : new PatientId(dependant);
            LocalDate bornOn = row.getObject("born_on", LocalDate.class);
            boolean forMinor = row.getBoolean("for_minor");
            return new FamilyBond(
                    row.getLong("id"),
                    new PatientId(row.getLong("manager_id")),
                    row.getString("manager_name"),
                    row.getObject("manager_born_on", LocalDate.class),
                    dependantId,
                    row.getString("name"),
                    bornOn,
                    row.getString("email"),
                    row.getString("own_email"),
                    row.getString("password") != null,
                    UtcTime.toInstantOrNull(row.getObject("clinic_asked_at", LocalDateTime.class)),
                    UtcTime.toInstant(row.getObject("asked_at", LocalDateTime.class)),
                    forMinor && bornOn != null ? Adulthood.startsOn(bornOn) : null,
                    state(row, forMinor, bornOn, today));
        };
    }

    private static State state(ResultSet row, boolean forMinor, @Nullable LocalDate bornOn, LocalDate today)
            throws SQLException {
        if (row.getObject("consented_at") == null) {
            // Whoever was asked by e-mail and said no is not given away by it.
            return row.getObject("declined_at") != null && row.getObject("decided_by") != null
                    ? State.REFUSED
                    : State.WAITING;
        }
        if (!forMinor || (bornOn != null && !Adulthood.isReached(bornOn, today))) {
            return State.MANAGED;
        }
        return row.getObject("asked_again_at") == null ? State.CAME_OF_AGE : State.ASKED_AGAIN;
    }
}
