package dev.outpatient.directory.web;

import dev.outpatient.directory.Doctor;
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

    /** @param language in which the specialty is shown */
    static DoctorForm of(DoctorDetails doctor, int version, Locale language) {
        return new DoctorForm(
                doctor.name(),
                Specialties.name(doctor.specialty(), language),
                doctor.licenseNumber(),
                doctor.phone(),
                doctor.email(),
                version);
    }

    /**
     * @param before the doctor whose photo stays, as it is no field of the form, and whose specialty stays to the letter
     *     when nobody typed another one
     * @param language in which the specialty was shown
     */
    DoctorDetails details(Doctor before, Locale language) {
        String typed = specialty == null ? "" : specialty.strip();
        return new DoctorDetails(
                name == null ? "" : name.strip(),
                before.avatarUrl(),
                Texts.orNull(email),
                Texts.orNull(phone),
                typed.equals(Specialties.name(before.specialty(), language))
                        ? before.specialty()
                        : Specialties.kept(typed),
                Texts.orNull(licenseNumber));
    }
}
