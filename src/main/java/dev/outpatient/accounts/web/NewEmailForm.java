package dev.outpatient.accounts.web;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Another address, and the password that shows who asks. */
public record NewEmailForm(
        @NotBlank(message = "{field.email.missing}")
        @Email(message = "{field.email.wrong}")
        @Size(max = 255, message = "{field.long}")
        String email,

        @NotBlank(message = "{account.current.missing}") String current) {

    static final NewEmailForm EMPTY = new NewEmailForm("", "");
}
