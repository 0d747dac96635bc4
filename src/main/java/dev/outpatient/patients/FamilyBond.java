package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One patient, the manager, acts for another, the dependant, or has asked to.
 *
 * @param dependantId null while that is not known, or not to be known
 * @param name of the dependant; null for somebody who was asked by e-mail and has not agreed
 * @param email the address that was asked, or null
 * @param ownEmail the address of the dependant as a patient, or null; for admins
 * @param signsIn whether the dependant has a password; for admins
 * @param clinicAskedAt since when an admin is to decide, or null when none is
 * @param until the first day on which the consent does not hold any more, or null when it has no end
 */
public record FamilyBond(
        long id,
        PatientId managerId,
        String managerName,
        @Nullable LocalDate managerBornOn,
        @Nullable PatientId dependantId,
        @Nullable String name,
        @Nullable LocalDate bornOn,
        @Nullable String email,
        @Nullable String ownEmail,
        boolean signsIn,
        @Nullable Instant clinicAskedAt,
        Instant askedAt,
        @Nullable LocalDate until,
        State state) {

    /** How far it is. */
    public enum State {
        /** Nobody has agreed yet. */
        WAITING,
        /** The manager may act for the dependant. */
        MANAGED,
        /** The dependant came of age, and has to agree. */
        CAME_OF_AGE,
        /** The same, and was asked. */
        ASKED_AGAIN,
        /** An admin said no. */
        REFUSED
    }

    /** As the manager may see it: who was asked by e-mail is nobody until the person agreed. */
    FamilyBond forManager() {
        boolean unknown = email != null && (state == State.WAITING || state == State.REFUSED);
        return new FamilyBond(
                id,
                managerId,
                managerName,
                managerBornOn,
                unknown ? null : dependantId,
                unknown ? null : name,
                unknown ? null : bornOn,
                email,
                null,
                false,
                unknown ? null : clinicAskedAt,
                askedAt,
                until,
                state);
    }

    /** Whether an admin is to decide. */
    public boolean isWithClinic() {
        return clinicAskedAt != null;
    }

    boolean isUndecided() {
        return state == State.WAITING || state == State.ASKED_AGAIN;
    }
}
