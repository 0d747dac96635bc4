package dev.outpatient.portal.web;

import dev.outpatient.mail.PublicUrl;
import dev.outpatient.prescriptions.PrescriptionPaper;
import dev.outpatient.prescriptions.SignedPaper;
import dev.outpatient.shared.PdfPaper;
import dev.outpatient.shared.SpokenLanguages;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Lays a prescription out on paper. */
@Component
class PrescriptionPdf {

    private final ITemplateEngine templates;
    private final MessageSource messages;
    private final PublicUrl url;

    PrescriptionPdf(ITemplateEngine templates, MessageSource messages, PublicUrl url) {
        this.templates = templates;
        this.messages = messages;
        this.url = url;
    }

    byte[] of(SignedPaper signed, PaperSize size, Locale language) {
        PrescriptionPaper paper = signed.paper();
        LocalDate birthday = paper.birthday();
        Context words = new Context(language);
        words.setVariable("signed", signed);
        words.setVariable("size", size.css());
        words.setVariable("date", say(paper.date(), language));
        words.setVariable("birthday", birthday == null ? null : say(birthday, language));
        words.setVariable("checkAt", url.of("/p").replaceFirst("^https?://", ""));
        words.setVariable(
                "qr",
                "data:image/png;base64," + Base64.getEncoder().encodeToString(QrImage.png(url.of(signed.address()))));
        return PdfPaper.of(templates.process("paper-prescription", words));
    }

    /** With the month as a word, so that nobody takes it for the day. */
    private String say(LocalDate date, Locale language) {
        return date.format(DateTimeFormatter.ofPattern(
                messages.getMessage("paper.date", null, language), SpokenLanguages.written(language)));
    }
}
