package dev.outpatient.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is sent to another site after signing in. */
class ContinueTest {

    @Test
    void pagesOfOursAreFine() {
        assertThat(Continue.safe("/book?doctorId=1&startsAt=2026-12-01T09:30-05:00"))
                .isEqualTo("/book?doctorId=1&startsAt=2026-12-01T09:30-05:00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "book",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/\t/evil.example",
                "/a\r\nSet-Cookie: x",
                "/{x}",
                "/..//evil.example",
                "/./book",
                "/sign-out",
                "/sign-in?continue=/sign-out",
                "/日本"
            })
    void anythingElseIsTheFirstPage(String path) {
        assertThat(Continue.safe(path)).isEqualTo("/");
    }

    @Test
    void nothingIsTheFirstPage() {
        assertThat(Continue.safe(null)).isEqualTo("/");
    }
}
