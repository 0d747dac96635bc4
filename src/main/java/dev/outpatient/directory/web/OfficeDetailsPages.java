package dev.outpatient.directory.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.directory.StillHasHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.StaleForm;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** Where an admin adds an office, writes down where it is, and says who works there. */
@Controller
@RequestMapping(OfficeListPages.PATH)
class OfficeDetailsPages {

    private static final int MOST_FOUND = 8;

    private final Directory directory;
    private final DirectoryAdministration administration;

    OfficeDetailsPages(Directory directory, DirectoryAdministration administration) {
        this.directory = directory;
        this.administration = administration;
    }

    @GetMapping("/new")
    String ask(Model model) {
        model.addAttribute("form", OfficeForm.empty(directory.zone()));
        return askAgain(model);
    }

    @PostMapping("/new")
    String add(
            Actor actor,
            @Valid @ModelAttribute("form") OfficeForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        ZoneId zone = form.zone().orElse(null);
        if (zone == null) {
            errors.rejectValue("timeZone", "office.zone.wrong");
        }
        if (zone == null || errors.hasErrors()) {
            return askAgain(model);
        }
        OfficeId office = administration.addOffice(actor, form.details(zone));
        flash.addFlashAttribute("toast", "office.added");
        return "redirect:" + details(office);
    }

    @GetMapping("/{id}/details")
    String show(@PathVariable long id, @RequestParam(defaultValue = "") String find, Model model) {
        Office office = directory.getOffice(new OfficeId(id));
        model.addAttribute("form", OfficeForm.of(office));
        return show(office, find, model);
    }

    @PostMapping("/{id}/details")
    String change(
            Actor actor,
            @PathVariable long id,
            @Valid @ModelAttribute("form") OfficeForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes flash) {
        Office office = directory.getOffice(new OfficeId(id));
        if (!errors.hasErrors()) {
            try {
                administration.changeOffice(actor, office.id(), form.details(office.timeZone()), form.version());
                flash.addFlashAttribute("toast", "form.saved");
                return "redirect:" + details(office.id());
            } catch (Problem.Stale e) {
                StaleForm.show(form, OfficeForm.of(office), model);
            }
        }
        return show(office, "", model);
    }

    @PostMapping("/{id}/doctors")
    String assign(Actor actor, @PathVariable long id, @RequestParam long doctorId, RedirectAttributes flash) {
        DoctorId doctor = new DoctorId(doctorId);
        administration.assign(actor, doctor, new OfficeId(id));
        flash.addFlashAttribute("toast", "office.doctor.added");
        flash.addFlashAttribute("toastAbout", directory.getDoctor(doctor).name());
        return "redirect:" + details(new OfficeId(id)) + "#doctors";
    }

    /** Who still has hours there stays, and the page says what to do first. */
    @PostMapping("/{id}/doctors/remove")
    String unassign(
            Actor actor,
            @PathVariable long id,
            @RequestParam long doctorId,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        Office office = directory.getOffice(new OfficeId(id));
        Doctor doctor = directory.getDoctor(new DoctorId(doctorId));
        try {
            administration.unassign(actor, doctor.id(), office.id());
        } catch (StillHasHours e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            model.addAttribute("stillHasHours", doctor);
            model.addAttribute("form", OfficeForm.of(office));
            return show(office, "", model);
        }
        flash.addFlashAttribute("toast", "office.doctor.removed");
        flash.addFlashAttribute("toastAbout", doctor.name());
        return "redirect:" + details(office.id()) + "#doctors";
    }

    private static String askAgain(Model model) {
        model.addAttribute("zones", OfficeForm.TIME_ZONES);
        return "admin-office-new";
    }

    private String show(Office office, String find, Model model) {
        List<Doctor> here = directory.listDoctors(new DoctorFilter(null, null, null, null, office.id(), null));
        model.addAttribute("office", office);
        model.addAttribute("doctors", here);
        model.addAttribute("find", find);
        model.addAttribute("found", find(find, here));
        return "admin-office";
    }

    /** Doctors by a part of the name who do not work here yet. */
    private List<Doctor> find(String words, List<Doctor> here) {
        if (words.isBlank()) {
            return List.of();
        }
        Set<DoctorId> known = here.stream().map(Doctor::id).collect(Collectors.toSet());
        return directory.searchDoctors(words(words), null, MOST_FOUND + known.size()).items().stream()
                .filter(doctor -> !known.contains(doctor.id()))
                .limit(MOST_FOUND)
                .toList();
    }

    private static DoctorFilter words(@Nullable String words) {
        return new DoctorFilter(words, null, null, null, null, null);
    }

    private static String details(OfficeId office) {
        return OfficeListPages.PATH + "/" + office + "/details";
    }
}
