package dev.outpatient.accounts.web;

import dev.outpatient.accounts.PasswordReset;
import dev.outpatient.accounts.Staff;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where there is no mail, an admin hands a link to somebody who forgot the password and came to the desk. */
@Controller
class PasswordHelpPages {

    private static final int SHOWN = 20;

    private final Staff staff;
    private final PasswordReset reset;

    PasswordHelpPages(Staff staff, PasswordReset reset) {
        this.staff = staff;
        this.reset = reset;
    }

    @GetMapping("/admin/passwords")
    String find(Actor actor, @RequestParam(defaultValue = "") String q, Model model) {
        if (reset.isPossible()) {
            throw Problem.NotFound.of("page");
        }
        model.addAttribute("q", q);
        model.addAttribute("found", q.isBlank() ? List.of() : staff.searchEverybody(actor, q, SHOWN));
        return "password-help";
    }

    @PostMapping("/admin/passwords/patients/{id}")
    String patient(Actor actor, @PathVariable long id, RedirectAttributes flash) {
        return handOver(actor, new Actor(Role.PATIENT, id), flash);
    }

    @PostMapping("/admin/passwords/doctors/{id}")
    String doctor(Actor actor, @PathVariable long id, RedirectAttributes flash) {
        return handOver(actor, new Actor(Role.DOCTOR, id), flash);
    }

    @PostMapping("/admin/passwords/admins/{id}")
    String admin(Actor actor, @PathVariable long id, RedirectAttributes flash) {
        return handOver(actor, Actor.admin(id), flash);
    }

    /** The link is shown on the next page, this once. */
    private String handOver(Actor actor, Actor whom, RedirectAttributes flash) {
        try {
            flash.addFlashAttribute("link", reset.handOver(actor, whom));
            flash.addFlashAttribute("linkFor", staff.get(actor, whom).name());
        } catch (Problem.Invalid e) {
            flash.addFlashAttribute("toast", "staff.no-email");
        }
        return "redirect:/admin/passwords";
    }
}
