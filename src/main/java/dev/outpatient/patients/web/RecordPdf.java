package dev.outpatient.patients.web;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PdfPaper;
import dev.outpatient.shared.Specialties;
import dev.outpatient.shared.SpokenLanguages;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Lays out an export on paper: each section a heading, each of its records the lines of its parts that are there. Parts
 * are worded by {@code export.field.NAME}, and words of the program, such as a status, by {@code export.value.WORD}.
 */
@Component
class RecordPdf {

    /** A part of a record, in words. */
    public record Line(String label, String text) {}

    /** A kind of records, in words. */
    public record Section(String title, List<List<Line>> items) {}

    private final ITemplateEngine templates;
    private final MessageSource messages;

    RecordPdf(ITemplateEngine templates, MessageSource messages) {
        this.templates = templates;
        this.messages = messages;
    }

    /** @param self whose record it is */
    byte[] of(Map<String, List<?>> sections, Actor self, Instant at, Locale language) {
        Context words = new Context(language);
        words.setVariable("at", text("", at, language));
        words.setVariable(
                "sections",
                sections.entrySet().stream()
                        .map(section -> new Section(
                                messages.getMessage("export.section." + section.getKey(), null, language),
                                section.getValue().stream()
                                        .map(item -> lines(item, self, language))
                                        .toList()))
                        .toList());
        return PdfPaper.of(templates.process("paper-record", words));
    }

    private List<Line> lines(Object item, Actor self, Locale language) {
        Map<String, Object> parts = new LinkedHashMap<>();
        for (RecordComponent part : item.getClass().getRecordComponents()) {
            Object value = value(item, part);
            if (value != null) {
                parts.put(part.getName(), value);
            }
        }
        sayWhoDidWhat(parts, self, language);
        return parts.entrySet().stream()
                .map(part -> new Line(
                        messages.getMessage("export.field." + part.getKey(), null, language),
                        text(part.getKey(), part.getValue(), language)))
                .filter(line -> !line.text().isBlank())
                .toList();
    }

    /** The trail says it in English; its actions are worded as on the page of who saw the record. */
    private void sayWhoDidWhat(Map<String, Object> parts, Actor self, Locale language) {
        if (parts.remove("by") instanceof String by) {
            String told = parts.remove("action") instanceof String known ? known : "other";
            String action = "ok".equals(parts.get("outcome")) ? told : "record.refused";
            boolean own = by.equals(self.role().word() + " " + self.id());
            String name = parts.remove("name") instanceof String doctor ? doctor : someone(by, language);
            parts.put("what", said(own ? "you" : "did", action, name, language));
        }
    }

    /** Who has no name here: patients are told of an admin, not of which. */
    private String someone(String by, Locale language) {
        String who = switch (by.split(" ")[0]) {
            case "admin" -> "access.admin";
            case "patient" -> "access.family";
            default -> "access.clinic";
        };
        return messages.getMessage(who, null, language);
    }

    private String said(String who, String action, String name, Locale language) {
        Object[] by = {name};
        String said = messages.getMessage("access." + who + "." + action, by, null, language);
        return said == null ? messages.getMessage("access." + who + ".other", by, language) : said;
    }

    private String text(String part, Object value, Locale language) {
        return switch (value) {
            case Instant moment -> moment(moment.atOffset(ZoneOffset.UTC), language) + " UTC";
            case OffsetDateTime moment -> moment(moment, language);
            case LocalDate date ->
                date.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(SpokenLanguages.written(language)));
            case List<?> several ->
                several.stream().map(one -> text(part, one, language)).collect(Collectors.joining("; "));
            case Record record ->
                Arrays.stream(record.getClass().getRecordComponents())
                        .map(inner -> value(record, inner))
                        .filter(Objects::nonNull)
                        .map(inner -> text(part, inner, language))
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining(", "));
            default -> word(part, value.toString(), language);
        };
    }

    private static String moment(OffsetDateTime moment, Locale language) {
        return moment.format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(SpokenLanguages.written(language)));
    }

    /** A word of the program's own in the reader's language; whatever people wrote stays. */
    private String word(String part, String value, Locale language) {
        if (part.equals("specialty")) {
            return Specialties.name(value, language);
        }
        return Objects.requireNonNull(messages.getMessage("export.value." + part + "." + value, null, value, language));
    }

    private static @Nullable Object value(Object record, RecordComponent part) {
        try {
            Method accessor = part.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
