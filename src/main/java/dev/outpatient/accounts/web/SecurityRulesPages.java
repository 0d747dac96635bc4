package dev.outpatient.accounts.web;

import dev.outpatient.accounts.SecondFactors;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an admin says of whom the clinic asks for a second factor. */
@Controller
@RequestMapping("/admin/security")
class SecurityRulesPages {

    private final SecondFactors factors;

    SecurityRulesPages(SecondFactors factors) {
        this.factors = factors;
    }

    @GetMapping
    String show(Actor actor, Model model) {
        Set<Role> required = factors.requiredOf();
        model.addAttribute("doctors", required.contains(Role.DOCTOR));
        model.addAttribute("admins", required.contains(Role.ADMIN));
        model.addAttribute("own", factors.has(actor));
        return "admin-security";
    }

    @PostMapping
    String save(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean doctors,
            @RequestParam(defaultValue = "false") boolean admins,
            RedirectAttributes flash) {
        factors.require(actor, Role.DOCTOR, doctors);
        factors.require(actor, Role.ADMIN, admins);
        flash.addFlashAttribute("toast", "security-rules.saved");
        return "redirect:/admin/security";
    }
}
