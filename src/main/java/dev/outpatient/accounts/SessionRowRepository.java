package dev.outpatient.accounts;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is done to many rows of Spring Session's table at once. Its attributes go with a row. */
@Repository
class SessionRowRepository {

    private final JdbcClient jdbc;

    SessionRowRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param name of {@link SignedIn#getName()}
     * @param secret the id of the session that stays
     * @return how many went
     */
    int deleteOthers(String name, String secret) {
        return jdbc.sql("DELETE FROM SPRING_SESSION WHERE PRINCIPAL_NAME = ? AND SESSION_ID <> ?")
                .params(name, secret)
                .update();
    }

    /**
     * Those of some sessions that have not expired, by their ids, each with the name of {@link SignedIn#getName()}.
     *
     * @param secrets the ids, at least one
     */
    Map<String, String> names(Collection<String> secrets, Instant now) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("""
                        SELECT SESSION_ID, PRINCIPAL_NAME FROM SPRING_SESSION
                        WHERE SESSION_ID IN (:secrets) AND EXPIRY_TIME > :now AND PRINCIPAL_NAME IS NOT NULL""").param("secrets", secrets).param("now", now.toEpochMilli()).query(row -> {
            names.put(row.getString(1), row.getString(2));
        });
        return names;
    }

    void deleteExpired(Instant now) {
        jdbc.sql("DELETE FROM SPRING_SESSION WHERE EXPIRY_TIME < ?")
                .param(now.toEpochMilli())
                .update();
    }
}
