package dev.outpatient.accounts;

import dev.outpatient.shared.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A file that does not become somebody's photo, and why. */
public final class RefusedPhoto extends Problem {

    /** What forms and documents call the file. */
    public static final String FIELD = "photo";

    /** Why it is refused. */
    public enum Fault {
        MISSING("Choose a file."),
        LARGE("The file is too large. Take a smaller one."),
        NO_IMAGE("This is no picture that can be read. Use a JPEG, PNG or GIF file."),
        PIXELS("The picture has too many pixels. Use one with 40 million at most.");

        private final String message;

        Fault(String message) {
            this.message = message;
        }

        /** The key of what the pages say. */
        public String key() {
            return "photo." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final transient Fault fault;

    private RefusedPhoto(Fault fault) {
        super(Kind.INVALID, "validation", fault.message);
        this.fault = fault;
    }

    static RefusedPhoto because(Fault fault) {
        return new RefusedPhoto(fault);
    }

    public Fault fault() {
        return fault;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("errors", List.of(new Problem.Invalid.FieldError(FIELD, fault.message)));
    }
}
