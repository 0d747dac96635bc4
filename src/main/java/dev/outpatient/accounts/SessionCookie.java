package dev.outpatient.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** The cookie that holds a session's id, by its name on a secure connection or on a plain one. */
final class SessionCookie implements CookieSerializer {

    private static final String NAME = "SESSION";

    private final CookieSerializer secure = cookie(true);
    private final CookieSerializer plain = cookie(false);

    @Override
    public void writeCookieValue(CookieValue value) {
        (value.getRequest().isSecure() ? secure : plain).writeCookieValue(value);
    }

    @Override
    public List<String> readCookieValues(HttpServletRequest request) {
        return (request.isSecure() ? secure : plain).readCookieValues(request);
    }

    private static CookieSerializer cookie(boolean secure) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(HostCookie.name(NAME, secure));
        cookie.setUseSecureCookie(secure);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        return cookie;
    }
}
