package dev.outpatient.portal.web;

import dev.outpatient.accounts.SignedIn;
import dev.outpatient.shared.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, as its header says it.
 *
 * @param role null for a visitor
 * @param name empty for a visitor
 * @param key tells the scripts of a page one person from another; empty for a visitor
 */
public record Viewer(@Nullable Role role, String name, String key) {

    /** Who sent the current request. */
    static Viewer current() {
        return SignedIn.current()
                .map(who -> new Viewer(who.actor().role(), who.name(), who.getName()))
                .orElseGet(() -> new Viewer(null, "", ""));
    }

    public boolean isSignedIn() {
        return role != null;
    }

    public boolean isPatient() {
        return role == Role.PATIENT;
    }

    public boolean isDoctor() {
        return role == Role.DOCTOR;
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
