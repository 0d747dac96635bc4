package dev.outpatient.patients.web;

import dev.outpatient.patients.PatientDetails;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * A patient as an admin writes one down.
 *
 * @param version the one that was read
 */
public record PatientForm(
        @NotBlank(message = "{staff.name.missing}") @Size(max = 255, message = "{field.long}") @Nullable
        String name,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate dateOfBirth,

        @Pattern(regexp = "|.*[0-9].*", message = "{field.phone.wrong}")
        @Size(max = 20, message = "{field.long}")
        @Nullable
        String phone,

        @Email(message = "{field.email.wrong}") @Size(max = 255, message = "{field.long}") @Nullable
        String email,

        @Size(max = 255, message = "{field.long}") @Nullable String address,

        @Size(max = 50, message = "{field.long}") @Nullable String city,

        @Size(max = 20, message = "{field.long}") @Nullable String state,
        @Nullable Integer version) {

    /** With what somebody was looked for by, where it belongs. */
    static PatientForm lookedFor(String words) {
        boolean email = words.contains("@");
        boolean phone = !email && words.chars().anyMatch(Character::isDigit);
        return new PatientForm(
                email || phone ? "" : words, null, phone ? words : null, email ? words : null, null, null, null, null);
    }

    static PatientForm of(PatientDetails person, int version) {
        return new PatientForm(
                person.name(),
                person.dateOfBirth(),
                person.phone(),
                person.email(),
                person.address(),
                person.city(),
                person.state(),
                version);
    }

    PatientDetails details() {
        return new PatientDetails(
                name == null ? "" : name.strip(),
                given(email),
                given(phone),
                given(address),
                given(city),
                given(state),
                dateOfBirth);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
