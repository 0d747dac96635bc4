package dev.outpatient.accounts;

import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which passwords are good enough: by length, and not the person's own name or e-mail. */
@Component
public class PasswordPolicy {

    private static final int LONGEST = 200;

    /** @throws Problem.Invalid on the field {@code password}, saying what to do */
    public void check(Role role, String password, @Nullable String email, String name) {
        int shortest = shortest(role);
        if (password.length() < shortest) {
            throw Problem.Invalid.field("password", "Use at least " + shortest + " characters.");
        }
        if (password.length() > LONGEST) {
            throw Problem.Invalid.field("password", "Use at most " + LONGEST + " characters.");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.equalsIgnoreCase(name) || (email != null && lower.equals(email))) {
            throw Problem.Invalid.field("password", "Choose something other than your name or e-mail.");
        }
    }

    private static int shortest(Role role) {
        return role == Role.PATIENT ? 8 : 12;
    }
}
