package dev.outpatient.directory;

import dev.outpatient.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page of a list sorted by name and id ended. Opaque to callers. */
record NameCursor(String name, long id) {

    static @Nullable NameCursor parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int split = plain.indexOf(':');
            return new NameCursor(plain.substring(split + 1), Long.parseLong(plain.substring(0, Math.max(split, 0))));
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field("after", "Take it from the page before, as it stands there.");
        }
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((id + ":" + name).getBytes(StandardCharsets.UTF_8));
    }
}
