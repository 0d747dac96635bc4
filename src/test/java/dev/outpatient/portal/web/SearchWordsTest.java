package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.PartOfDay;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What a search that is typed as a sentence means, on a Monday. */
class SearchWordsTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);

    @ParameterizedTest
    @CsvSource({
        "cardiology boston tuesday morning, cardiology boston, 2026-12-01, AM",
        "cardiology wednesday afternoon,    cardiology,        2026-12-02, PM",
        "cardiología miércoles mañana,      cardiología,       2026-12-02, AM",
        "cardiologia miercoles manana,      cardiologia,       2026-12-02, AM",
        "martes por la mañana,              ,                  2026-12-01, AM",
        "mañana por la tarde,               ,                  2026-12-01, PM",
        "mañana,                            ,                  2026-12-01, ",
        // Tomorrow is a Tuesday: no part of it is meant.
        "mañana martes,                     ,                  2026-12-01, ",
        "lunes,                             ,                  2026-11-30, ",
        "hoy dermatología,                  dermatología,      2026-11-30, ",
        "osei,                              osei,              ,           "
    })
    void aSentenceSaysWhoAndWhen(String typed, String words, LocalDate date, PartOfDay part) {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        assertThat(new SearchWords(messages).read(typed, MONDAY))
                .isEqualTo(new SearchWords.Meaning(words == null ? "" : words, date, part));
    }
}
