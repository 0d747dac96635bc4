package dev.outpatient.directory;

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
        @Nullable String licenseNumber) {}
