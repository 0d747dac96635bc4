package dev.outpatient.mail;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as the demo's inbox shows it. */
public record InboxMessage(
        String to, String language, String subject, List<Paragraph> paragraphs, OffsetDateTime sentAt) {

    /**
     * A part of the text.
     *
     * @param url where the text leads as a link, or null for plain text
     */
    public record Paragraph(String text, @Nullable String url) {

        static Paragraph of(String text) {
            String[] lines = text.split("\n", 2);
            return lines.length == 2 && lines[1].matches("https?://\\S+")
                    ? new Paragraph(lines[0], lines[1])
                    : new Paragraph(text, null);
        }
    }

    static List<Paragraph> paragraphs(String body) {
        return Arrays.stream(body.strip().split("\n\n")).map(Paragraph::of).toList();
    }
}
