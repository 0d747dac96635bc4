package dev.outpatient.accounts;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a service token may be good for. The list is closed; which endpoints a scope opens stands beside the rules of the
 * roles. None opens prescriptions, accounts or the log.
 */
public enum ServiceScope {
    READ_DIRECTORY("read:directory"),
    READ_SLOTS("read:slots"),
    READ_APPOINTMENTS("read:appointments"),
    WRITE_APPOINTMENTS("write:appointments"),
    READ_PATIENTS("read:patients");

    private final String word;

    ServiceScope(String word) {
        this.word = word;
    }

    /** As it is written in the API, on the pages and in the database. */
    public String word() {
        return word;
    }

    public static Optional<ServiceScope> find(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }
}
