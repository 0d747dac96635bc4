package dev.outpatient.directory.web;

import dev.outpatient.accounts.AlreadyActive;
import dev.outpatient.accounts.Invitations;
import dev.outpatient.accounts.Invitations.Invitation;
import dev.outpatient.accounts.Staff;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import jakarta.validation.Valid;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where admins invite who works for the clinic. */
@Controller
class StaffPages {

    private final Staff staff;
    private final Invitations invitations;
    private final Directory directory;
    private final DirectoryAdministration administration;

    StaffPages(Staff staff, Invitations invitations, Directory directory, DirectoryAdministration administration) {
        this.staff = staff;
        this.invitations = invitations;
        this.directory = directory;
        this.administration = administration;
    }

    @GetMapping("/admin/staff/new")
    String ask(Model model) {
        model.addAttribute("form", StaffForm.EMPTY);
        return form(model);
    }

    @PostMapping("/admin/staff/new")
    String add(
            Actor actor,
            @Valid @ModelAttribute("form") StaffForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash,
            Locale language) {
        if (form.lacksSpecialty()) {
            errors.rejectValue("specialty", "staff.specialty.missing");
        }
        if (!errors.hasErrors()) {
            try {
                Actor added = form.kind() == StaffForm.Kind.ADMIN
                        ? staff.addAdmin(actor, form.name(), form.email(), null)
                        : Actor.of(administration.addDoctor(actor, form.doctor(), (String) null));
                String next = invite(actor, added, flash, language);
                // A doctor still needs an office and hours to be booked; a link that goes by hand is shown on the list.
                boolean more = added.role() == Role.DOCTOR
                        && !flash.getFlashAttributes().containsKey("link");
                return more ? "redirect:" + DoctorListPages.PATH + "/" + added.id() + "#offices" : next;
            } catch (Problem.Invalid e) {
                e.errors().forEach(error -> errors.rejectValue(error.field(), "staff.problem." + error.field()));
            }
        }
        return form(model);
    }

    @PostMapping("/admin/staff/doctors/{id}/invite")
    String inviteDoctor(Actor actor, @PathVariable long id, RedirectAttributes flash, Locale language) {
        return invite(actor, Actor.of(new DoctorId(id)), flash, language);
    }

    @PostMapping("/admin/staff/admins/{id}/invite")
    String inviteAdmin(Actor actor, @PathVariable long id, RedirectAttributes flash, Locale language) {
        return invite(actor, Actor.admin(id), flash, language);
    }

    private String form(Model model) {
        model.addAttribute("specialties", directory.listSpecialties());
        return "staff-new";
    }

    /** Without mail the link is shown on the next page, this once. */
    private String invite(Actor actor, Actor whom, RedirectAttributes flash, Locale language) {
        try {
            Invitation invitation = invitations.invite(actor, whom, language);
            if (invitation.url() == null) {
                flash.addFlashAttribute("toast", "staff.invited");
                flash.addFlashAttribute("toastAbout", invitation.sentTo());
            } else {
                flash.addFlashAttribute("link", invitation.url());
                flash.addFlashAttribute("linkFor", staff.get(actor, whom).name());
            }
        } catch (AlreadyActive e) {
            flash.addFlashAttribute("toast", "staff.active");
        } catch (Problem.Invalid e) {
            flash.addFlashAttribute("toast", "staff.no-email");
        }
        return "redirect:/admin/staff";
    }
}
