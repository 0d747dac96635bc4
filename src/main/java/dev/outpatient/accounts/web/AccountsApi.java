package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.RefreshTokens;
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
            @Nullable @Size(max = 100) String code) {}

    record RefreshRequest(@NotBlank @Size(max = 4000) String refreshToken) {}

    record TokenAnswer(
            String accessToken, String tokenType, long expiresIn, String role, long id, String refreshToken) {}

    record Me(String role, long id, String name, @Nullable String email) {}

    private final SignIn signIn;
    private final Tokens tokens;
    private final RefreshTokens refreshTokens;

    AccountsApi(SignIn signIn, Tokens tokens, RefreshTokens refreshTokens) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
    }

    @PostMapping("/auth/token")
    ResponseEntity<TokenAnswer> token(@Valid @RequestBody TokenRequest request) {
        Credential account =
                signIn.authenticate(request.email(), request.password(), role(request.role()), request.code());
        return answer(account, refreshTokens.begin(account.actor()));
    }

    /** Gives a new pair for a refresh token, which is used up. */
    @PostMapping("/auth/refresh")
    ResponseEntity<TokenAnswer> refresh(@Valid @RequestBody RefreshRequest request) {
        RefreshTokens.Renewed renewed = refreshTokens.renew(request.refreshToken());
        return answer(renewed.account(), renewed.refreshToken());
    }

    /** Ends what a refresh token belongs to. The answer is the same for one that is not known (RFC 7009). */
    @PostMapping("/auth/revoke")
    ResponseEntity<Void> revoke(@Valid @RequestBody RefreshRequest request) {
        refreshTokens.revoke(request.refreshToken());
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/me")
    Me me(Actor actor) {
        Credential account = signIn.get(actor);
        return new Me(actor.role().word(), actor.id(), account.name(), account.email());
    }

    private ResponseEntity<TokenAnswer> answer(Credential account, String refreshToken) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new TokenAnswer(
                        tokens.issue(account),
                        "Bearer",
                        Tokens.LIFETIME.toSeconds(),
                        account.actor().role().word(),
                        account.actor().id(),
                        refreshToken));
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
