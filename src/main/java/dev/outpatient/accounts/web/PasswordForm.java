package dev.outpatient.accounts.web;

/**
 * A new password, typed once: it can be shown instead.
 *
 * @param token of the link that allows it
 */
public record PasswordForm(String token, String password) {

    /** What was not sent is empty. */
    public PasswordForm {
        token = token == null ? "" : token;
        password = password == null ? "" : password;
    }
}
