package dev.outpatient.accounts.web;

import dev.outpatient.accounts.ServiceScope;
import dev.outpatient.accounts.ServiceToken;
import dev.outpatient.accounts.ServiceTokens;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an admin makes tokens for other programs and ends them. */
@Controller
@RequestMapping("/admin/tokens")
class ServiceTokenPages {

    private static final List<String> DAYS = List.of("7", "30", "90", "365");

    private final ServiceTokens tokens;
    private final Clock clock;

    ServiceTokenPages(ServiceTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @GetMapping
    String show(@RequestParam(defaultValue = "9223372036854775807") long after, Actor actor, Model model) {
        model.addAttribute("form", ServiceTokenForm.EMPTY);
        return list(actor, after, model);
    }

    /** Answers with the page itself, not with another address: the secret is on it, and is nowhere kept to be shown. */
    @PostMapping
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
        return list(actor, Long.MAX_VALUE, model);
    }

    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable long id, Actor actor, RedirectAttributes flash) {
        tokens.revoke(actor, id);
        flash.addFlashAttribute("toast", "tokens.revoked");
        return "redirect:/admin/tokens";
    }

    private String list(Actor actor, long after, Model model) {
        Page<ServiceToken> page = tokens.search(actor, after, Page.DEFAULT_LIMIT);
        model.addAttribute(
                "tokens", page.map(token -> ServiceTokenLine.of(token, clock)).items());
        model.addAttribute("next", page.next() == null ? null : "/admin/tokens?after=" + page.next());
        model.addAttribute("first", after == Long.MAX_VALUE ? null : "/admin/tokens");
        model.addAttribute("scopes", ServiceScope.values());
        model.addAttribute("days", DAYS);
        return "admin-tokens";
    }
}
