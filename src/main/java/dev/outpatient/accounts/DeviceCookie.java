package dev.outpatient.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;

/**
 * Names a browser in which somebody signed in before. It opens nothing: it keeps its owner from being slowed down by what
 * strangers try elsewhere, and tells a new device from one that the owner knows.
 */
final class DeviceCookie {

    private static final String NAME = "device";
    private static final String GIVEN = DeviceCookie.class.getName();
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DeviceCookie() {}

    /** What the browser sent, or was given with this request. */
    static @Nullable String read(HttpServletRequest request) {
        if (request.getAttribute(GIVEN) instanceof String given) {
            return given;
        }
        var cookie = WebUtils.getCookie(request, HostCookie.name(NAME, request));
        return cookie != null && cookie.getValue().matches("[0-9a-f]{32}") ? cookie.getValue() : null;
    }

    /** Gives the browser of the current request a new one; null where there is no browser, as behind the API. */
    static @Nullable String give() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        HttpServletRequest request = attributes.getRequest();
        HttpServletResponse response = attributes.getResponse();
        if (response == null || request.getServletPath().startsWith("/api/")) {
            return null;
        }
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String value = HexFormat.of().formatHex(bytes);
        ResponseCookie cookie = ResponseCookie.from(HostCookie.name(NAME, request), value)
                .path("/")
                .maxAge(LIFETIME)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        request.setAttribute(GIVEN, value);
        return value;
    }
}
