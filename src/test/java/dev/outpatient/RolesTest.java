package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.outpatient.accounts.Sessions;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Asks every endpoint that there is in every role and holds the answers against the list that was reviewed:
 * {@code who-may-call-what.txt}. A new endpoint fails here until it stands in the list. The list made by this run is
 * {@code target/who-may-call-what.txt}.
 */
class RolesTest {

    private final WebApplicationContext program = (WebApplicationContext) Engine.H2.program();
    private final MockMvc mvc =
            MockMvcBuilders.webAppContextSetup(program).apply(springSecurity()).build();

    @Test
    void everyEndpointAnswersEachRoleAsReviewed() throws Exception {
        TreeSet<String> lines = new TreeSet<>();
        var endpoints = program.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        for (var endpoint : endpoints.getHandlerMethods().entrySet()) {
            if (!endpoint.getValue().getBeanType().getPackageName().startsWith("dev.outpatient")) {
                continue;
            }
            for (String path : endpoint.getKey().getPatternValues()) {
                for (RequestMethod method :
                        endpoint.getKey().getMethodsCondition().getMethods()) {
                    lines.add(line(method.name(), path));
                }
            }
        }
        String found = String.join("\n", lines) + "\n";
        Files.writeString(Path.of("target", "who-may-call-what.txt"), found);
        assertThat(found).isEqualTo(reviewed());
    }

    private String line(String method, String path) throws Exception {
        return "%-7s%-45s visitor %-8s patient %-8s doctor %-8s admin %s"
                .formatted(
                        method,
                        path,
                        ask(method, path, null),
                        ask(method, path, Role.PATIENT),
                        ask(method, path, Role.DOCTOR),
                        ask(method, path, Role.ADMIN));
    }

    /** "yes" when the request got past the rules, whatever came of it. */
    private String ask(String method, String path, @Nullable Role role) throws Exception {
        MockHttpServletRequestBuilder asked = request(
                        HttpMethod.valueOf(method), path.replaceAll("\\{[^}]+}", "987654321"))
                .with(csrf());
        if (role != null) {
            asked.with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                    new SignedIn(new Actor(role, 987654321), "Somebody"), null, Sessions.authorities(role))));
        }
        MockHttpServletResponse answer = mvc.perform(asked).andReturn().getResponse();
        String redirect = answer.getRedirectedUrl();
        if (redirect != null && redirect.contains("/sign-in")) {
            return "sign-in";
        }
        return switch (answer.getStatus()) {
            case 401 -> "401";
            case 403 -> "403";
            default -> "yes";
        };
    }

    private static String reviewed() throws IOException {
        try (var file = RolesTest.class.getResourceAsStream("/who-may-call-what.txt")) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
