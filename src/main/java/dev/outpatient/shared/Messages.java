package dev.outpatient.shared;

import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * What pages, letters and papers say, from {@code messages*.properties}; what is not in the reader's language is English.
 *
 * <p>A text with gaps is a {@link MessageFormat}, which only one thread at a time may use, and Spring lets all others wait
 * for it: a page has a hundred such texts, and all pages have some of the same. Here each gets a copy.
 */
@Component("messageSource")
final class Messages extends ResourceBundleMessageSource {

    Messages() {
        setBasename("messages");
        setDefaultEncoding(StandardCharsets.UTF_8.name());
        setFallbackToSystemLocale(false);
    }

    @Override
    protected MessageFormat createMessageFormat(String text, @Nullable Locale language) {
        return super.createMessageFormat(text, language == null ? null : SpokenLanguages.written(language));
    }

    @Override
    protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
        MessageFormat shared = super.resolveCode(code, locale);
        return shared == null ? null : (MessageFormat) shared.clone();
    }
}
