package dev.outpatient.accounts;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The Idempotency-Key of a request with a hash of what it asked for.
 *
 * @param hash SHA-256 of the request, in hex
 */
public record RequestKey(String key, String hash) {

    private static final int LONGEST = 128;
    private static final int ENOUGH = 32;
    private static final int ID_BYTES = 12;

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
        return new RequestKey(key, HexFormat.of().formatHex(sha256(request.toString())));
    }

    /**
     * The key of a request that a form made. With what it asks for in the key, a form that is sent twice asks once, and
     * one that was gone back to, changed and sent again asks for something else.
     *
     * @param form the key in the form, or null
     * @param request as in {@link #of}
     * @return null when the form has no key
     */
    public static @Nullable RequestKey ofForm(@Nullable String form, Object request) {
        RequestKey same = form == null || form.isBlank() ? null : of(form, request);
        return same == null ? null : of(same.key() + same.hash().substring(0, ENOUGH), request);
    }

    /**
     * An id for the document that the request makes, the same for the same caller and key: so that sent again it makes
     * no other one.
     */
    public ObjectId documentId(Actor caller) {
        return new ObjectId(Arrays.copyOf(sha256(caller.reference().toObjectId().toHexString() + " " + key), ID_BYTES));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
