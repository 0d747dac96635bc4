package dev.outpatient.directory;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that the clinic keeps of a doctor, as an admin enters it.
 *
 * @param email where the doctor signs in and is written to, or null for one who does neither
 */
public record DoctorDetails(
        String name,
        @Nullable String avatarUrl,
        @Nullable String email,
        @Nullable String phone,
        String specialty,
        @Nullable String licenseNumber) {

    /** The same with the e-mail trimmed and in lower case, as it is kept. */
    DoctorDetails normalized() {
        String address = email == null || email.isBlank() ? null : email.strip().toLowerCase(Locale.ROOT);
        return new DoctorDetails(name.strip(), avatarUrl, address, phone, specialty.strip(), licenseNumber);
    }
}
