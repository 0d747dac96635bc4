package dev.outpatient.portal.web;

import dev.outpatient.patients.Patient;
import dev.outpatient.patients.PatientDetails;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What patients say of themselves; the e-mail, by which they sign in, has a page of its own.
 *
 * @param version the one that was read
 */
public record ProfileForm(
        @NotBlank(message = "{field.name.missing}") @Size(max = 255, message = "{field.long}")
        String name,

        @NotNull(message = "{register.birth.missing}")
        @Past(message = "{problem.dateOfBirth}")
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        @Nullable
        LocalDate dateOfBirth,

        @Pattern(regexp = "|.*[0-9].*", message = "{field.phone.wrong}")
        @Size(max = 20, message = "{field.long}")
        @Nullable
        String phone,

        @Size(max = 255, message = "{field.long}") @Nullable String address,

        @Size(max = 50, message = "{field.long}") @Nullable String city,

        @Size(max = 20, message = "{field.long}") @Nullable String state,

        @Nullable Integer version) {

    static ProfileForm of(Patient patient) {
        PatientDetails person = patient.details();
        return new ProfileForm(
                person.name(),
                person.dateOfBirth(),
                person.phone(),
                person.address(),
                person.city(),
                person.state(),
                patient.version());
    }

    PatientDetails details(@Nullable String email) {
        return new PatientDetails(name, email, given(phone), given(address), given(city), given(state), dateOfBirth);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
