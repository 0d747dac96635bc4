package dev.outpatient.directory;

import dev.outpatient.accounts.CredentialTable;
import dev.outpatient.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Doctors sign in. */
@Component
class DoctorCredentials extends CredentialTable {

    DoctorCredentials(JdbcClient jdbc) {
        super(jdbc, Role.DOCTOR);
    }

    /** They stand beside the free times. */
    @Override
    protected boolean showsPhotosToAll() {
        return true;
    }
}
