package dev.outpatient.portal.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** Whose record a doctor must see, and why. */
public record EmergencyForm(
        @NotBlank(message = "{emergency.name.missing}") String name,

        @NotNull(message = "{emergency.birth.missing}") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate dateOfBirth,

        @Size(min = 10, max = 500, message = "{emergency.reason.length}")
        String reason) {

    static final EmergencyForm EMPTY = new EmergencyForm("", null, "");
}
