package dev.outpatient.accounts;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The admin table. */
@Repository
public class Admins {

    private final JdbcClient jdbc;

    Admins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public boolean exist() {
        return jdbc.sql("SELECT id FROM admin LIMIT 1")
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** Whether one signs in with the e-mail, given in lower case. */
    public boolean has(String email) {
        return jdbc.sql("SELECT id FROM admin WHERE email = ?")
                .param(email)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    /** @param passwordHash encoded, or null for one who is to be invited */
    public long add(String name, String email, @Nullable String passwordHash) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO admin (name, email, password) VALUES (?, ?, ?)")
                .params(Arrays.asList(name.strip(), Accounts.normalized(email), passwordHash))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }
}
