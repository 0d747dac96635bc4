package dev.outpatient.audit;

import java.util.Arrays;

/**
 * The part of {@code verify-logs} that must not depend on the clinic: whoever checks an export need not have its stores,
 * nor trust the machine that they are on.
 */
public final class OfflineCheck {

    private OfflineCheck() {}

    /** Whether the words of a command line ask for nothing but a look into a file. */
    public static boolean isAskedFor(String... words) {
        return words.length > 0
                && words[0].equals("verify-logs")
                && Arrays.stream(words).anyMatch(word -> word.equals("--export") || word.startsWith("--export="))
                && !Arrays.asList(words).contains("--show-keys");
    }

    /** The command {@code verify-logs}, without stores. */
    public static Object command() {
        return new VerifyLogsCommand(null, null);
    }
}
