package dev.outpatient.accounts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.filter.OncePerRequestFilter;

/** Where sessions are kept, and what is read back from there. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    /** A session holds who signed in, the CSRF token and notes for the next page; nothing else is read from the table. */
    private static final ObjectInputFilter KNOWN = ObjectInputFilter.Config.createFilter("maxdepth=40;maxbytes=500000;"
            + "dev.outpatient.**;java.lang.*;java.math.*;java.time.**;java.util.**;java.net.URI;"
            + "org.springframework.security.**;org.springframework.util.*;org.springframework.web.servlet.FlashMap;!*");

    /** 144 bits. */
    private static final int ID_BYTES = 18;

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @EnableSpringHttpSession
    static class Web {

        @Bean
        CookieSerializer sessionCookie() {
            return new SessionCookie();
        }

        @Bean
        FilterRegistrationBean<OncePerRequestFilter> sessionsOfARequest(SessionStore<?> sessions) {
            FilterRegistrationBean<OncePerRequestFilter> around =
                    new FilterRegistrationBean<>(new OncePerRequestFilter() {
                        @Override
                        protected void doFilterInternal(
                                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                                throws ServletException, IOException {
                            sessions.begin(Unattended.is(request));
                            try {
                                chain.doFilter(request, response);
                            } finally {
                                sessions.end();
                            }
                        }

                        // A stream that ends and an error page look the session up once more, and count as little.

                        @Override
                        protected boolean shouldNotFilterAsyncDispatch() {
                            return false;
                        }

                        @Override
                        protected boolean shouldNotFilterErrorDispatch() {
                            return false;
                        }
                    });
            around.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
            return around;
        }
    }

    @Bean
    SessionStore<?> sessionStore(JdbcTemplate jdbc, AccountStates states, SessionLimits limits, Clock clock) {
        // Each statement stands for itself: a transaction around a single one would only cost more round trips.
        JdbcIndexedSessionRepository sessions =
                new JdbcIndexedSessionRepository(jdbc, TransactionOperations.withoutTransaction());
        SecureRandom random = new SecureRandom();
        sessions.setSessionIdGenerator(() -> {
            byte[] id = new byte[ID_BYTES];
            random.nextBytes(id);
            return HexFormat.of().formatHex(id);
        });
        sessions.setConversionService(conversion());
        return store(sessions, states, limits, clock);
    }

    private static <S extends Session> SessionStore<S> store(
            FindByIndexNameSessionRepository<S> sessions, AccountStates states, SessionLimits limits, Clock clock) {
        return new SessionStore<>(sessions, states, limits, clock);
    }

    private static ConversionService conversion() {
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(byte[].class, Object.class, new DeserializingConverter(SessionConfiguration::read));
        return conversion;
    }

    private static Object read(InputStream bytes) throws IOException {
        try (ObjectInputStream in =
                new ConfigurableObjectInputStream(bytes, SessionConfiguration.class.getClassLoader())) {
            in.setObjectInputFilter(KNOWN);
            return in.readObject();
        } catch (ClassNotFoundException e) {
            throw new InvalidClassException(e.getMessage());
        }
    }
}
