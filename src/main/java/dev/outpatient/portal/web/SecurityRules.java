package dev.outpatient.portal.web;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.outpatient.accounts.Continue;
import dev.outpatient.accounts.FurtherProofNeeded;
import dev.outpatient.accounts.HalfSignIn;
import dev.outpatient.accounts.HomePages;
import dev.outpatient.accounts.KnownDevices;
import dev.outpatient.accounts.ServiceTokens;
import dev.outpatient.accounts.Sessions;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.accounts.Tokens;
import dev.outpatient.accounts.TooManyAttempts;
import dev.outpatient.audit.AuditTrail;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may call what. Each endpoint stands in one of the two lists; one that does not is refused to everybody. The lists
 * know roles; whose patient or appointment it is, the use cases decide.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableWebSecurity
class SecurityRules {

    private static final String API = "/api/v1";
    private static final String PATIENT = "PATIENT";
    private static final String DOCTOR = "DOCTOR";
    private static final String ADMIN = "ADMIN";

    private final UnknownPath unknownPath;
    private final CsrfTokens csrfTokens = new CsrfTokens();

    SecurityRules(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
        this.unknownPath = new UnknownPath(endpoints);
    }

    /** Nobody measures the single filters, which costs each request. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(HttpSecurity http, ApiRefusals refusals, Tokens tokens, ServiceTokens serviceTokens)
            throws Exception {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(may -> may.requestMatchers(
                                POST,
                                API + "/auth/token",
                                API + "/auth/refresh",
                                API + "/auth/revoke",
                                API + "/patients")
                        .permitAll()
                        .requestMatchers(API + "/service-tokens", API + "/service-tokens/{id}")
                        .hasRole(ADMIN)
                        .requestMatchers(
                                GET,
                                API + "/doctors",
                                API + "/doctors/{id}",
                                API + "/offices",
                                API + "/offices/{id}",
                                API + "/specialties",
                                API + "/slots",
                                API + "/slots/why",
                                API + "/offices/{id}/closures",
                                API + "/offices/{id}/rules",
                                API + "/doctors/{id}/feedback",
                                // Those of doctors are for everybody; whose a photo is, its name does not tell.
                                API + "/avatars/{name}")
                        .permitAll()
                        .requestMatchers(POST, API + "/feedback")
                        .hasRole(PATIENT)
                        .requestMatchers(POST, API + "/feedback/{id}/answer")
                        .hasRole(DOCTOR)
                        .requestMatchers(POST, API + "/feedback/{id}/hide")
                        .hasRole(ADMIN)
                        // Whoever holds a paper checks it with these.
                        .requestMatchers(GET, API + "/prescription-keys")
                        .permitAll()
                        .requestMatchers(GET, API + "/prescriptions/{id}/pdf")
                        .hasAnyRole(PATIENT, DOCTOR)
                        .requestMatchers(GET, API + "/me/record")
                        .hasRole(PATIENT)
                        .requestMatchers(GET, API + "/me", API + "/appointments", API + "/appointments/{id}")
                        .authenticated()
                        .requestMatchers(
                                API + "/me/dependants",
                                API + "/me/dependants/{id}",
                                API + "/me/dependants/{id}/ask",
                                API + "/me/managers",
                                API + "/me/managers/{id}",
                                API + "/me/family-requests",
                                API + "/me/family-requests/{id}/accept",
                                API + "/me/family-requests/{id}/decline")
                        .hasRole(PATIENT)
                        .requestMatchers(
                                API + "/family-requests",
                                API + "/family-requests/{id}/confirm",
                                API + "/family-requests/{id}/refuse")
                        .hasRole(ADMIN)
                        .requestMatchers(GET, API + "/me/sessions")
                        .authenticated()
                        .requestMatchers(GET, API + "/me/access-log")
                        .hasRole(PATIENT)
                        .requestMatchers(API + "/me/avatar")
                        .hasAnyRole(PATIENT, DOCTOR)
                        .requestMatchers(API + "/doctors/{id}/avatar")
                        .hasRole(ADMIN)
                        .requestMatchers(GET, API + "/logs")
                        .hasRole(ADMIN)
                        .requestMatchers(DELETE, API + "/me/sessions/{id}")
                        .authenticated()
                        .requestMatchers(GET, API + "/patients/{id}")
                        .authenticated()
                        .requestMatchers(GET, API + "/patients/{id}/allergies")
                        .hasAnyRole(PATIENT, DOCTOR)
                        .requestMatchers(POST, API + "/patients/{id}/allergies")
                        .hasRole(DOCTOR)
                        .requestMatchers(DELETE, API + "/patients/{id}/allergies/{allergyId}")
                        .hasRole(DOCTOR)
                        .requestMatchers(GET, API + "/prescriptions", API + "/prescriptions/{id}")
                        .hasAnyRole(PATIENT, DOCTOR)
                        .requestMatchers(POST, API + "/prescriptions/{id}/refill-requests")
                        .hasRole(PATIENT)
                        .requestMatchers(
                                POST,
                                API + "/prescriptions",
                                API + "/prescriptions/{id}/cancel",
                                API + "/prescriptions/{id}/refill-requests/{requestId}/grant",
                                API + "/prescriptions/{id}/refill-requests/{requestId}/decline")
                        .hasRole(DOCTOR)
                        .requestMatchers(GET, API + "/medicines")
                        .hasRole(DOCTOR)
                        .requestMatchers(POST, API + "/patients/{id}/emergency-access")
                        .hasRole(DOCTOR)
                        .requestMatchers(GET, API + "/emergency-accesses")
                        .hasRole(ADMIN)
                        .requestMatchers(POST, API + "/emergency-accesses/{id}/review")
                        .hasRole(ADMIN)
                        .requestMatchers(PUT, API + "/patients/{id}")
                        .authenticated()
                        .requestMatchers(POST, API + "/doctors", API + "/offices")
                        .hasRole(ADMIN)
                        .requestMatchers(GET, API + "/reports/{report}")
                        .hasRole(ADMIN)
                        .requestMatchers(API + "/admins")
                        .hasRole(ADMIN)
                        .requestMatchers(
                                POST, API + "/accounts/{role}/{id}/disable", API + "/accounts/{role}/{id}/enable")
                        .hasRole(ADMIN)
                        .requestMatchers(POST, API + "/admins/{id}/invitation", API + "/doctors/{id}/invitation")
                        .hasRole(ADMIN)
                        .requestMatchers(PUT, API + "/doctors/{id}", API + "/offices/{id}")
                        .hasRole(ADMIN)
                        .requestMatchers(PUT, API + "/offices/{officeId}/doctors/{doctorId}")
                        .hasRole(ADMIN)
                        .requestMatchers(DELETE, API + "/offices/{officeId}/doctors/{doctorId}")
                        .hasRole(ADMIN)
                        .requestMatchers(POST, API + "/offices/{id}/closures")
                        .hasRole(ADMIN)
                        .requestMatchers(DELETE, API + "/offices/{id}/closures/{closureId}")
                        .hasRole(ADMIN)
                        .requestMatchers(PUT, API + "/offices/{id}/rules")
                        .hasRole(ADMIN)
                        .requestMatchers(GET, API + "/holidays")
                        .hasRole(ADMIN)
                        .requestMatchers(
                                API + "/doctors/{id}/hours",
                                API + "/doctors/{id}/time-off",
                                API + "/doctors/{id}/time-off/{timeOffId}")
                        .hasAnyRole(DOCTOR, ADMIN)
                        .requestMatchers(
                                POST,
                                API + "/appointments/{id}/arrive",
                                API + "/appointments/{id}/complete",
                                API + "/appointments/{id}/no-show",
                                API + "/appointments/series")
                        .hasAnyRole(DOCTOR, ADMIN)
                        .requestMatchers(
                                POST,
                                API + "/appointments",
                                API + "/appointments/{id}/move",
                                API + "/appointments/{id}/cancel",
                                API + "/appointments/series/{id}/cancel",
                                API + "/holds")
                        .authenticated()
                        .requestMatchers(DELETE, API + "/holds/{id}")
                        .authenticated()
                        .requestMatchers(GET, API + "/appointments/series/{id}")
                        .authenticated()
                        .requestMatchers(unknownPath)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(refusals)
                        .jwt(jwt -> jwt.decoder(tokens).jwtAuthenticationConverter(principal())))
                .authenticationProvider(new ServiceSignIn(serviceTokens))
                .addFilterBefore(new ServiceScopes(), AuthorizationFilter.class)
                .exceptionHandling(e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                // Without a session there is nothing that another site could use.
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens)
                        .ignoringRequestMatchers(request -> request.getSession(false) == null))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                // The class Headers gives them to every answer.
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http, Sessions sessions, KnownDevices devices, HomePages homes, AuditTrail trail, Clock clock)
            throws Exception {
        SignInAgain again = new SignInAgain(trail);
        return http.authorizeHttpRequests(may -> may
                        // How a stream ends. Whoever began it was let in, and may have signed out since.
                        .dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(
                                "/css/**", "/js/**", "/img/**", "/fonts/**", "/webjars/**", "/favicon.ico", "/error")
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers(GET, "/actuator/metrics", "/actuator/metrics/{name}")
                        .hasRole(ADMIN)
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .requestMatchers(
                                GET,
                                "/",
                                "/doctors",
                                "/doctors/{id}",
                                "/doctors/{id}/why",
                                "/offices",
                                "/offices/{id}",
                                "/style",
                                "/style/more")
                        .permitAll()
                        .requestMatchers("/sign-in", "/register", "/setup")
                        .permitAll()
                        .requestMatchers("/forgot", "/reset", "/invited", "/register/confirm")
                        .permitAll()
                        // The link of a mail is opened where the mail is read, signed in or not.
                        .requestMatchers("/account/email/confirm")
                        .permitAll()
                        .requestMatchers(GET, "/forgot/sent", "/register/sent", "/inbox")
                        .permitAll()
                        // The QR code of a paper leads a pharmacist here.
                        .requestMatchers("/p", "/p/{number}/{code}")
                        .permitAll()
                        .requestMatchers(GET, "/prescriptions/{id}/pdf")
                        .hasAnyRole(PATIENT, DOCTOR)
                        .requestMatchers("/account", "/account/password", "/account/email")
                        .authenticated()
                        .requestMatchers(POST, "/account/photo/remove")
                        .hasAnyRole(PATIENT, DOCTOR)
                        .requestMatchers(GET, "/avatars/{name}")
                        .permitAll()
                        .requestMatchers(GET, "/account/profile")
                        .hasAnyRole(PATIENT, DOCTOR)
                        .requestMatchers(POST, "/account/profile")
                        .hasRole(PATIENT)
                        .requestMatchers(POST, "/account/profile/phone")
                        .hasRole(DOCTOR)
                        // The steps after the password. Each asks for the sign-in that was begun, and ends without one.
                        .requestMatchers(GET, "/sign-in/next")
                        .permitAll()
                        .requestMatchers("/sign-in/role", "/sign-in/code", "/sign-in/set-up/app")
                        .permitAll()
                        .requestMatchers(GET, "/sign-in/set-up", "/sign-in/set-up/app/qr")
                        .permitAll()
                        .requestMatchers(
                                POST,
                                "/sign-in/passkey",
                                "/sign-in/passkey/question",
                                "/sign-in/set-up/app/code",
                                "/sign-in/set-up/passkeys",
                                "/sign-in/set-up/passkeys/question")
                        .permitAll()
                        .requestMatchers("/account/switch", "/account/security/app")
                        .authenticated()
                        .requestMatchers(GET, "/account/security", "/account/security/app/qr")
                        .authenticated()
                        .requestMatchers(
                                POST,
                                "/account/security/app/code",
                                "/account/security/app/remove",
                                "/account/security/codes",
                                "/account/security/passkeys",
                                "/account/security/passkeys/question",
                                "/account/security/passkeys/remove")
                        .authenticated()
                        .requestMatchers(GET, "/book")
                        .permitAll()
                        .requestMatchers(POST, "/book")
                        .authenticated()
                        .requestMatchers(POST, "/book/hold")
                        .hasRole(PATIENT)
                        .requestMatchers(GET, "/booked/{id}")
                        .authenticated()
                        .requestMatchers(GET, "/appointments", "/account/access-log")
                        .hasRole(PATIENT)
                        .requestMatchers(GET, "/admin/logs", "/admin/logs/export", "/admin/status")
                        .hasRole(ADMIN)
                        .requestMatchers("/appointments/cancel")
                        .hasAnyRole(DOCTOR, ADMIN)
                        .requestMatchers(
                                "/appointments/{id}/cancel",
                                "/appointments/{id}/cancel/undo",
                                "/appointments/{id}/move")
                        .authenticated()
                        .requestMatchers(GET, "/appointments/{id}/calendar.ics")
                        .hasAnyRole(PATIENT, DOCTOR)
                        .requestMatchers(GET, "/family")
                        .hasRole(PATIENT)
                        .requestMatchers(GET, "/account/data", "/account/data/record.json", "/account/data/record.pdf")
                        .hasRole(PATIENT)
                        .requestMatchers(POST, "/account/data/close", "/account/data/keep")
                        .hasRole(PATIENT)
                        .requestMatchers(
                                POST,
                                "/family/children",
                                "/family/people",
                                "/family/{id}/ask",
                                "/family/{id}/end",
                                "/family/{id}/accept",
                                "/family/{id}/decline")
                        .hasRole(PATIENT)
                        .requestMatchers("/appointments/{id}/feedback")
                        .hasRole(PATIENT)
                        .requestMatchers(GET, "/feedback")
                        .hasRole(DOCTOR)
                        .requestMatchers(POST, "/feedback/{id}/answer")
                        .hasRole(DOCTOR)
                        .requestMatchers("/appointments/{id}/repeat")
                        .hasAnyRole(DOCTOR, ADMIN)
                        .requestMatchers(GET, "/series/{id}")
                        .authenticated()
                        .requestMatchers(POST, "/series/{id}/book")
                        .hasAnyRole(DOCTOR, ADMIN)
                        .requestMatchers("/series/{id}/cancel")
                        .authenticated()
                        .requestMatchers(
                                "/day/{id}/arrive", "/day/{id}/complete", "/day/{id}/no-show", "/day/{id}/undo")
                        .hasAnyRole(DOCTOR, ADMIN)
                        .requestMatchers(
                                GET,
                                "/day",
                                "/day/changes",
                                "/day/patients",
                                "/week",
                                "/week/appointments/{id}",
                                "/week/time-off/{id}")
                        .hasRole(DOCTOR)
                        .requestMatchers(POST, "/day/block", "/day/block/{id}/undo", "/week/time-off/{id}/remove")
                        .hasRole(DOCTOR)
                        .requestMatchers("/week/move", "/week/time-off/new")
                        .hasRole(DOCTOR)
                        .requestMatchers(GET, "/account/sessions")
                        .authenticated()
                        .requestMatchers(POST, "/account/sessions/{id}/end", "/account/sessions/end-others")
                        .authenticated()
                        .requestMatchers("/hours", "/emergency")
                        .hasRole(DOCTOR)
                        .requestMatchers(GET, "/patients/{id}")
                        .hasAnyRole(DOCTOR, ADMIN)
                        .requestMatchers("/patients/{id}/allergies")
                        .hasRole(DOCTOR)
                        .requestMatchers(POST, "/patients/{id}/allergies/{allergyId}/remove")
                        .hasRole(DOCTOR)
                        .requestMatchers("/prescriptions/new", "/prescriptions/{id}/cancel")
                        .hasRole(DOCTOR)
                        .requestMatchers(GET, "/prescriptions", "/prescriptions/{id}")
                        .hasAnyRole(PATIENT, DOCTOR)
                        .requestMatchers(POST, "/prescriptions/{id}/refills")
                        .hasRole(PATIENT)
                        .requestMatchers(
                                POST,
                                "/prescriptions/{id}/refills/{requestId}/grant",
                                "/prescriptions/{id}/refills/{requestId}/decline")
                        .hasRole(DOCTOR)
                        .requestMatchers("/admin/**")
                        .hasRole(ADMIN)
                        .requestMatchers(unknownPath)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("email")
                        .authenticationDetailsSource(request -> request.getParameter("role"))
                        .successHandler(signedIn(devices, homes))
                        .failureHandler(refused(clock)))
                // By itself alone: added to the global manager, it would be asked twice about each wrong password.
                .authenticationManager(new ProviderManager(sessions))
                .logout(out -> out.logoutUrl("/sign-out")
                        .addLogoutHandler((request, response, who) -> tellSignedOut(who, trail))
                        .logoutSuccessUrl("/"))
                .exceptionHandling(e -> e.authenticationEntryPoint(again).accessDeniedHandler(again))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
                // Looking for the token would take in the files.
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    private static Converter<Jwt, AbstractAuthenticationToken> principal() {
        return token -> {
            SignedIn who = Tokens.signedIn(token);
            return UsernamePasswordAuthenticationToken.authenticated(
                    who, null, Sessions.authorities(who.actor().role()));
        };
    }

    private static void tellSignedOut(@Nullable Authentication who, AuditTrail trail) {
        if (who != null && who.getPrincipal() instanceof SignedIn left) {
            trail.info(left.actor(), "sign-out", "Signed out");
        }
    }

    /** On to where the person wanted to go, or to where such a person begins. */
    private static AuthenticationSuccessHandler signedIn(KnownDevices devices, HomePages homes) {
        return (request, response, authentication) -> {
            String wanted = Continue.safe(request.getParameter("continue"));
            SignedIn who = (SignedIn) authentication.getPrincipal();
            if (who != null) {
                devices.signedIn(request, who.actor());
            }
            response.sendRedirect(!wanted.equals("/") || who == null ? wanted : homes.of(who.actor()));
        };
    }

    /** On to what is still to be proven, or back to the form. */
    private static AuthenticationFailureHandler refused(Clock clock) {
        return (request, response, failure) -> {
            String next = Continue.safe(request.getParameter("continue"));
            if (failure instanceof FurtherProofNeeded more) {
                HalfSignIn.of(more.accounts(), more.email(), next, clock.instant())
                        .begin(request);
                response.sendRedirect("/sign-in/next");
            } else if (failure.getCause() instanceof TooManyAttempts tooMany) {
                TooManyPage.send(request, response, tooMany);
            } else {
                // Shown right here: visitors have no session to keep what was typed in until another page asks for it.
                request.setAttribute("email", request.getParameter("email"));
                request.getRequestDispatcher("/sign-in?error").forward(new Headers.AsGet(request), response);
            }
        };
    }
}
