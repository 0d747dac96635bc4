package dev.outpatient.accounts.web;

import dev.outpatient.accounts.ServiceScope;
import dev.outpatient.accounts.ServiceToken;
import dev.outpatient.accounts.ServiceTokens;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Service tokens, for admins. */
@RestController
@RequestMapping("/api/v1/service-tokens")
class ServiceTokensApi {

    record NewToken(
            @NotBlank @Size(max = 100) String name,
            @NotEmpty @Size(max = 20) List<String> scopes,
            @Min(1) @Max(365) int expiresInDays) {}

    record TokenAnswer(
            long id,
            String name,
            List<String> scopes,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {

        static TokenAnswer of(ServiceToken token) {
            return new TokenAnswer(
                    token.id(),
                    token.name(),
                    token.scopes().stream().map(ServiceScope::word).toList(),
                    token.createdBy(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.lastUsedAt(),
                    token.revokedAt());
        }
    }

    /** @param secret what the other program sends; it is shown this once */
    record CreatedAnswer(String secret, TokenAnswer token) {}

    private final ServiceTokens tokens;

    ServiceTokensApi(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    Page<TokenAnswer> list(
            Actor actor,
            @RequestParam(defaultValue = "9223372036854775807") long after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return tokens.search(actor, after, limit).map(TokenAnswer::of);
    }

    @PostMapping
    ResponseEntity<CreatedAnswer> create(Actor actor, @Valid @RequestBody NewToken request) {
        ServiceTokens.Created created =
                tokens.create(actor, request.name(), scopes(request.scopes()), request.expiresInDays());
        return ResponseEntity.created(
                        URI.create("/api/v1/service-tokens/" + created.token().id()))
                .cacheControl(CacheControl.noStore())
                .body(new CreatedAnswer(created.secret(), TokenAnswer.of(created.token())));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(Actor actor, @PathVariable long id) {
        tokens.revoke(actor, id);
        return ResponseEntity.noContent().build();
    }

    /** @throws Problem.Invalid when a word is none of the list */
    static Set<ServiceScope> scopes(List<String> words) {
        Set<ServiceScope> scopes = EnumSet.noneOf(ServiceScope.class);
        words.forEach(word -> scopes.add(ServiceScope.find(word)
                .orElseThrow(() -> Problem.Invalid.field("scopes", "There is no scope " + word + "."))));
        return scopes;
    }
}
