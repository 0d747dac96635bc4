package dev.outpatient.patients;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the clinic knows of a patient as a person.
 *
 * @param email where the patient signs in and is written to, or null for one who does neither
 */
public record PatientDetails(
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String city,
        @Nullable String state,
        @Nullable LocalDate dateOfBirth) {

    /** The same person at another address. */
    PatientDetails withEmail(@Nullable String other) {
        return new PatientDetails(name, other, phone, address, city, state, dateOfBirth);
    }

    /** The same person, whose birthday is known now. */
    PatientDetails withDateOfBirth(LocalDate bornOn) {
        return new PatientDetails(name, email, phone, address, city, state, bornOn);
    }

    /** The same with the e-mail trimmed and in lower case, as it is kept. */
    public PatientDetails normalized() {
        return new PatientDetails(
                name.strip(),
                email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT),
                phone,
                address,
                city,
                state,
                dateOfBirth);
    }
}
