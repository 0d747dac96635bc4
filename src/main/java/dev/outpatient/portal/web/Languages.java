package dev.outpatient.portal.web;

import dev.outpatient.accounts.HostCookie;
import dev.outpatient.shared.SpokenLanguages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleContextResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** The languages of the pages: what the browser asks for, until somebody chooses by {@code ?lang=}. */
@Configuration(proxyBeanMethods = false)
class Languages implements WebMvcConfigurer {

    @Bean
    LocaleResolver localeResolver() {
        return new LanguageCookie(remembered(true), remembered(false));
    }

    private static CookieLocaleResolver remembered(boolean secure) {
        CookieLocaleResolver resolver = new CookieLocaleResolver(HostCookie.name("lang", secure)) {
            /** A cookie comes from outside like any other word: one that names no language of ours is not taken up. */
            @Override
            protected Locale parseLocaleValue(String value) {
                return nearest(value);
            }
        };
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSecure(secure);
        resolver.setCookieSameSite("Lax");
        resolver.setRejectInvalidCookies(false);
        resolver.setDefaultLocaleFunction(Languages::asked);
        return resolver;
    }

    /** The cookie by its name on a secure connection or on a plain one. */
    private record LanguageCookie(LocaleContextResolver secure, LocaleContextResolver plain)
            implements LocaleContextResolver {

        @Override
        public LocaleContext resolveLocaleContext(HttpServletRequest request) {
            return on(request).resolveLocaleContext(request);
        }

        @Override
        public void setLocaleContext(
                HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable LocaleContext context) {
            on(request).setLocaleContext(request, response, context);
        }

        @Override
        public Locale resolveLocale(HttpServletRequest request) {
            return on(request).resolveLocale(request);
        }

        @Override
        public void setLocale(
                HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
            on(request).setLocale(request, response, locale);
        }

        private LocaleContextResolver on(HttpServletRequest request) {
            return request.isSecure() ? secure : plain;
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor chosen = new LocaleChangeInterceptor() {
            @Override
            protected Locale parseLocaleValue(String value) {
                return nearest(value);
            }
        };
        chosen.setParamName("lang");
        registry.addInterceptor(chosen);
    }

    private static Locale asked(HttpServletRequest request) {
        return nearest(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static Locale nearest(@Nullable String ranges) {
        if (ranges == null) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(ranges), SpokenLanguages.ALL);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }
}
