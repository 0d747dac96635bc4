package dev.outpatient.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Puts a letter into words. The body is plain text: paragraphs with an empty line between, a link as a paragraph of its
 * label and its address. The HTML is made of this text, so that the two can't differ.
 */
@Component
class LetterText {

    private static final String STYLE = "font-family:'Source Sans 3',Inter,'Segoe UI',Helvetica,Arial,sans-serif;"
            + "font-size:16px;line-height:1.5;color:#14213d;background:#ffffff;max-width:560px;margin:0;padding:24px";
    private static final String BUTTON = "display:inline-block;padding:10px 20px;border-radius:8px;background:#0f766e;"
            + "color:#ffffff;font-weight:600;text-decoration:none";

    private final MessageSource messages;

    LetterText(MessageSource messages) {
        this.messages = messages;
    }

    String subject(Letter letter) {
        return text(letter.words() + ".subject", safe(letter.args()), letter.language());
    }

    String body(Letter letter) {
        StringBuilder body = new StringBuilder(text(letter.words() + ".text", safe(letter.args()), letter.language()));
        for (Letter.Link link : letter.links()) {
            String label = messages.getMessage(link.label(), safe(link.args()), letter.language());
            body.append("\n\n").append(label).append("\n").append(link.url());
        }
        return body.append("\n\n")
                .append(text(letter.words() + ".note", safe(letter.args()), letter.language()))
                .append("\n\n")
                .append(text("signature", null, letter.language()))
                .append("\n")
                .toString();
    }

    static String html(String language, String subject, String body) {
        String paragraphs = Arrays.stream(body.strip().split("\n\n"))
                .map(LetterText::paragraph)
                .collect(Collectors.joining("\n"));
        return "<!DOCTYPE html>\n<html lang=\"" + escape(language) + "\"><head><meta charset=\"utf-8\"><title>"
                + escape(subject) + "</title></head>\n<body style=\"" + STYLE + "\">\n" + paragraphs
                + "\n</body></html>\n";
    }

    private static String paragraph(String text) {
        String[] lines = text.split("\n", 2);
        if (lines.length == 2 && lines[1].matches("https?://\\S+")) {
            return "<p><a style=\"" + BUTTON + "\" href=\"" + escape(lines[1]) + "\">" + escape(lines[0]) + "</a></p>";
        }
        return "<p>" + escape(text).replace("\n", "<br>") + "</p>";
    }

    private String text(String key, Object @Nullable [] args, Locale language) {
        return messages.getMessage("mail." + key, args, language);
    }

    /** What people typed stays in its line: a break would begin another paragraph, header or link. */
    private static Object[] safe(List<String> args) {
        return args.stream()
                .map(arg -> arg.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip())
                .toArray();
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
