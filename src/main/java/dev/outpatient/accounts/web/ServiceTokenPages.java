package dev.outpatient.accounts.web;

import dev.outpatient.accounts.ServiceScope;
import dev.outpatient.accounts.ServiceTokenFilter;
import dev.outpatient.accounts.ServiceTokenOrder;
import dev.outpatient.accounts.ServiceTokens;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an admin makes tokens for other programs and ends them. */
@Controller
class ServiceTokenPages {

    private static final String PATH = "/admin/tokens";

    private static final List<String> DAYS = List.of("7", "30", "90", "365");

    private final ServiceTokens tokens;
    private final Clock clock;

    ServiceTokenPages(ServiceTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String show(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        model.addAttribute("form", ServiceTokenForm.EMPTY);
        return list(actor, filter(q, state), Listing.fromEnd(ServiceTokenOrder.class, sort, page), model);
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return CsvFile.of(
                "tokens",
                List.of("id", "name", "scopes", "created_by", "created_at", "expires_at", "last_used_at", "revoked_at"),
                tokens.export(actor, filter(q, state), Listing.fromEnd(ServiceTokenOrder.class, sort, null)),
                token -> Arrays.asList(
                        token.id(),
                        token.name(),
                        token.scopes().stream().map(ServiceScope::word).collect(Collectors.joining(" ")),
                        token.createdBy(),
                        token.createdAt(),
                        token.expiresAt(),
                        token.lastUsedAt(),
                        token.revokedAt()));
    }

    /** Answers with the page itself, not with another address: the secret is on it, and is nowhere kept to be shown. */
    @PostMapping(PATH)
    String create(
            @Valid @ModelAttribute("form") ServiceTokenForm form, BindingResult errors, Actor actor, Model model) {
        if (!errors.hasErrors()) {
            Set<ServiceScope> scopes = ServiceTokensApi.scopes(Objects.requireNonNullElse(form.scopes(), List.of()));
            int days = Integer.parseInt(Objects.requireNonNullElse(form.expiresInDays(), "90"));
            model.addAttribute("created", tokens.create(actor, form.name(), scopes, days));
            model.addAttribute("form", ServiceTokenForm.EMPTY);
            model.addAttribute(
                    BindingResult.MODEL_KEY_PREFIX + "form",
                    new BeanPropertyBindingResult(ServiceTokenForm.EMPTY, "form"));
        }
        return list(actor, filter(null, null), Listing.fromEnd(ServiceTokenOrder.class, null, null), model);
    }

    @PostMapping(PATH + "/{id}/revoke")
    String revoke(@PathVariable long id, Actor actor, RedirectAttributes flash) {
        tokens.revoke(actor, id);
        flash.addFlashAttribute("toast", "tokens.revoked");
        return "redirect:" + PATH;
    }

    private static ServiceTokenFilter filter(@Nullable String q, @Nullable String state) {
        return new ServiceTokenFilter(q, Listing.choice(ServiceTokenFilter.State.class, state));
    }

    private String list(Actor actor, ServiceTokenFilter wanted, Listing<ServiceTokenOrder> listing, Model model) {
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("q", wanted.words());
        filter.put("state", wanted.state() == null ? null : Listing.word(wanted.state()));
        model.addAttribute(
                "list",
                new ListPage<>(
                        PATH,
                        filter,
                        listing,
                        tokens.list(actor, wanted, listing).map(token -> ServiceTokenLine.of(token, clock))));
        model.addAttribute("scopes", ServiceScope.values());
        model.addAttribute("days", DAYS);
        return "admin-tokens";
    }
}
