package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

class LooksTest {

    private static final Locale SPANISH = Locale.of("es");

    private final Looks looks = new Looks();

    @AfterEach
    void forget() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void numbersAreWrittenAsTheReaderWritesThem() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(looks.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(looks.number(0)).isEqualTo("0");
        assertThat(looks.decimal(4.75)).isEqualTo("4.8");
        assertThat(looks.decimal(1_040)).isEqualTo("1,040.0");
        assertThat(looks.share(0.064)).isEqualTo("6%");
        LocaleContextHolder.setLocale(SPANISH);
        assertThat(looks.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(looks.decimal(4.75)).isEqualTo("4.8");
        assertThat(looks.share(0.064)).isEqualTo("6%");
    }

    /** Pages are made by many threads at once. */
    @Test
    void manyMayWriteAtOnce() throws Exception {
        List<Callable<Long>> writers = new ArrayList<>();
        for (Locale language : List.of(Locale.ENGLISH, Locale.ITALIAN, Locale.ENGLISH, Locale.ITALIAN)) {
            String point = language.equals(Locale.ITALIAN) ? "." : ",";
            writers.add(() -> {
                LocaleContextHolder.setLocale(language);
                return IntStream.range(0, 50_000)
                        .filter(i -> !looks.number(1_000_000L + i)
                                .equals("1%s%03d%s%03d".formatted(point, i / 1_000, point, i % 1_000)))
                        .count();
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            for (Future<Long> wrong : threads.invokeAll(writers)) {
                assertThat(wrong.get()).isZero();
            }
        }
    }
}
