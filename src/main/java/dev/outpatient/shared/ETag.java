package dev.outpatient.shared;

import org.jspecify.annotations.Nullable;

/** The version of a thing as HTTP tells it: in the ETag of an answer, in the If-Match of the change that follows. */
public final class ETag {

    private ETag() {}

    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that a change is made on the strength of.
     *
     * @param ifMatch the header, or null when there was none
     * @return null when any version will do
     * @throws Problem.Stale when it can't be one of ours
     */
    public static @Nullable Integer version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        String tag = ifMatch.strip();
        if (!tag.matches("\"[0-9]{1,9}\"")) {
            throw Problem.Stale.version();
        }
        return Integer.valueOf(tag.substring(1, tag.length() - 1));
    }
}
