package dev.outpatient.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was kept in English is read again, so that it can be told in another language. */
class ImportReasonTest {

    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("messages", Locale.ROOT);

    @ParameterizedTest
    @EnumSource
    void isReadAsItWasWritten(ImportReason reason) {
        Object[] details = Collections.nCopies(3, "some.csv").toArray();
        assertThat(ImportReason.read(reason.text(details)))
                .hasValueSatisfying(read -> assertThat(read.reason()).isEqualTo(reason));
    }

    /** Else one would find another text in the file than on the page. */
    @ParameterizedTest
    @EnumSource
    void theEnglishPageSaysWhatTheFileSays(ImportReason reason) {
        String page = ENGLISH.getString("imports.because." + reason)
                .replaceAll("\\{\\d}", "some.csv")
                .replace("''", "'");
        assertThat(reason.text(Collections.nCopies(3, "some.csv").toArray())).isEqualTo(page);
    }

    @Test
    void theDetailsAreFound() {
        assertThat(ImportReason.read("longer than 255 characters").orElseThrow().details())
                .containsExactly("255");
        String message = UnusableInput.unreadableAfter(Path.of("patients.csv"), 7, new IllegalStateException("Broken"))
                .getMessage();
        assertThat(ImportReason.read(String.valueOf(message)).orElseThrow().details())
                .isEqualTo(List.of("patients.csv", "7", "Broken (IllegalStateException)"));
        assertThat(ImportReason.read("what no version ever said")).isEmpty();
    }
}
