package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a session began: what its list shows, and what its limits count from.
 *
 * @param id names the session to its owner; it opens nothing, as the session's own id does
 * @param browser what the browser called itself, or null when it did not
 */
record SessionStart(
        String id,
        Actor actor,
        Instant signedInAt,
        @Nullable String browser,
        String address) implements Serializable {}
