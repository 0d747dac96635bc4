package dev.outpatient.imports.web;

import dev.outpatient.imports.ImportReason;
import dev.outpatient.imports.RejectedLine;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Why a row or a file was not taken: kept in English, told in the reader's language. */
@Component
class Reasons {

    private final MessageSource messages;

    Reasons(MessageSource messages) {
        this.messages = messages;
    }

    String told(String english, Locale language) {
        return ImportReason.read(english)
                .map(read -> messages.getMessage(
                        "imports.because." + read.reason(), read.details().toArray(), language))
                .orElse(english);
    }

    RejectedLine told(RejectedLine row, Locale language) {
        return row.because(told(row.reason(), language));
    }
}
