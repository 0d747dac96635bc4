package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.outpatient.accounts.Admins;
import dev.outpatient.accounts.ServiceScope;
import dev.outpatient.accounts.ServiceTokens;
import dev.outpatient.shared.Actor;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Asks every endpoint of the API with a token of each scope. One that is new is shut to all of them. */
class ServiceScopesTest {

    private static final String REVIEWED = """
            GET /api/v1/appointments: read:appointments
            GET /api/v1/appointments/series/{id}: read:appointments
            GET /api/v1/appointments/{id}: read:appointments
            GET /api/v1/doctors/{id}/hours: read:directory
            GET /api/v1/doctors/{id}/time-off: read:directory
            GET /api/v1/doctors/{id}: read:directory
            GET /api/v1/doctors: read:directory
            GET /api/v1/holidays: read:directory
            GET /api/v1/offices/{id}/closures: read:directory
            GET /api/v1/offices/{id}/rules: read:directory
            GET /api/v1/offices/{id}: read:directory
            GET /api/v1/offices: read:directory
            GET /api/v1/patients/{id}: read:patients
            GET /api/v1/slots/why: read:slots
            GET /api/v1/slots: read:slots
            GET /api/v1/specialties: read:directory
            POST /api/v1/appointments/series/{id}/cancel: write:appointments
            POST /api/v1/appointments/series: write:appointments
            POST /api/v1/appointments/{id}/arrive: write:appointments
            POST /api/v1/appointments/{id}/cancel: write:appointments
            POST /api/v1/appointments/{id}/complete: write:appointments
            POST /api/v1/appointments/{id}/move: write:appointments
            POST /api/v1/appointments/{id}/no-show: write:appointments
            POST /api/v1/appointments: write:appointments
            POST /api/v1/holds: write:appointments
            DELETE /api/v1/holds/{id}: write:appointments
            """;

    private final WebApplicationContext program = (WebApplicationContext) Engine.H2.program();
    private final MockMvc mvc =
            MockMvcBuilders.webAppContextSetup(program).apply(springSecurity()).build();

    @Test
    void everyScopeOpensWhatWasReviewed() throws Exception {
        Actor admin = Actor.admin(program.getBean(Admins.class).add("Al", ClinicFixture.email("admin"), "none"));
        TreeSet<String> opened = new TreeSet<>();
        for (ServiceScope scope : ServiceScope.values()) {
            String token = program.getBean(ServiceTokens.class)
                    .create(admin, "Scope", Set.of(scope), 1)
                    .secret();
            var endpoints = program.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
            for (var endpoint : endpoints.getHandlerMethods().keySet()) {
                for (String path : endpoint.getPatternValues()) {
                    for (RequestMethod method : endpoint.getMethodsCondition().getMethods()) {
                        if (path.startsWith("/api/") && isOpen(method, path, token)) {
                            opened.add(method + " " + path + ": " + scope.word());
                        }
                    }
                }
            }
        }
        assertThat(opened).isEqualTo(new TreeSet<>(Arrays.asList(REVIEWED.split("\n"))));
    }

    /** Whether the request got past the rules, whatever came of it. */
    private boolean isOpen(RequestMethod method, String path, String token) throws Exception {
        int status = mvc.perform(request(HttpMethod.valueOf(method.name()), path.replaceAll("\\{[^}]+}", "987654321"))
                        .header("Authorization", "Bearer " + token))
                .andReturn()
                .getResponse()
                .getStatus();
        return status != 401 && status != 403;
    }
}
