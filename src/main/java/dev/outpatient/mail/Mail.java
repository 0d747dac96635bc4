package dev.outpatient.mail;

import dev.outpatient.mail.MailRepository.Kept;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a message to somebody is left. It is committed with the caller's change or not at all, and sent afterwards. In
 * the demo nothing is sent: messages go to an inbox that everybody may read.
 */
@Service
public class Mail {

    private final MailRepository outbox;
    private final LetterText words;
    private final boolean sends;
    private final Clock clock;
    private volatile boolean inbox;

    Mail(MailRepository outbox, LetterText words, ObjectProvider<JavaMailSender> sender, Clock clock) {
        this.outbox = outbox;
        this.words = words;
        this.sends = sender.stream().findAny().isPresent();
        this.clock = clock;
    }

    /** Whether what is left here reaches somebody. Who needs mail asks first, and says so where there is none. */
    public boolean isConfigured() {
        return sends || inbox;
    }

    /** Whether messages leave the program, for a mail server. */
    public boolean isSent() {
        return sends;
    }

    /** Whether messages go to the demo's inbox instead of to people. */
    public boolean hasInbox() {
        return inbox;
    }

    /** Lets the demo show what would have been sent; without effect where there is a mail server. */
    public void openInbox() {
        inbox = !sends;
    }

    /** @throws IllegalStateException when mail is not configured, or there is no transaction to be part of */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Letter letter) {
        if (!isConfigured()) {
            throw new IllegalStateException("No mail is configured");
        }
        outbox.insert(
                UUID.randomUUID().toString(),
                letter.to(),
                letter.language().getLanguage(),
                words.subject(letter),
                words.body(letter),
                inbox ? MailState.INBOX : MailState.WAITING,
                clock.instant(),
                clock.instant().plus(letter.goodFor()));
    }

    /** What the demo would have sent, newest first; nothing where there is no inbox. */
    @Transactional(readOnly = true)
    public List<InboxMessage> listInbox() {
        return inbox
                ? outbox.listNewest(MailState.INBOX, 50).stream()
                        .map(Kept::toInbox)
                        .toList()
                : List.of();
    }
}
