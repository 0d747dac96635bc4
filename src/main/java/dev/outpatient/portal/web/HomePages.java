package dev.outpatient.portal.web;

import dev.outpatient.shared.Role;

/** Where each role begins. */
final class HomePages {

    private HomePages() {}

    static String of(Role role) {
        return switch (role) {
            case PATIENT -> "/";
            case DOCTOR -> "/day";
            case ADMIN -> "/admin/appointments";
        };
    }
}
