package dev.outpatient.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where the current request comes from.
 *
 * @param address the IP address; that of the last proxy, unless the settings trust what proxies say
 * @param device what this browser's device cookie holds, or null without one
 * @param browser what the browser calls itself, at most 255 characters, or null
 */
public record Caller(
        String address, @Nullable String device, @Nullable String browser) {

    /** Nobody in particular: work that no request asked for. */
    private static final Caller NONE = new Caller("", null, null);

    private static final int LONGEST = 255;
    private static final int NETWORK_BYTES = 8;

    public static Caller current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : NONE;
    }

    public static Caller of(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Caller(
                request.getRemoteAddr(),
                DeviceCookie.read(request),
                agent == null || agent.isBlank() ? null : agent.substring(0, Math.min(agent.length(), LONGEST)));
    }

    /** What addresses are counted by: of an IPv6 address the first 64 bits, as its owner has all that follow. */
    public String network() {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
        } catch (IllegalArgumentException e) {
            // A proxy may say anything.
            return address;
        }
    }
}
