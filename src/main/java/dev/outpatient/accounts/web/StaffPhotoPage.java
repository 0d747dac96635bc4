package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Avatars;
import dev.outpatient.accounts.RefusedPhoto;
import dev.outpatient.accounts.RefusedPhoto.Fault;
import dev.outpatient.accounts.Staff;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The photo of a doctor, for admins, as a clinic often has it taken for all. */
@Controller
@RequestMapping("/admin/staff/doctors/{id}/photo")
class StaffPhotoPage {

    private final Staff staff;
    private final Avatars avatars;

    StaffPhotoPage(Staff staff, Avatars avatars) {
        this.staff = staff;
        this.avatars = avatars;
    }

    /** @param photo "large" when a file was so large that it was not read at all */
    @GetMapping
    String show(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String photo, Model model) {
        boolean large = photo.equals("large");
        return show(actor, id, large ? PhotoForm.wrong(Fault.LARGE, avatars) : PhotoForm.empty(), model);
    }

    @PostMapping
    String change(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable MultipartFile photo,
            Model model,
            RedirectAttributes flash) {
        try {
            avatars.change(actor, Actor.of(new DoctorId(id)), PhotoForm.bytes(photo));
            return done("photo.changed", id, flash);
        } catch (RefusedPhoto e) {
            return show(actor, id, PhotoForm.wrong(e.fault(), avatars), model);
        }
    }

    @PostMapping("/remove")
    String remove(Actor actor, @PathVariable long id, RedirectAttributes flash) {
        avatars.remove(actor, Actor.of(new DoctorId(id)));
        return done("photo.removed", id, flash);
    }

    private static String done(String toast, long id, RedirectAttributes flash) {
        flash.addFlashAttribute("toast", toast);
        return "redirect:/admin/staff/doctors/" + id + "/photo";
    }

    private String show(Actor actor, long id, BindingResult errors, Model model) {
        Actor doctor = Actor.of(new DoctorId(id));
        model.addAttribute("member", staff.get(actor, doctor));
        PhotoForm.fill(model, errors, doctor, avatars);
        return "staff-photo";
    }
}
