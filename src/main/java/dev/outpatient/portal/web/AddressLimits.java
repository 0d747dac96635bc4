package dev.outpatient.portal.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.outpatient.accounts.AbuseLimits;
import dev.outpatient.accounts.Attempts;
import dev.outpatient.accounts.Caller;
import dev.outpatient.accounts.TooManyAttempts;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * How much one address may ask for without signing in. Searches are counted in the memory of each node, which costs
 * nothing; what creates or sends something is counted in the database, for all nodes. Sign-ins have limits of their own,
 * in {@link Attempts}.
 */
@Configuration(proxyBeanMethods = false)
class AddressLimits implements WebMvcConfigurer, AsyncHandlerInterceptor {

    /** Forms that make something for strangers, by what they are counted as. */
    private static final Map<String, String> REQUESTS = Map.of(
            "/register", "registration",
            "/register/confirm", "reset",
            "/api/v1/patients", "registration",
            "/forgot", "reset",
            "/reset", "reset",
            "/invited", "reset",
            "/setup", "reset");

    private static final String[] SEARCHES = {
        "/",
        "/doctors",
        "/doctors/*",
        "/doctors/*/why",
        "/book",
        "/api/v1/doctors",
        "/api/v1/slots",
        "/api/v1/slots/why",
        "/p/*/*"
    };

    private static final int MOST_ADDRESSES = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Attempts attempts;
    private final AbuseLimits limits;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .build();

    AddressLimits(Attempts attempts, AbuseLimits limits) {
        this.attempts = attempts;
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        if (limits.enabled()) {
            registry.addInterceptor(this)
                    .addPathPatterns(SEARCHES)
                    .addPathPatterns(REQUESTS.keySet().toArray(String[]::new));
        }
    }

    /** @throws TooManyAttempts when the address asked for too much */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // The code of a paper is tried by a form as well as by its address.
        if (HttpMethod.GET.matches(request.getMethod())
                || request.getServletPath().startsWith("/p/")) {
            search(Caller.of(request));
        } else {
            String kind = REQUESTS.get(request.getServletPath());
            if (kind != null && HttpMethod.POST.matches(request.getMethod())) {
                attempts.request(kind, Caller.of(request));
            }
        }
        return true;
    }

    private void search(Caller caller) {
        Bucket bucket = buckets.get(
                caller.network(),
                network -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(limits.searches()).refillGreedy(limits.searches(), MINUTE))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw TooManyAttempts.waitFor(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }
}
