package dev.outpatient.prescriptions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What only the paper says, and nobody guesses: 60 random bits in twelve letters and digits, of which none is mistaken
 * for another when it is read or told on the telephone.
 */
final class PaperCode {

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PaperCode() {}

    static String next() {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** As it is printed: 7QKD-2M9X-PR4T. */
    static String inGroups(String code) {
        return code.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    /** Whether somebody means this code, however it was typed; the time it takes does not tell how much is right. */
    static boolean matches(@Nullable String code, String typed) {
        String meant = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return code != null
                && MessageDigest.isEqual(code.getBytes(StandardCharsets.UTF_8), meant.getBytes(StandardCharsets.UTF_8));
    }
}
