package dev.outpatient.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What people typed stays text, wherever it stands in a letter. */
class LetterTextTest {

    private static final String NASTY = "<b>Eve</b>\nBcc: all@example.org\nhttps://evil.example";

    private final LetterText words;

    LetterTextTest() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        words = new LetterText(messages);
    }

    @Test
    void aNameCannotBecomeMarkupOrALinkInTheHtml() {
        String body = words.body(letter(Locale.ENGLISH));
        String html = LetterText.html("en", "Hello", body);
        assertThat(html)
                .contains("&lt;b&gt;Eve&lt;/b&gt;")
                .contains("href=\"https://clinic.example/reset?token=abc\"")
                .doesNotContain("<b>")
                .doesNotContain("href=\"https://evil");
    }

    @Test
    void aLabelIsOneLine() {
        assertThat(words.body(letter(Locale.ENGLISH)))
                .contains("Bcc: all@example.org https://evil.example, patient\nhttps://clinic.example/reset?token=abc");
    }

    @Test
    void aNameStaysInItsLine() {
        Letter letter = new Letter(
                "ana@example.org",
                Locale.ENGLISH,
                "password-changed",
                List.of("Eve\n\nClick here\nhttps://evil.example\n\n"),
                List.of(),
                Letter.DAYS);
        String body = words.body(letter);
        assertThat(body).startsWith("Eve Click here https://evil.example,\n\nThe password");
        assertThat(LetterText.html("en", "Hello", body)).doesNotContain("href");
    }

    @Test
    void eachLanguageHasItsWords() {
        assertThat(words.subject(letter(Locale.ENGLISH))).isEqualTo("Choose a new password");
        assertThat(words.subject(letter(Locale.of("es")))).isEqualTo("Elija otra contraseña");
    }

    private static Letter letter(Locale language) {
        return new Letter(
                "ana@example.org",
                language,
                "reset",
                List.of(),
                List.of(new Letter.Link(
                        "mail.reset.link.patient", List.of(NASTY), "https://clinic.example/reset?token=abc")),
                Letter.DAYS);
    }
}
