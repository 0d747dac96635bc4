package dev.outpatient.accounts.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a new service token is to be, as it was sent.
 *
 * @param scopes their words
 * @param expiresInDays one of those that the page offers
 */
public record ServiceTokenForm(
        @NotBlank(message = "{tokens.name.missing}") @Size(max = 100, message = "{field.long}")
        String name,

        @NotEmpty(message = "{tokens.scopes.missing}") @Nullable
        List<String> scopes,

        @Nullable @Pattern(regexp = "7|30|90|365", message = "{tokens.days.missing}")
        String expiresInDays) {

    static final ServiceTokenForm EMPTY = new ServiceTokenForm("", List.of(), "90");
}
