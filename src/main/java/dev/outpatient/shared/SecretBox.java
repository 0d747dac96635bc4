package dev.outpatient.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Seals what the database must keep in a readable form, such as signing keys, with a key that is not in the database:
 * the setting {@code outpatient.secrets-key}. Without the setting it is kept open, and its first characters say so, so
 * that a key that is set later still finds what was written before.
 */
public final class SecretBox {

    /** The setting that holds the key. */
    public static final String SETTING = "outpatient.secrets-key";

    private static final String OPEN = "open:";
    private static final String SEALED = "aes-gcm:";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 16;

    private final @Nullable BytesEncryptor encryptor;

    /**
     * @param key 32 bytes in Base64, or empty for none
     * @throws IllegalStateException when it is neither
     */
    public SecretBox(String key) {
        this.encryptor = key.isBlank() ? null : encryptor(key.strip());
    }

    /** What to write into the database. */
    public String seal(String secret) {
        if (encryptor == null) {
            return OPEN + secret;
        }
        return SEALED + Base64.getEncoder().encodeToString(encryptor.encrypt(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws IllegalStateException when it was sealed and the setting is missing or another */
    public String open(String kept) {
        if (!kept.startsWith(SEALED)) {
            return kept.startsWith(OPEN) ? kept.substring(OPEN.length()) : kept;
        }
        if (encryptor == null) {
            throw new IllegalStateException("The database holds sealed secrets: set " + SETTING);
        }
        try {
            byte[] sealed = Base64.getDecoder().decode(kept.substring(SEALED.length()));
            return new String(encryptor.decrypt(sealed), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalStateException(SETTING + " is not the key that sealed what the database holds", e);
        }
    }

    private static BytesEncryptor encryptor(String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(SETTING + ": expected 32 bytes in Base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(SETTING + ": expected 32 bytes in Base64, found " + bytes.length);
        }
        return new AesBytesEncryptor(
                new SecretKeySpec(bytes, "AES"), KeyGenerators.secureRandom(NONCE_BYTES), CipherAlgorithm.GCM);
    }
}
