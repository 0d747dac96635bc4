package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.mail.Mail;
import dev.outpatient.shared.Problem;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the demo would have sent, to everybody. A clinic that is no demo has no such page. */
@Controller
class InboxPage {

    private final Mail mail;
    private final Directory directory;

    InboxPage(Mail mail, Directory directory) {
        this.mail = mail;
        this.directory = directory;
    }

    @GetMapping("/inbox")
    String show(Model model) {
        if (!mail.hasInbox()) {
            throw Problem.NotFound.of("page");
        }
        model.addAttribute("messages", mail.listInbox());
        model.addAttribute("zone", directory.zone());
        return "inbox";
    }
}
