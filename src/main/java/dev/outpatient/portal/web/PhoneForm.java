package dev.outpatient.portal.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Where the clinic reaches a doctor. */
public record PhoneForm(
        @Size(max = 20, message = "{field.long}") @Nullable String phone) {}
