package dev.outpatient.prescriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.prescriptions.Warning.Gap;
import dev.outpatient.prescriptions.Warning.Kind;
import dev.outpatient.prescriptions.Warning.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a page can still say of a warning when only its key was kept. */
class WarningTest {

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonIsReadFromItsKey(Reason reason) {
        String detail = switch (reason) {
            case NAME, UNREADABLE -> "";
            case TOO_MANY -> "500";
            case LOST, ILLEGIBLE, PENDING -> "2026-000012";
        };
        Warning warning = Warning.notChecked(reason, "A 5 MG / B 325 MG", detail);
        assertThat(Warning.ofKey(warning.key())).isEqualTo(warning);
        assertThat(warning.gap()).isEqualTo(new Gap(reason, detail));
    }

    @Test
    void whatIsNotKnownIsShownAsItIs() {
        assertThat(Warning.ofKey(new Warning(Kind.ALLERGY, "Amoxicillin", "Penicillin").key()))
                .isEqualTo(new Warning(Kind.ALLERGY, "", "Amoxicillin / Penicillin"));
        assertThat(Warning.ofKey("not-checked: A / Some other sentence."))
                .isEqualTo(new Warning(Kind.NOT_CHECKED, "A", "Some other sentence."));
        assertThat(Warning.ofKey("nonsense")).isEqualTo(new Warning(Kind.NOT_CHECKED, "", "nonsense"));
    }
}
