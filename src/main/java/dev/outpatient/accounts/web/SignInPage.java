package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.accounts.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people sign in; Spring Security takes what they send. */
@Controller
class SignInPage {

    @GetMapping("/sign-in")
    String show(
            @RequestParam(name = "continue", required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String ended,
            Model model) {
        String next = Continue.safe(after);
        if (SignedIn.current().isPresent()) {
            return "redirect:" + next;
        }
        model.addAttribute("next", next);
        model.addAttribute("failed", error != null);
        model.addAttribute("ended", ended != null && error == null);
        return "sign-in";
    }
}
