package dev.outpatient.accounts;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The passwords that everybody tries first: zxcvbn's list of thirty thousand, and what zxcvbn finds close to them, such as
 * one with a year behind it or an @ for an a, rows of keys, repetitions. See Wheeler, "zxcvbn: Low-Budget Password
 * Strength Estimation", USENIX Security 2016.
 */
@Component
class CommonPasswords {

    /** Below this, guessing over the network, slowed down as it is, may succeed: the paper's bound for that. */
    private static final double SOON = 1_000_000;
    /** A longer one is measured by its beginning: the work grows with the square of the length. */
    private static final int MEASURED = 64;

    private @Nullable Zxcvbn measure;

    boolean isGuessedSoon(String password) {
        String beginning = password.substring(0, Math.min(password.length(), MEASURED));
        return measure().measure(beginning).getGuesses() < SOON;
    }

    /** Read when the first password is chosen, not when the program starts. */
    private synchronized Zxcvbn measure() {
        if (measure == null) {
            try {
                measure = new ZxcvbnBuilder()
                        .dictionary(StandardDictionaries.PASSWORDS_LOADER.load())
                        .keyboard(StandardKeyboards.QWERTY_LOADER.load())
                        .keyboard(StandardKeyboards.KEYPAD_LOADER.load())
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return measure;
    }
}
