package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.portal.StoreStatus;
import dev.outpatient.shared.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the stores do, for admins. */
@Controller
class StatusPage {

    private final StoreStatus stores;
    private final Directory directory;

    StatusPage(StoreStatus stores, Directory directory) {
        this.stores = stores;
        this.directory = directory;
    }

    @GetMapping("/admin/status")
    String show(Actor actor, Model model) {
        StoreStatus.Status status = stores.get(actor);
        model.addAttribute("status", status);
        model.addAttribute("at", status.at().atZone(directory.zone()).toOffsetDateTime());
        return "admin-status";
    }
}
