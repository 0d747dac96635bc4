package dev.outpatient.accounts.web;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Who the first admin is. */
public record SetupForm(
        @NotBlank(message = "{field.name.missing}") @Size(max = 255, message = "{field.long}")
        String name,

        @NotBlank(message = "{field.email.missing}")
        @Email(message = "{field.email.wrong}")
        @Size(max = 255, message = "{field.long}")
        String email,

        String password) {

    /** What was not sent is empty. */
    public SetupForm {
        name = name == null ? "" : name;
        email = email == null ? "" : email;
        password = password == null ? "" : password;
    }

    static final SetupForm EMPTY = new SetupForm("", "", "");
}
