package dev.outpatient.scheduling.web;

import dev.outpatient.shared.Dates;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Problem.Invalid.FieldError;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** Reads what somebody typed into a form; empty where it can't be understood, so that the form can show it again. */
final class Typed {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm[:ss]");

    private Typed() {}

    /** @throws Problem.Invalid when a form holds what no form of ours sends, so that there is none to show again */
    static void check(BindingResult form) {
        if (form.getTarget() == null) {
            throw Problem.Invalid.fields(form.getFieldErrors().stream()
                    .map(error -> new FieldError(error.getField(), "Not a value that this can have."))
                    .toList());
        }
    }

    static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    static Optional<LocalDate> date(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .map(String::strip)
                    .map(LocalDate::parse)
                    .filter(Dates::isMeant);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<LocalTime> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(String::strip).map(typed -> LocalTime.parse(typed, TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<Integer> number(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(String::strip).map(Integer::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
