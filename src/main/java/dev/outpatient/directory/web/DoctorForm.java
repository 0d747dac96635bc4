package dev.outpatient.directory.web;

import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.shared.Specialties;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A doctor as an admin types one.
 *
 * @param version the one that was read
 */
public record DoctorForm(
        @NotBlank(message = "{staff.name.missing}") @Size(max = 255, message = "{field.long}") @Nullable
        String name,

        @NotBlank(message = "{staff.specialty.missing}") @Size(max = 100, message = "{field.long}") @Nullable
        String specialty,

        @Size(max = 50, message = "{field.long}") @Nullable String licenseNumber,

        @Size(max = 20, message = "{field.long}") @Nullable String phone,

        @Email(message = "{field.email.wrong}") @Size(max = 255, message = "{field.long}") @Nullable
        String email,

        @Nullable Integer version) {

    /** @param language in which the specialty is shown; typed in any, it is kept as it was */
    static DoctorForm of(DoctorDetails doctor, int version, Locale language) {
        return new DoctorForm(
                doctor.name(),
                Specialties.name(doctor.specialty(), language),
                doctor.licenseNumber(),
                doctor.phone(),
                doctor.email(),
                version);
    }

    /** @param avatarUrl stays as it is: it is no field of the form */
    DoctorDetails details(@Nullable String avatarUrl) {
        return new DoctorDetails(
                name == null ? "" : name.strip(),
                avatarUrl,
                Texts.orNull(email),
                Texts.orNull(phone),
                specialty == null ? "" : Specialties.kept(specialty),
                Texts.orNull(licenseNumber));
    }
}
