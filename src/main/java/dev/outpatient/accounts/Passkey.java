package dev.outpatient.accounts;

import java.time.Instant;

/**
 * A passkey as its owner sees it.
 *
 * @param id names it to its owner
 * @param name as its owner called it
 * @param lastUsedAt the moment it was made, when it was not used since
 */
public record Passkey(String id, String name, Instant createdAt, Instant lastUsedAt) {}
