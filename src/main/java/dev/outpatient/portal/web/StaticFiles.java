package dev.outpatient.portal.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.util.DigestUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ContentVersionStrategy;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * The files that pages are made with. A page names each with a hash of what is in it, {@code outpatient-9f3c….css}, so
 * that a browser asks for it once. They lie in a few directories, and only there are they looked for: each link of a page
 * is held against these patterns, and one that leads to a page would be searched on the class path every time.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class StaticFiles implements WebMvcConfigurer {

    private static final Pattern NAMED_BY_CONTENT = Pattern.compile("/.+-[0-9a-f]{32}\\.\\w+");
    private static final int REMEMBERED = 1_000;
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        VersionResourceResolver names = new VersionResourceResolver().addVersionStrategy(new ContentNames(), "/**");
        for (String directory : List.of("css", "js", "img", "fonts")) {
            add(registry, "/" + directory + "/**", "classpath:/static/" + directory + "/", names);
        }
        add(registry, "/webjars/**", "classpath:/META-INF/resources/webjars/", names);
    }

    private static void add(
            ResourceHandlerRegistry registry, String paths, String location, VersionResourceResolver names) {
        registry.addResourceHandler(paths)
                .addResourceLocations(location)
                // Under its plain name too, as where a page is written while the database is away.
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                // Bounded: one file has as many addresses as its name can be encoded, and each is remembered.
                .resourceChain(
                        true,
                        new CaffeineCache(
                                paths,
                                Caffeine.newBuilder().maximumSize(REMEMBERED).build()))
                .addResolver(names);
    }

    /** As Spring Boot has it, and also where a filter shows a page in place of another. */
    @Bean
    FilterRegistrationBean<ResourceUrlEncodingFilter> namesInPages() {
        FilterRegistrationBean<ResourceUrlEncodingFilter> names =
                new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
        names.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.FORWARD);
        return names;
    }

    /** Only an answer with the file says how long it may be kept: after a 404 the browser is to ask again. */
    @Bean
    FilterRegistrationBean<OncePerRequestFilter> keptForGood() {
        return new FilterRegistrationBean<>(new OncePerRequestFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return !NAMED_BY_CONTENT.matcher(request.getServletPath()).matches();
            }

            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                chain.doFilter(request, new HttpServletResponseWrapper(response) {
                    @Override
                    public void setHeader(String name, String value) {
                        boolean kept = name.equals(HttpHeaders.CACHE_CONTROL) && value.startsWith("max-age");
                        super.setHeader(name, kept ? FOR_GOOD : value);
                    }
                });
            }
        });
    }

    /** The names of the fonts are written into a style sheet when it is sent, so it changes when they do. */
    private static final class ContentNames extends ContentVersionStrategy {

        private final String fonts = hashes("classpath:/static/fonts/*.woff2");

        @Override
        public String getResourceVersion(Resource resource) {
            String own = super.getResourceVersion(resource);
            String name = resource.getFilename();
            return name != null && name.endsWith(".css")
                    ? DigestUtils.md5DigestAsHex((own + fonts).getBytes(StandardCharsets.UTF_8))
                    : own;
        }

        private String hashes(String pattern) {
            try {
                StringBuilder hashes = new StringBuilder();
                for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                    hashes.append(super.getResourceVersion(file));
                }
                return hashes.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
