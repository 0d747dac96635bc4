package dev.outpatient.shared;

import java.util.Locale;

/** What somebody who signed in is to the clinic. A visitor has no role. */
public enum Role {
    PATIENT,
    DOCTOR,
    ADMIN;

    /** The lower-case word used in the API, in tokens and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
