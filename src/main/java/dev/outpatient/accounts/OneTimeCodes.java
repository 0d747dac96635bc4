package dev.outpatient.accounts;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** The codes of authenticator apps (RFC 6238): six digits that change every 30 seconds. */
final class OneTimeCodes {

    /** As many as RFC 4226 recommends. */
    private static final int SECRET_BYTES = 20;
    /** How far the clock of a phone may be off, in steps before and after. */
    private static final int TOLERANCE = 1;

    private static final Pattern SIX_DIGITS = Pattern.compile("\\d{6}");

    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();

    private OneTimeCodes() {}

    /** A new secret in Base32, as apps want it. */
    static String newSecret() {
        return new Base32().encodeToString(RandomSecret.bytes(SECRET_BYTES));
    }

    static boolean looksLikeOne(String code) {
        return SIX_DIGITS.matcher(code).matches();
    }

    /** The number of the 30 seconds whose code this is, counted from 1970; empty when it is of none near the moment. */
    static OptionalLong step(String secret, String code, Instant moment) {
        for (int away = -TOLERANCE; away <= TOLERANCE; away++) {
            Instant at = moment.plus(GENERATOR.getTimeStep().multipliedBy(away));
            if (MessageDigest.isEqual(
                    code(secret, at).getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.US_ASCII))) {
                return OptionalLong.of(
                        at.getEpochSecond() / GENERATOR.getTimeStep().toSeconds());
            }
        }
        return OptionalLong.empty();
    }

    /** What an app shows at a moment. */
    static String code(String secret, Instant moment) {
        try {
            return GENERATOR.generateOneTimePasswordString(
                    new SecretKeySpec(new Base32().decode(secret), GENERATOR.getAlgorithm()), moment);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
