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
        // Letters beyond ASCII come encoded; what is not has no place in a header.
        boolean plain = path.chars().allMatch(c -> c > ' ' && c < 127 && "\\{}".indexOf(c) < 0);
        String page = path.split("\\?", 2)[0];
        // To sign out is no page, and who has just signed in has no use for the form.
        boolean goesOn = !page.equals("/sign-out") && !page.equals("/sign-in");
        return plain && goesOn && !page.contains("//") && !page.contains("/.") ? path : "/";
    }
}
