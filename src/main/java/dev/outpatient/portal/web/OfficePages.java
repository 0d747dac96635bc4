package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The offices as everybody may see them. */
@Controller
class OfficePages {

    private final Directory directory;
    private final DoctorCards cards;

    OfficePages(Directory directory, DoctorCards cards) {
        this.directory = directory;
        this.cards = cards;
    }

    /** @param q words of the name or the city, each of which must be found; blank for all offices */
    @GetMapping("/offices")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request,
            Model model) {
        String from = after == null || after.isBlank() ? null : after;
        Page<Office> page = directory.findOffices(q, from, Page.DEFAULT_LIMIT);
        model.addAttribute("q", q.strip());
        model.addAttribute("offices", page.items());
        model.addAttribute("first", from == null ? null : NextPages.link("/offices", request, null));
        model.addAttribute("next", page.next() == null ? null : NextPages.link("/offices", request, page.next()));
        return "offices";
    }

    /** One office with the doctors who work there, each with the next free times there. */
    @GetMapping("/offices/{id}")
    String show(@PathVariable long id, @RequestParam(required = false) @Nullable String after, Model model) {
        OfficeId officeId = new OfficeId(id);
        Office office = directory.getOffice(officeId);
        Page<Doctor> page = directory.searchDoctors(
                new DoctorFilter(null, null, null, null, officeId, null), after, Page.DEFAULT_LIMIT);
        SlotFilter here = new SlotFilter(null, officeId, null, null, null, null, null, null);
        model.addAttribute("office", office);
        model.addAttribute("cards", cards.of(page.items(), here));
        model.addAttribute("first", after == null ? null : "/offices/" + id);
        model.addAttribute("next", page.next() == null ? null : "/offices/" + id + "?after=" + page.next());
        return "office";
    }
}
