package dev.outpatient.mail;

import dev.outpatient.shared.Backlog;
import org.springframework.stereotype.Service;

/** What operators have to know of the mails. */
@Service
public class MailBacklog {

    private final MailRepository outbox;
    private final MailDelivery delivery;

    MailBacklog(MailRepository outbox, MailDelivery delivery) {
        this.outbox = outbox;
        this.delivery = delivery;
    }

    /** Mails that no mail server has taken yet. */
    public Backlog waiting() {
        return outbox.waiting();
    }

    /** Tries those whose time has come, at once. Without a mail server they go on waiting. */
    public void deliver() {
        delivery.deliver();
    }
}
