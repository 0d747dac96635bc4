package dev.outpatient.directory.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DirectoryLists;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeFilter;
import dev.outpatient.directory.OfficeLine;
import dev.outpatient.directory.OfficeOrder;
import dev.outpatient.directory.StillHasHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.StaleForm;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an admin keeps what the clinic knows of a doctor, and in which offices the doctor works. */
@Controller
@RequestMapping(DoctorListPages.PATH + "/{id}")
class DoctorDetailsPages {

    private static final int MOST_FOUND = 8;

    private final Directory directory;
    private final DirectoryAdministration administration;
    private final DirectoryLists lists;

    DoctorDetailsPages(Directory directory, DirectoryAdministration administration, DirectoryLists lists) {
        this.directory = directory;
        this.administration = administration;
        this.lists = lists;
    }

    @GetMapping
    String show(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String find, Model model) {
        Doctor doctor = directory.getDoctor(new DoctorId(id));
        return showKept(actor, doctor, find, model);
    }

    @PostMapping
    String change(
            Actor actor,
            @PathVariable long id,
            @Valid @ModelAttribute("form") DoctorForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        Doctor doctor = directory.getDoctor(new DoctorId(id));
        if (!errors.hasErrors()) {
            try {
                administration.changeDoctor(
                        actor, doctor.id(), form.details(doctor, LocaleContextHolder.getLocale()), form.version());
                flash.addFlashAttribute("toast", "form.saved");
                return "redirect:" + path(doctor.id());
            } catch (Problem.Stale e) {
                StaleForm.show(form, kept(actor, doctor), model);
            } catch (Problem.Invalid e) {
                errors.rejectValue("email", "staff.problem.email");
            }
        }
        return show(actor, doctor, "", model);
    }

    @PostMapping("/offices")
    String assign(Actor actor, @PathVariable long id, @RequestParam long officeId, RedirectAttributes flash) {
        DoctorId doctor = new DoctorId(id);
        administration.assign(actor, doctor, new OfficeId(officeId));
        flash.addFlashAttribute("toast", "doctor.office.added");
        return "redirect:" + path(doctor) + "#offices";
    }

    /** From where there are still hours, the doctor stays, and the page says what to do first. */
    @PostMapping("/offices/remove")
    String unassign(
            Actor actor,
            @PathVariable long id,
            @RequestParam long officeId,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        Doctor doctor = directory.getDoctor(new DoctorId(id));
        Office office = directory.getOffice(new OfficeId(officeId));
        try {
            administration.unassign(actor, doctor.id(), office.id());
        } catch (StillHasHours e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            model.addAttribute("stillHasHours", office);
            return showKept(actor, doctor, "", model);
        }
        flash.addFlashAttribute("toast", "doctor.office.removed");
        return "redirect:" + path(doctor.id()) + "#offices";
    }

    private String showKept(Actor actor, Doctor doctor, String find, Model model) {
        model.addAttribute("form", kept(actor, doctor));
        return show(actor, doctor, find, model);
    }

    private DoctorForm kept(Actor actor, Doctor doctor) {
        return DoctorForm.of(
                administration.getDoctorDetails(actor, doctor.id()), doctor.version(), LocaleContextHolder.getLocale());
    }

    private String show(Actor actor, Doctor doctor, String find, Model model) {
        List<Office> here = directory.officesOf(List.of(doctor.id())).getOrDefault(doctor.id(), List.of());
        model.addAttribute("doctor", doctor);
        model.addAttribute("offices", here);
        model.addAttribute("specialties", directory.listSpecialties());
        model.addAttribute("find", find);
        model.addAttribute("found", find(actor, find, here));
        return "admin-doctor";
    }

    /** Offices by a part of the name where the doctor does not work yet. */
    private List<Office> find(Actor actor, String name, List<Office> here) {
        if (name.isBlank()) {
            return List.of();
        }
        Set<OfficeId> known = here.stream().map(Office::id).collect(Collectors.toSet());
        return lists
                .offices(actor, new OfficeFilter(name, null, null), Listing.of(OfficeOrder.class, null, null))
                .items()
                .stream()
                .map(OfficeLine::office)
                .filter(office -> !known.contains(office.id()))
                .limit(MOST_FOUND)
                .toList();
    }

    private static String path(DoctorId doctor) {
        return DoctorListPages.PATH + "/" + doctor;
    }
}
