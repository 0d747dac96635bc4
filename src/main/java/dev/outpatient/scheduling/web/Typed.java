package dev.outpatient.scheduling.web;

import dev.outpatient.shared.Dates;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what somebody typed into a form; empty where it can't be understood, so that the form can show it again. */
final class Typed {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm[:ss]");

    private Typed() {}

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
