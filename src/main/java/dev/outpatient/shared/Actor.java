package dev.outpatient.shared;

import java.io.Serializable;

/**
 * Who asks: a signed-in person in one role. Use cases take it as an argument and decide by it.
 *
 * @param id the key in the table of the role
 */
public record Actor(Role role, long id) implements Serializable {

    /** The operator at the console, who runs commands such as an import. No row has the key 0. */
    public static final Actor OPERATOR = new Actor(Role.ADMIN, 0);

    public static Actor of(PatientId id) {
        return new Actor(Role.PATIENT, id.value());
    }

    public static Actor of(DoctorId id) {
        return new Actor(Role.DOCTOR, id.value());
    }

    public static Actor admin(long id) {
        return new Actor(Role.ADMIN, id);
    }

    public boolean is(PatientId patient) {
        return role == Role.PATIENT && id == patient.value();
    }

    public boolean is(DoctorId doctor) {
        return role == Role.DOCTOR && id == doctor.value();
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    public Reference reference() {
        return switch (role) {
            case PATIENT -> new Reference(Reference.Kind.PATIENT, id);
            case DOCTOR -> new Reference(Reference.Kind.DOCTOR, id);
            case ADMIN -> new Reference(Reference.Kind.ADMIN, id);
        };
    }
}
