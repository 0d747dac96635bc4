package dev.outpatient.patients.web;

import dev.outpatient.patients.PatientDetails;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** What a visitor says to become a patient. */
public record RegisterForm(
        @NotBlank(message = "{field.name.missing}") @Size(max = 255, message = "{field.long}")
        String name,

        @NotBlank(message = "{field.email.missing}")
        @Email(message = "{field.email.wrong}")
        @Size(max = 255, message = "{field.long}")
        String email,

        String password,

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

        @Size(max = 20, message = "{field.long}") @Nullable String state) {

    /** What was not sent is empty. */
    public RegisterForm {
        name = name == null ? "" : name;
        email = email == null ? "" : email;
        password = password == null ? "" : password;
    }

    static final RegisterForm EMPTY = new RegisterForm("", "", "", null, null, null, null, null);

    PatientDetails details() {
        return new PatientDetails(name, email, given(phone), given(address), given(city), given(state), dateOfBirth);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
