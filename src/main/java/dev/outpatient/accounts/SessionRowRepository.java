package dev.outpatient.accounts;

import java.time.Instant;
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

    void deleteExpired(Instant now) {
        jdbc.sql("DELETE FROM SPRING_SESSION WHERE EXPIRY_TIME < ?")
                .param(now.toEpochMilli())
                .update();
    }
}
