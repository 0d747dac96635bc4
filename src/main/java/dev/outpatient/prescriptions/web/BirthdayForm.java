package dev.outpatient.prescriptions.web;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** What whoever holds the paper reads on it. */
public record BirthdayForm(
        @NotNull(message = "{paper.birthday.missing}") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate birthday) {}
