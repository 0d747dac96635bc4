package dev.outpatient.accounts;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The names of our cookies. Behind TLS each has the prefix {@code __Host-}, with which a browser takes it from nobody
 * but this host and sends it by TLS only. By plain HTTP, as the demo on a developer's machine has it, browsers refuse
 * that prefix.
 */
public final class HostCookie {

    private static final String PREFIX = "__Host-";

    private HostCookie() {}

    /** The cookie's name on the connection that the request came by. */
    public static String name(String name, HttpServletRequest request) {
        return name(name, request.isSecure());
    }

    public static String name(String name, boolean secure) {
        return secure ? PREFIX + name : name;
    }
}
