package dev.outpatient.accounts.web;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The address of somebody who forgot the password. */
public record EmailForm(
        @NotBlank(message = "{field.email.missing}")
        @Email(message = "{field.email.wrong}")
        @Size(max = 255, message = "{field.long}")
        String email) {}
