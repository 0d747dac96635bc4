package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Avatars;
import dev.outpatient.accounts.RefusedPhoto;
import dev.outpatient.accounts.RefusedPhoto.Fault;
import dev.outpatient.accounts.SignIn;
import dev.outpatient.shared.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The own account: who one is here, with a photo that one may put there, and the ways to what can be changed. */
@Controller
class AccountPage {

    private final SignIn accounts;
    private final Avatars avatars;

    AccountPage(SignIn accounts, Avatars avatars) {
        this.accounts = accounts;
        this.avatars = avatars;
    }

    /** @param photo "large" when a file was so large that it was not read at all */
    @GetMapping("/account")
    String show(Actor actor, @RequestParam(defaultValue = "") String photo, Model model) {
        boolean large = photo.equals("large") && avatars.canHave(actor);
        return show(actor, large ? PhotoForm.wrong(Fault.LARGE, avatars) : PhotoForm.empty(), model);
    }

    @PostMapping("/account")
    String changePhoto(
            Actor actor,
            @RequestParam(required = false) @Nullable MultipartFile photo,
            Model model,
            RedirectAttributes flash) {
        try {
            avatars.change(actor, actor, PhotoForm.bytes(photo));
            flash.addFlashAttribute("toast", "photo.changed");
            return "redirect:/account";
        } catch (RefusedPhoto e) {
            return show(actor, PhotoForm.wrong(e.fault(), avatars), model);
        }
    }

    @PostMapping("/account/photo/remove")
    String removePhoto(Actor actor, RedirectAttributes flash) {
        avatars.remove(actor, actor);
        flash.addFlashAttribute("toast", "photo.removed");
        return "redirect:/account";
    }

    private String show(Actor actor, BindingResult errors, Model model) {
        model.addAttribute("account", accounts.get(actor));
        model.addAttribute("canHavePhoto", avatars.canHave(actor));
        PhotoForm.fill(model, errors, actor, avatars);
        return "account";
    }
}
