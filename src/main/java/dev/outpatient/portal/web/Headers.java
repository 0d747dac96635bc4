package dev.outpatient.portal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every answer tells the browser: pages, the API, static files, redirects and errors, also those that no filter of
 * the program sees. So it is done by the web server's own chain, with the writers of Spring Security.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Headers {

    /** Everything comes from us: no inline script or style, no other site's frame, no form that leaves. */
    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    /** Nothing but passkeys is used, by no other site. */
    private static final String PERMISSIONS = "accelerometer=(), autoplay=(), camera=(), display-capture=(),"
            + " encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(),"
            + " midi=(), payment=(), picture-in-picture=(), publickey-credentials-create=(self),"
            + " publickey-credentials-get=(self), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> headersValve() {
        return server -> server.addEngineValves(new HeadersValve());
    }

    /** Writes them before anything else has the request; what may be kept by the browser says so itself later. */
    private static final class HeadersValve extends ValveBase {

        private final List<HeaderWriter> writers = writers();

        HeadersValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            writers.forEach(writer -> writer.writeHeaders(request, response));
            getNext().invoke(request, response);
        }

        private static List<HeaderWriter> writers() {
            HstsHeaderWriter tlsOnly = new HstsHeaderWriter(Duration.ofDays(365).toSeconds(), true);
            CrossOriginOpenerPolicyHeaderWriter opener = new CrossOriginOpenerPolicyHeaderWriter();
            opener.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN);
            CrossOriginResourcePolicyHeaderWriter resources = new CrossOriginResourcePolicyHeaderWriter();
            resources.setPolicy(CrossOriginResourcePolicy.SAME_ORIGIN);
            return List.of(
                    new ContentSecurityPolicyHeaderWriter(CONTENT),
                    tlsOnly,
                    new XContentTypeOptionsHeaderWriter(),
                    new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
                    new ReferrerPolicyHeaderWriter(ReferrerPolicy.SAME_ORIGIN),
                    new PermissionsPolicyHeaderWriter(PERMISSIONS),
                    opener,
                    resources,
                    new StaticHeadersWriter(HttpHeaders.CACHE_CONTROL, "no-store"));
        }
    }

    /** A HEAD is answered as the GET that it asks about, by the same rules; the server leaves the body out. */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> headAsGet() {
        FilterRegistrationBean<OncePerRequestFilter> first = new FilterRegistrationBean<>(new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                boolean head = HttpMethod.HEAD.matches(request.getMethod());
                chain.doFilter(head ? new AsGet(request) : request, response);
            }
        });
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return first;
    }

    static final class AsGet extends HttpServletRequestWrapper {

        AsGet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.name();
        }
    }
}
