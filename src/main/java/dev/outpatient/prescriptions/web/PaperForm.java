package dev.outpatient.prescriptions.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What stands under the QR code of a paper. */
public record PaperForm(
        @NotBlank(message = "{paper.number.missing}") @Size(max = 40, message = "{field.long}")
        String number,

        @NotBlank(message = "{paper.code.missing}") @Size(max = 40, message = "{field.long}")
        String code) {

    /** What was not sent is empty. */
    public PaperForm {
        number = number == null ? "" : number.strip();
        code = code == null ? "" : code.strip();
    }
}
