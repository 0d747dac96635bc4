package dev.outpatient.mail;

import dev.outpatient.mail.MailRepository.Kept;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Speaks to the mail server, and says what its answer means: sent, refused, to be tried again, or nobody knows. */
@Component
class MailPost {

    enum Result {
        TAKEN,
        NOT_NOW,
        REFUSED,
        UNKNOWN
    }

    record Outcome(Result result, @Nullable String reason) {}

    private static final int PERMANENT = 500;

    private final ObjectProvider<JavaMailSender> sender;
    private final PublicUrl url;
    private final Environment settings;

    MailPost(ObjectProvider<JavaMailSender> sender, PublicUrl url, Environment settings) {
        this.sender = sender;
        this.url = url;
        this.settings = settings;
    }

    Outcome send(Kept message) {
        JavaMailSender server = sender.getObject();
        MimeMessage mime;
        try {
            mime = mime(server.createMimeMessage(), message);
        } catch (MessagingException e) {
            return new Outcome(Result.REFUSED, e.getMessage());
        }
        try {
            server.send(mime);
            return new Outcome(Result.TAKEN, null);
        } catch (MailAuthenticationException e) {
            return new Outcome(Result.NOT_NOW, e.getMessage());
        } catch (MailSendException e) {
            return meaning(e);
        } catch (MailException e) {
            return new Outcome(Result.UNKNOWN, e.getMessage());
        }
    }

    private MimeMessage mime(MimeMessage mime, Kept message) throws MessagingException {
        MimeMessageHelper helper = new MimeMessageHelper(mime, true, StandardCharsets.UTF_8.name());
        helper.setFrom(settings.getProperty("outpatient.mail-from", "outpatient@" + url.host()));
        helper.setTo(message.to());
        helper.setSubject(message.subject());
        helper.setText(message.body(), LetterText.html(message.language(), message.subject(), message.body()));
        helper.setSentDate(Date.from(message.createdAt()));
        // The same in each try, so that a server that has seen it knows it.
        mime.setHeader("Message-ID", "<" + message.messageId() + "@" + url.host() + ">");
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.setHeader("Content-Language", message.language());
        return mime;
    }

    /** A code from the server is its word that it did not take the message. An end without one says nothing. */
    private static Outcome meaning(MailSendException failure) {
        Collection<Exception> perMessage = failure.getFailedMessages().values();
        if (perMessage.isEmpty()) {
            // The server did not let the connection be closed in order, after whatever it did.
            return new Outcome(Result.UNKNOWN, failure.getMessage());
        }
        Exception cause = perMessage.iterator().next();
        if (cause.equals(failure.getCause())) {
            // The connection was never made.
            return new Outcome(Result.NOT_NOW, cause.getMessage());
        }
        int code = code(cause);
        if (code >= PERMANENT) {
            return new Outcome(Result.REFUSED, cause.getMessage());
        }
        return code > 0
                ? new Outcome(Result.NOT_NOW, cause.getMessage())
                : new Outcome(Result.UNKNOWN, cause.getMessage());
    }

    private static int code(Exception failure) {
        for (Exception next : chain(failure)) {
            int code = switch (next) {
                case SMTPSendFailedException e -> e.getReturnCode();
                case SMTPAddressFailedException e -> e.getReturnCode();
                case SMTPSenderFailedException e -> e.getReturnCode();
                default -> 0;
            };
            if (code > 0) {
                return code;
            }
        }
        return 0;
    }

    private static List<Exception> chain(Exception failure) {
        return failure instanceof SendFailedException e && e.getNextException() != null
                ? List.of(failure, Objects.requireNonNull(e.getNextException()))
                : List.of(failure);
    }
}
