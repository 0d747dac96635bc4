package dev.outpatient.portal.web;

import dev.outpatient.accounts.Sessions;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.patients.Patient;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.StaleForm;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What patients and doctors keep of themselves, and for a doctor what patients see of it. */
@Controller
class ProfilePages {

    private final Patients patients;
    private final Directory directory;
    private final DirectoryAdministration administration;
    private final DoctorCards cards;
    private final Sessions sessions;

    ProfilePages(
            Patients patients,
            Directory directory,
            DirectoryAdministration administration,
            DoctorCards cards,
            Sessions sessions) {
        this.patients = patients;
        this.directory = directory;
        this.administration = administration;
        this.cards = cards;
        this.sessions = sessions;
    }

    @GetMapping("/account/profile")
    String show(Actor actor, Model model) {
        if (actor.role() == Role.DOCTOR) {
            model.addAttribute(
                    "form",
                    new PhoneForm(administration
                            .getDoctorDetails(actor, new DoctorId(actor.id()))
                            .phone()));
            return showDoctor(actor, model);
        }
        Patient patient = patients.get(actor, new PatientId(actor.id()));
        model.addAttribute("form", ProfileForm.of(patient));
        return showPatient(patient, model);
    }

    @PostMapping("/account/profile")
    String change(
            Actor actor,
            @Valid @ModelAttribute("form") ProfileForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash) {
        Patient patient = patients.get(actor, new PatientId(actor.id()));
        if (errors.hasErrors()) {
            return showPatient(patient, model);
        }
        try {
            Patient changed = patients.change(
                    actor, patient.id(), form.details(patient.details().email()), form.version());
            sessions.rename(request, response, changed.name());
            flash.addFlashAttribute("toast", "profile.done");
            return "redirect:/account";
        } catch (Problem.Invalid e) {
            e.errors()
                    .forEach(error -> errors.rejectValue(
                            error.field(),
                            error.message().equals(Patients.ASK_THE_CLINIC)
                                    ? "profile.problem.clinic"
                                    : "problem." + error.field(),
                            error.message()));
            return showPatient(patient, model);
        } catch (Problem.Stale e) {
            StaleForm.show(form, ProfileForm.of(patient), model);
            return showPatient(patient, model);
        }
    }

    @PostMapping("/account/profile/phone")
    String changePhone(
            Actor actor,
            @Valid @ModelAttribute("form") PhoneForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        if (errors.hasErrors()) {
            return showDoctor(actor, model);
        }
        administration.changeOwnPhone(actor, form.phone());
        flash.addFlashAttribute("toast", "profile.done");
        return "redirect:/account";
    }

    private static String showPatient(Patient patient, Model model) {
        model.addAttribute("email", patient.details().email());
        return "profile";
    }

    private String showDoctor(Actor actor, Model model) {
        DoctorId id = new DoctorId(actor.id());
        SlotFilter any = new SlotFilter(null, null, null, null, null, null, null, null);
        model.addAttribute(
                "card", cards.of(List.of(directory.getDoctor(id)), any).getFirst());
        return "profile-doctor";
    }
}
