package dev.outpatient.accounts.web;

import dev.outpatient.accounts.AccountAccess;
import dev.outpatient.accounts.Staff;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.util.Arrays;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One account as admins see it, and whether its owner may sign in. */
@Controller
@RequestMapping("/admin/accounts/{role}/{id}")
class AccountAccessPages {

    private final Staff staff;
    private final AccountAccess access;

    AccountAccessPages(Staff staff, AccountAccess access) {
        this.staff = staff;
        this.access = access;
    }

    @GetMapping
    String show(Actor actor, @PathVariable String role, @PathVariable long id, Model model) {
        Actor whom = new Actor(role(role), id);
        model.addAttribute("member", staff.get(actor, whom));
        model.addAttribute("own", actor.equals(whom));
        return "account-access";
    }

    @PostMapping("/disable")
    String disable(Actor actor, @PathVariable String role, @PathVariable long id, RedirectAttributes flash) {
        try {
            access.disable(actor, new Actor(role(role), id));
            flash.addFlashAttribute("toast", "account-access.disabled");
        } catch (Problem.Invalid e) {
            flash.addFlashAttribute("toast", "account-access.own");
        }
        return "redirect:/admin/accounts/{role}/{id}";
    }

    @PostMapping("/enable")
    String enable(Actor actor, @PathVariable String role, @PathVariable long id, RedirectAttributes flash) {
        access.enable(actor, new Actor(role(role), id));
        flash.addFlashAttribute("toast", "account-access.enabled");
        return "redirect:/admin/accounts/{role}/{id}";
    }

    /** @throws Problem.NotFound when there is no such role */
    static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.NotFound.of("account"));
    }
}
