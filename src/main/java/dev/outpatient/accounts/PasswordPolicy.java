package dev.outpatient.accounts;

import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which passwords are good enough: by length, by how soon they would be guessed, and nothing of the person's own name or
 * e-mail. No sort of character is asked for.
 */
@Component
public class PasswordPolicy {

    /** Why a password is not good enough. */
    public enum Fault {
        SHORT,
        LONG,
        PERSONAL,
        COMMON;

        /** The key of what the pages say. */
        public String key(Role role) {
            String word = name().toLowerCase(Locale.ROOT);
            return "password." + word + (this == SHORT ? "." + shortest(role) : "");
        }
    }

    private static final int LONGEST = 200;
    /** A name shorter than this may be part of any word. */
    private static final int TELLING = 4;

    private final CommonPasswords common;

    PasswordPolicy(CommonPasswords common) {
        this.common = common;
    }

    /** @throws Problem.Invalid on the field {@code password}, saying what to do */
    public void check(Role role, String password, @Nullable String email, String name) {
        fault(role, password, email, name).ifPresent(fault -> {
            throw Problem.Invalid.field(
                    "password",
                    switch (fault) {
                        case SHORT -> "Use at least " + shortest(role) + " characters.";
                        case LONG -> "Use at most " + LONGEST + " characters.";
                        case PERSONAL -> "Choose something without your name or e-mail in it.";
                        case COMMON ->
                            "Many people use this or something like it. Choose another, such as four words by chance.";
                    });
        });
    }

    /** The first thing that is wrong with it. */
    public Optional<Fault> fault(Role role, String password, @Nullable String email, String name) {
        // As people count them: a letter beyond the first 65,536 is one, too.
        int length = password.codePointCount(0, password.length());
        if (length < shortest(role)) {
            return Optional.of(Fault.SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(Fault.LONG);
        }
        if (isPersonal(password.toLowerCase(Locale.ROOT), email, name)) {
            return Optional.of(Fault.PERSONAL);
        }
        return common.isGuessedSoon(password) ? Optional.of(Fault.COMMON) : Optional.empty();
    }

    /** How many characters the passwords of a role have at least. */
    public static int shortest(Role role) {
        return role == Role.PATIENT ? 8 : 12;
    }

    private static boolean isPersonal(String password, @Nullable String email, String name) {
        String local = email == null ? "" : email.replaceAll("@.*", "");
        return Stream.concat(Arrays.stream(name.split("[\\s,.]+")), Stream.of(name, local))
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .anyMatch(part -> part.length() >= TELLING && password.contains(part));
    }
}
