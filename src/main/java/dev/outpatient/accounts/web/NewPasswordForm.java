package dev.outpatient.accounts.web;

import jakarta.validation.constraints.NotBlank;

/** Another password, and the one before that shows who asks. */
public record NewPasswordForm(
        @NotBlank(message = "{account.current.missing}") String current, String password) {

    /** What was not sent is empty. */
    public NewPasswordForm {
        password = password == null ? "" : password;
    }

    static final NewPasswordForm EMPTY = new NewPasswordForm("", "");
}
