package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.SignIn;
import dev.outpatient.accounts.Tokens;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Access tokens, and who a caller is. */
@RestController
@RequestMapping("/api/v1")
class AccountsApi {

    record TokenRequest(
            @NotBlank @Size(max = 255) String email,
            @NotBlank @Size(max = 200) String password,
            @Nullable String role,
            @Nullable String code) {}

    record TokenAnswer(String accessToken, String tokenType, long expiresIn, String role, long id) {}

    record Me(String role, long id, String name, @Nullable String email) {}

    private final SignIn signIn;
    private final Tokens tokens;

    AccountsApi(SignIn signIn, Tokens tokens) {
        this.signIn = signIn;
        this.tokens = tokens;
    }

    @PostMapping("/auth/token")
    ResponseEntity<TokenAnswer> token(@Valid @RequestBody TokenRequest request) {
        Credential account = signIn.authenticate(request.email(), request.password(), role(request.role()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenAnswer(
                        tokens.issue(account),
                        "Bearer",
                        Tokens.LIFETIME.toSeconds(),
                        account.actor().role().word(),
                        account.actor().id()));
    }

    @GetMapping("/me")
    Me me(Actor actor) {
        Credential account = signIn.get(actor);
        return new Me(actor.role().word(), actor.id(), account.name(), account.email());
    }

    private static @Nullable Role role(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(Role.values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.Invalid.field("role", "Use patient, doctor or admin, or leave it out."));
    }
}
