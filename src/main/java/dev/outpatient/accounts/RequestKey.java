package dev.outpatient.accounts;

import dev.outpatient.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The Idempotency-Key of a request with a hash of what it asked for.
 *
 * @param hash SHA-256 of the request, in hex
 */
public record RequestKey(String key, String hash) {

    private static final int LONGEST = 128;

    /**
     * @param key the header, or null when there was none
     * @param request what was asked for; it must say everything but secrets in its {@code toString}
     * @return null when there was no key
     * @throws Problem.Invalid when the key is empty or longer than 128 characters
     */
    public static @Nullable RequestKey of(@Nullable String key, Object request) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw Problem.Invalid.field("Idempotency-Key", "Use 1 to " + LONGEST + " characters.");
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(request.toString().getBytes(StandardCharsets.UTF_8));
            return new RequestKey(key, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
