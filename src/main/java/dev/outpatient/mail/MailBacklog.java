package dev.outpatient.mail;

import dev.outpatient.shared.Backlog;
import java.time.Instant;
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

    /** How many mails could not be sent since a time, and never will be. */
    public long countFailed(Instant since) {
        return outbox.countFailed(since);
    }

    /** Tries those whose time has come, at once. Without a mail server they go on waiting. */
    public void deliver() {
        delivery.deliver();
    }
}
