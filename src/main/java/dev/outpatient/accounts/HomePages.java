package dev.outpatient.accounts;

import dev.outpatient.shared.Role;

/** Where each role begins. */
public final class HomePages {

    private HomePages() {}

    public static String of(Role role) {
        return switch (role) {
            case PATIENT -> "/";
            case DOCTOR -> "/day";
            case ADMIN -> "/admin";
        };
    }
}
