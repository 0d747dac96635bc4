package dev.outpatient.prescriptions;

import dev.outpatient.shared.Problem;
import java.util.List;
import java.util.Map;

/** Nothing was prescribed yet: there are warnings that the doctor has not answered. */
public final class PrescriptionWarnings extends Problem {

    private final transient Checked checked;

    private PrescriptionWarnings(Checked checked) {
        super(
                Kind.CONFLICT,
                "prescription-warnings",
                "Not prescribed yet. Send it again with a reason for each of the warnings, or change it.");
        this.checked = checked;
    }

    static PrescriptionWarnings of(Checked checked) {
        return new PrescriptionWarnings(checked);
    }

    public Checked checked() {
        return checked;
    }

    @Override
    public Map<String, Object> details() {
        List<Map<String, String>> warnings = checked.warnings().stream()
                .map(w -> Map.of(
                        "key", w.key(), "kind", w.kind().word(), "medication", w.medication(), "found", w.found()))
                .toList();
        return Map.of(
                "warnings",
                warnings,
                "checkedAgainst",
                Map.of("allergies", checked.allergies(), "activeMedications", checked.medications()));
    }
}
