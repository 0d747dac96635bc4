package dev.outpatient.shared;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.util.ReflectionUtils;

/**
 * What a page shows when somebody else saved the same thing while a form was open: what was typed stays in the form,
 * beside it stands what is kept now, and saved once more, what was typed counts.
 */
public final class StaleForm {

    private static final String VERSION = "version";

    private StaleForm() {}

    /**
     * For the fragments {@code stale} and {@code version} of forms.html.
     *
     * @param typed the form as it was sent
     * @param kept the same form of what is kept now, with its version
     */
    public static <F extends Record> void show(F typed, F kept, Model model) {
        Map<String, @Nullable Object> theirs = new LinkedHashMap<>();
        for (RecordComponent field : typed.getClass().getRecordComponents()) {
            Object keptValue = value(field, kept);
            if (field.getName().equals(VERSION)) {
                model.addAttribute("keptVersion", keptValue);
            } else if (!Objects.equals(value(field, typed), keptValue)) {
                theirs.put(field.getName(), keptValue);
            }
        }
        model.addAttribute("theirs", theirs);
    }

    /** A field that is left empty is no other than one that has nothing. */
    private static @Nullable Object value(RecordComponent field, Record form) {
        ReflectionUtils.makeAccessible(field.getAccessor());
        Object value = ReflectionUtils.invokeMethod(field.getAccessor(), form);
        return value instanceof String text ? (text.isBlank() ? null : text.strip()) : value;
    }
}
