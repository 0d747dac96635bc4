package dev.outpatient.accounts;

import java.util.Locale;
import java.util.Objects;
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

    /** @param passwordHash encoded */
    public long add(String name, String email, String passwordHash) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO admin (name, email, password) VALUES (?, ?, ?)")
                .params(name.strip(), email.strip().toLowerCase(Locale.ROOT), passwordHash)
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }
}
