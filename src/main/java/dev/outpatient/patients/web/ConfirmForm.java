package dev.outpatient.patients.web;

import jakarta.validation.constraints.NotBlank;

/** The password of the registration, once more. */
public record ConfirmForm(
        @NotBlank(message = "{confirm.password.missing}") String password) {}
