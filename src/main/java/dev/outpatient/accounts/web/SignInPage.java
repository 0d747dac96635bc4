package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Continue;
import dev.outpatient.accounts.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people sign in; Spring Security takes what they send. */
@Controller
class SignInPage {

    private final SignInProgress progress;

    SignInPage(SignInProgress progress) {
        this.progress = progress;
    }

    @GetMapping("/sign-in")
    String show(
            @RequestParam(name = "continue", required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String ended,
            @RequestParam(required = false) @Nullable String passkey,
            @RequestParam(required = false) @Nullable String again,
            @RequestAttribute(required = false) @Nullable String email,
            HttpServletRequest request,
            Model model) {
        String next = Continue.safe(after);
        if (SignedIn.current().isPresent()) {
            return "redirect:" + next;
        }
        if (after != null && error == null && progress.find(request).isPresent()) {
            // Sent here from a page that asks for more than was proven so far.
            return "redirect:/sign-in/next";
        }
        model.addAttribute("next", next);
        model.addAttribute("failed", error != null);
        // What was typed before it was refused; an address can't put anything there.
        model.addAttribute("email", email == null || email.isBlank() ? null : email);
        model.addAttribute("ended", ended != null && error == null);
        model.addAttribute("passkeyFailed", passkey != null);
        model.addAttribute("again", again != null);
        return "sign-in";
    }
}
