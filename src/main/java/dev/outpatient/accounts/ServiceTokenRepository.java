package dev.outpatient.accounts;

import dev.outpatient.shared.Like;
import dev.outpatient.shared.ListQuery;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Rows;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The service_token table. */
@Repository
class ServiceTokenRepository {

    private static final String OF_OPEN_ADMIN = """
             AND NOT EXISTS (SELECT 1 FROM account_state s
                             WHERE s.role = 'admin' AND s.person_id = t.created_by AND s.disabled_at IS NOT NULL)""";

    /** The join drops tokens of admins who are gone. */
    private static final String FROM = " FROM service_token t JOIN admin a ON a.id = t.created_by ";

    private static final String COLUMNS = """
            SELECT t.id, t.name, t.scopes, t.created_by, a.name AS admin_name, t.created_at, t.expires_at,
                   t.last_used_at, t.revoked_at""";

    private static final String SELECT = COLUMNS + FROM;

    private final JdbcClient jdbc;

    ServiceTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(String name, String hash, Set<ServiceScope> scopes, long adminId, Instant now, Instant expiresAt) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO service_token (name, token_hash, scopes, created_by, created_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .params(
                        name,
                        hash,
                        scopes.stream().map(ServiceScope::word).collect(Collectors.joining(" ")),
                        adminId,
                        UtcTime.toColumn(now),
                        UtcTime.toColumn(expiresAt))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    /** One whose admin may sign in. */
    Optional<ServiceToken> findByHash(String hash) {
        return jdbc.sql(SELECT + "WHERE t.token_hash = ?" + OF_OPEN_ADMIN)
                .param(hash)
                .query(ServiceTokenRepository::read)
                .optional();
    }

    Optional<ServiceToken> find(long id) {
        return jdbc.sql(SELECT + "WHERE t.id = ?")
                .param(id)
                .query(ServiceTokenRepository::read)
                .optional();
    }

    /** Newest first, those after the given id; revoked and expired ones too. */
    List<ServiceToken> list(long beforeId, int limit) {
        return jdbc.sql(SELECT + "WHERE t.id < ? ORDER BY t.id DESC LIMIT ?")
                .params(beforeId, limit)
                .query(ServiceTokenRepository::read)
                .list();
    }

    Rows<ServiceToken> list(ServiceTokenFilter filter, Instant now, Listing<ServiceTokenOrder> listing) {
        Map<String, Object> params = new HashMap<>();
        StringBuilder from = new StringBuilder(FROM + "WHERE 1 = 1");
        if (filter.words() != null && !filter.words().isBlank()) {
            from.append(
                    " AND (LOWER(t.name) LIKE LOWER(:words) ESCAPE '!' OR LOWER(a.name) LIKE LOWER(:words) ESCAPE '!')");
            params.put("words", Like.contains(filter.words()));
        }
        if (filter.state() != null) {
            from.append(
                    switch (filter.state()) {
                        case GOOD -> " AND t.revoked_at IS NULL AND t.expires_at > :now";
                        case EXPIRED -> " AND t.revoked_at IS NULL AND t.expires_at <= :now";
                        case REVOKED -> " AND t.revoked_at IS NOT NULL";
                    });
            params.put("now", UtcTime.toColumn(now));
        }
        return ListQuery.page(
                jdbc, COLUMNS, from.toString(), order(listing), params, listing, ServiceTokenRepository::read);
    }

    /** What was never used comes last in either direction, and those that are equal newest first. */
    private static String order(Listing<ServiceTokenOrder> listing) {
        return " ORDER BY "
                + switch (listing.sort()) {
                    case CREATED -> "t.created_at" + listing.direction();
                    case NAME -> "LOWER(t.name)" + listing.direction();
                    case EXPIRES -> "t.expires_at" + listing.direction();
                    case USED -> "t.last_used_at IS NULL, t.last_used_at" + listing.direction();
                }
                + ", t.id"
                + (listing.sort() == ServiceTokenOrder.CREATED ? listing.direction() : " DESC");
    }

    int revoke(long id, Instant now) {
        return jdbc.sql("UPDATE service_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                .params(UtcTime.toColumn(now), id)
                .update();
    }

    void used(long id, Instant now) {
        jdbc.sql("UPDATE service_token SET last_used_at = ? WHERE id = ?")
                .params(UtcTime.toColumn(now), id)
                .update();
    }

    private static ServiceToken read(ResultSet row, int number) throws SQLException {
        Set<ServiceScope> scopes = EnumSet.noneOf(ServiceScope.class);
        // A scope that an older program knew opens nothing.
        Arrays.stream(row.getString("scopes").split(" "))
                .forEach(word -> ServiceScope.find(word).ifPresent(scopes::add));
        return new ServiceToken(
                row.getLong("id"),
                row.getString("name"),
                scopes,
                row.getLong("created_by"),
                row.getString("admin_name"),
                UtcTime.toInstant(row.getObject("created_at", LocalDateTime.class)),
                UtcTime.toInstant(row.getObject("expires_at", LocalDateTime.class)),
                UtcTime.toInstantOrNull(row.getObject("last_used_at", LocalDateTime.class)),
                UtcTime.toInstantOrNull(row.getObject("revoked_at", LocalDateTime.class)));
    }
}
