package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.RequestKey;
import org.jspecify.annotations.Nullable;

/** Makes the key of a request out of the key of the form that it came from. */
final class FormKey {

    private static final int ENOUGH = 32;

    private FormKey() {}

    /**
     * With what it asks for in the key, a form that is sent twice asks once, and one that was gone back to, changed and
     * sent again asks for something else.
     *
     * @param form the key in the form
     * @param wanted what is asked for; it must say everything in its {@code toString}
     * @return null when the form has no key
     */
    static @Nullable RequestKey of(@Nullable String form, Object wanted) {
        RequestKey same = Typed.isBlank(form) ? null : RequestKey.of(form, wanted);
        return same == null ? null : RequestKey.of(same.key() + same.hash().substring(0, ENOUGH), wanted);
    }
}
