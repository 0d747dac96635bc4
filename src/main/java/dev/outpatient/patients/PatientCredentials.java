package dev.outpatient.patients;

import dev.outpatient.accounts.CredentialTable;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Patients sign in. Their photos are seen by who may read the record. */
@Component
class PatientCredentials extends CredentialTable {

    private final RecordAccess access;

    PatientCredentials(JdbcClient jdbc, RecordAccess access) {
        super(jdbc, Role.PATIENT);
        this.access = access;
    }

    @Override
    protected boolean showsPhoto(Actor viewer, long id) {
        return access.seesPhoto(viewer, new PatientId(id));
    }
}
