package dev.outpatient.portal.web;

import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import dev.outpatient.accounts.HostCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;

/**
 * The token that a form must send back: in the session of who is signed in, else in a cookie of its own, so that a
 * visitor who looks at the sign-in page costs no row in the database. A visitor may get a session on the way, as with the
 * question for a passkey; the form that is open by then still has the token of the cookie.
 */
final class CsrfTokens implements CsrfTokenRepository {

    private static final String HEADER = "X-CSRF-TOKEN";

    private final CsrfTokenRepository inSession = new HttpSessionCsrfTokenRepository();
    private final CsrfTokenRepository inSecureCookie = inCookie(true);
    private final CsrfTokenRepository inPlainCookie = inCookie(false);

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return place(request).generateToken(request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        place(request).saveToken(token, request, response);
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return place(request).loadToken(request);
    }

    private CsrfTokenRepository place(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(SPRING_SECURITY_CONTEXT_KEY) != null) {
            return inSession;
        }
        return request.isSecure() ? inSecureCookie : inPlainCookie;
    }

    private static CsrfTokenRepository inCookie(boolean secure) {
        CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();
        cookie.setCookieName(HostCookie.name("CSRF", secure));
        cookie.setHeaderName(HEADER);
        cookie.setCookiePath("/");
        cookie.setCookieCustomizer(made -> made.secure(secure).httpOnly(true).sameSite("Strict"));
        return cookie;
    }
}
