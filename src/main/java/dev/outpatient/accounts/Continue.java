package dev.outpatient.accounts;

import org.jspecify.annotations.Nullable;

/** Where to go on after signing in: a page of ours, never of another site. */
public final class Continue {

    private Continue() {}

    /** The path if it stays on this site, else {@code /}. */
    public static String safe(@Nullable String path) {
        if (path == null || !path.startsWith("/") || path.startsWith("//")) {
            return "/";
        }
        return path.chars().noneMatch(c -> c == '\\' || c == '{' || c == '}' || Character.isISOControl(c)) ? path : "/";
    }
}
