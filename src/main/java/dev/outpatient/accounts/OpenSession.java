package dev.outpatient.accounts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A browser in which somebody is signed in, as its owner sees it.
 *
 * @param id names it to its owner; it opens nothing
 * @param browser what the browser calls itself, or null
 * @param lastSeenAt to within half a minute
 * @param current whether it is the one that asks
 */
public record OpenSession(
        String id, @Nullable String browser, String address, Instant signedInAt, Instant lastSeenAt, boolean current) {}
