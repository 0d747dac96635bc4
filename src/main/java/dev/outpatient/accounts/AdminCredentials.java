package dev.outpatient.accounts;

import dev.outpatient.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Admins sign in. */
@Component
class AdminCredentials extends CredentialTable {

    AdminCredentials(JdbcClient jdbc) {
        super(jdbc, Role.ADMIN);
    }
}
