package dev.outpatient.portal.web;

import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import dev.outpatient.accounts.Avatars;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.shared.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Files that come in. The token of a form stands beside its file, so both are read before anything else looks at the
 * request. Hence it is decided here, earlier, whose files are read, where, how large, and how many at a time: photos of
 * who is signed in, and what admins import. Photos stay in memory; larger files wait on the disk under names of the
 * server's own, so that a name leads nowhere.
 */
@Configuration(proxyBeanMethods = false)
class Uploads {

    /** Before the rules of security, after the sessions. */
    private static final int ORDER = BodyLimit.BEFORE_SECURITY + 1;

    /** The pages whose form has a photo. */
    private static final Pattern PHOTOS = Pattern.compile("/account|/admin/staff/doctors/\\d+/photo");

    /** The page whose form has files of any size, for admins. */
    private static final String IMPORTS = "/admin/imports";

    private static final Pattern CALLS = Pattern.compile("/api/v1/(me|doctors/\\d+)/avatar");

    /** What stands around a file in a form. */
    private static final int FRAME = 16 * 1024;

    private static final int AT_A_TIME = 8;
    private static final int PATIENCE_SECONDS = 5;

    /** Whether the body is a photo, for the API. */
    static boolean isPhoto(HttpServletRequest request) {
        return HttpMethod.PUT.matches(request.getMethod())
                && CALLS.matcher(request.getServletPath()).matches();
    }

    /** Whether the body is a form with files. */
    static boolean hasParts(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Bean
    MultipartConfigElement multipart(
            Avatars avatars,
            @Value("${spring.servlet.multipart.max-file-size}") DataSize file,
            @Value("${spring.servlet.multipart.max-request-size}") DataSize all) {
        int inMemory = Math.toIntExact(avatars.largest().toBytes() + FRAME);
        return new MultipartConfigElement("", file.toBytes(), all.toBytes(), inMemory);
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> uploadGate(Avatars avatars, ApiRefusals refusals) {
        FilterRegistrationBean<OncePerRequestFilter> gate =
                new FilterRegistrationBean<>(new Gate(avatars.largest().toBytes() + FRAME, refusals));
        gate.setOrder(ORDER);
        return gate;
    }

    private static final class Gate extends OncePerRequestFilter {

        private final long most;
        private final ApiRefusals refusals;
        private final Semaphore places = new Semaphore(AT_A_TIME, true);

        Gate(long most, ApiRefusals refusals) {
            this.most = most;
            this.refusals = refusals;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !isPhoto(request) && !hasParts(request);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (isPhoto(request)) {
                inTurn(request, response, chain);
            } else if (request.getServletPath().equals(IMPORTS) && isAdmin(request)) {
                chain.doFilter(request, response);
            } else if (!PHOTOS.matcher(request.getServletPath()).matches()) {
                // Without a page: to show one, the server would look into the form.
                response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
            } else if (signedIn(request).isEmpty()) {
                response.sendRedirect(
                        SignInAgain.address(request.getRequestURI(), request.getRequestedSessionId() != null));
            } else if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > most) {
                response.sendRedirect(request.getRequestURI() + "?photo=large");
            } else {
                inTurn(request, response, chain);
            }
        }

        private void inTurn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (!takePlace()) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(Problem.Unavailable.RETRY_SECONDS));
                if (isPhoto(request)) {
                    refusals.write(
                            response,
                            Problems.document(
                                    HttpStatus.SERVICE_UNAVAILABLE,
                                    "unavailable",
                                    "Many send files at this moment. Try again."));
                } else {
                    response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
                }
                return;
            }
            try {
                chain.doFilter(request, response);
            } finally {
                places.release();
            }
        }

        private boolean takePlace() {
            try {
                return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private static boolean isAdmin(HttpServletRequest request) {
            return signedIn(request).filter(who -> who.actor().isAdmin()).isPresent();
        }

        private static Optional<SignedIn> signedIn(HttpServletRequest request) {
            HttpSession session = request.getSession(false);
            return session != null
                            && session.getAttribute(SPRING_SECURITY_CONTEXT_KEY) instanceof SecurityContext context
                            && context.getAuthentication() != null
                            && context.getAuthentication().getPrincipal() instanceof SignedIn who
                    ? Optional.of(who)
                    : Optional.empty();
        }
    }
}
