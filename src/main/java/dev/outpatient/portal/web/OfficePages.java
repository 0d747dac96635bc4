package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.shared.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The offices as everybody may see them. */
@Controller
class OfficePages {

    private final Directory directory;

    OfficePages(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/offices")
    String list(@RequestParam(required = false) @Nullable String after, Model model) {
        Page<Office> page = directory.searchOffices(null, null, after, Page.DEFAULT_LIMIT);
        model.addAttribute("offices", page.items());
        model.addAttribute("first", after == null ? null : "/offices");
        model.addAttribute("next", page.next() == null ? null : "/offices?after=" + page.next());
        return "offices";
    }
}
