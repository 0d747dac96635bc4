package dev.outpatient.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The version of a thing as HTTP tells it: in the ETag of an answer, in the If-Match of the change that follows. */
public final class ETag {

    private static final int HASH_BYTES = 12;

    private ETag() {}

    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /**
     * Of what has no version of its own: the beginning of the SHA-256 of all that it says.
     *
     * @param content its {@code toString} must say all of it, and the same for the same on every node
     */
    public static String ofContent(Object content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return "\"" + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether something is still what a change was decided on, by {@link #ofContent}.
     *
     * @param ifMatch the header, or null when anything will do
     */
    public static Predicate<Object> isStill(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return anything -> true;
        }
        return content -> ofContent(content).equals(ifMatch.strip());
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
