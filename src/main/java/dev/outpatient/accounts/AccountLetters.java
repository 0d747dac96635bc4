package dev.outpatient.accounts;

import dev.outpatient.mail.Letter;
import dev.outpatient.mail.Letter.Link;
import dev.outpatient.mail.Mail;
import dev.outpatient.mail.PublicUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The letters about accounts. Each is part of the caller's transaction. */
@Component
public class AccountLetters {

    private final Mail mail;
    private final PublicUrl url;

    AccountLetters(Mail mail, PublicUrl url) {
        this.mail = mail;
        this.url = url;
    }

    /** Whether letters go to the mailboxes of people, rather than to the inbox of the demo. */
    public boolean leaveTheClinic() {
        return mail.isSent();
    }

    /** Whether letters reach people. */
    public boolean areSent() {
        return mail.isConfigured();
    }

    /** Asks a patient-to-be to confirm the address. */
    public void confirmRegistration(String email, Locale language, String token) {
        mail.send(new Letter(
                email,
                language,
                "registration",
                List.of(),
                List.of(new Link("mail.registration.link", List.of(), url.of("/register/confirm?token=" + token))),
                LinkPurpose.REGISTRATION.lifetime()));
    }

    /** Tells a patient that somebody wanted to register with the address. */
    public void alreadyRegistered(String email, Locale language) {
        mail.send(new Letter(
                email,
                language,
                "registered",
                List.of(),
                List.of(
                        new Link("mail.link.sign-in", List.of(), url.of("/sign-in")),
                        new Link("mail.link.forgot", List.of(), url.of("/forgot"))),
                Letter.DAYS));
    }

    /** Tells somebody that the e-mail of the account was changed, at the address before. */
    public void emailChanged(String oldEmail, Locale language, String name) {
        mail.send(new Letter(oldEmail, language, "email-changed", List.of(name), List.of(), Letter.DAYS));
    }

    /** Tells a patient that somebody asks to act for the patient. Without the name, which the other one chose. */
    public void familyRequest(String email, Locale language) {
        mail.send(new Letter(email, language, "family-request", List.of(), familyLink(), Letter.DAYS));
    }

    /** Tells a patient that an admin let somebody act for the patient. */
    public void familyConfirmed(String email, Locale language) {
        mail.send(new Letter(email, language, "family-confirmed", List.of(), familyLink(), Letter.DAYS));
    }

    /**
     * Tells who asked to act for somebody what the clinic answered. Without the name of the other, as anybody may read over
     * a shoulder.
     */
    public void familyAnswered(String email, Locale language, boolean consented) {
        mail.send(new Letter(
                email,
                language,
                consented ? "family-granted" : "family-refused",
                List.of(),
                familyLink(),
                Letter.DAYS));
    }

    /** Tells a patient that a doctor opened the record in an emergency. Not who: a doctor's name may say what it is about. */
    public void emergencyAccess(String email, Locale language) {
        mail.send(new Letter(
                email,
                language,
                "emergency-access",
                List.of(),
                List.of(new Link("mail.link.sign-in", List.of(), url.of("/sign-in"))),
                Letter.DAYS));
    }

    /** Tells a patient that the account is to be closed, and where to keep it after all. */
    public void closingAsked(String email, Locale language, String name) {
        mail.send(new Letter(
                email,
                language,
                "closing-asked",
                List.of(name),
                List.of(new Link("mail.link.data", List.of(), url.of("/account/data"))),
                Letter.DAYS));
    }

    private List<Link> familyLink() {
        return List.of(new Link("mail.link.family", List.of(), url.of("/sign-in")));
    }

    void passwordChanged(String email, Locale language, String name) {
        mail.send(new Letter(
                email,
                language,
                "password-changed",
                List.of(name),
                List.of(new Link("mail.link.forgot", List.of(), url.of("/forgot"))),
                Letter.DAYS));
    }

    /** Tells somebody of a sign-in by a browser that was not seen before. */
    void newDevice(String email, Locale language, String name) {
        mail.send(new Letter(
                email,
                language,
                "new-device",
                List.of(name),
                List.of(
                        new Link("mail.link.password", List.of(), url.of("/account/password")),
                        new Link("mail.link.sessions", List.of(), url.of("/account/sessions")),
                        new Link("mail.link.security", List.of(), url.of("/account/security"))),
                Letter.DAYS));
    }

    /** Without the name: the address may be a stranger's, to whom nobody writes through us. */
    void confirmEmail(String email, Locale language, String token) {
        mail.send(new Letter(
                email,
                language,
                "email",
                List.of(),
                List.of(new Link("mail.email.link", List.of(), url.of("/account/email/confirm?token=" + token))),
                LinkPurpose.EMAIL.lifetime()));
    }

    /** Somebody wants to change to an address that is another account's already. */
    void emailTaken(String email, Locale language) {
        mail.send(new Letter(email, language, "email-taken", List.of(), List.of(), LinkPurpose.EMAIL.lifetime()));
    }

    /** @param links one for each account that has the address, by {@link #reset} */
    void reset(String email, Locale language, List<Link> links) {
        mail.send(new Letter(email, language, "reset", List.of(), links, LinkPurpose.RESET.lifetime()));
    }

    /** @param continueTo the page to go on to after signing in, or null */
    Link resetLink(Credential account, String token, @Nullable String continueTo) {
        return new Link(
                "mail.reset.link." + account.actor().role().word(),
                List.of(account.name()),
                resetUrl(token, continueTo));
    }

    String resetUrl(String token, @Nullable String continueTo) {
        return url.of("/reset?token=" + token
                + (continueTo == null ? "" : "&continue=" + URLEncoder.encode(continueTo, StandardCharsets.UTF_8)));
    }

    void invitation(String email, Locale language, String name, String token) {
        mail.send(new Letter(
                email,
                language,
                "invitation",
                List.of(name),
                List.of(new Link("mail.invitation.link", List.of(), invitationUrl(token))),
                LinkPurpose.INVITATION.lifetime()));
    }

    String invitationUrl(String token) {
        return url.of("/invited?token=" + token);
    }
}
