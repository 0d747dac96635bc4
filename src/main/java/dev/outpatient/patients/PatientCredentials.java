package dev.outpatient.patients;

import dev.outpatient.accounts.CredentialTable;
import dev.outpatient.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Patients sign in. */
@Component
class PatientCredentials extends CredentialTable {

    PatientCredentials(JdbcClient jdbc) {
        super(jdbc, Role.PATIENT);
    }
}
