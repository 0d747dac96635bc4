package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.Sessions;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.accounts.Tokens;
import dev.outpatient.shared.Actor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Whatever stands in a parameter, a path or a body, the answer says what is wrong with it: it is never an unknown error. */
class OddInputTest {

    private static final List<String> PEOPLE = List.of("admin", "doctor", "patient", "visitor");

    /** No number, date, id or name that anybody has, and what a type, a column or a calendar can't hold. */
    private static final List<String> TEXTS = List.of(
            "",
            "-1",
            "99999999999999999999999",
            "a\u0000b",
            "\ud83d",
            "+999999999-12-31",
            "f".repeat(24),
            "a ".repeat(3000),
            "%{${*" + "x".repeat(5000));

    private static final List<Object> VALUES = Arrays.asList(
            null,
            -1,
            Long.MAX_VALUE,
            1e300,
            "a\u0000b\ud83d",
            "+999999999-12-31T23:59:59Z",
            Map.of("a", List.of()),
            Arrays.asList((Object) null));

    private final WebApplicationContext program = (WebApplicationContext) Engine.H2.program();
    private final MockMvc mvc =
            MockMvcBuilders.webAppContextSetup(program).apply(springSecurity()).build();
    private final Tokens tokens = program.getBean(Tokens.class);
    private final JsonMapper json = program.getBean(JsonMapper.class);
    private final Map<Actor, String> issued = new HashMap<>();
    private final TreeSet<String> wrong = new TreeSet<>();
    private int asked;

    @Test
    void isNeverAnUnknownError() throws Exception {
        var mappings = program.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        for (var endpoint : mappings.getHandlerMethods().entrySet()) {
            HandlerMethod handler = endpoint.getValue();
            if (!handler.getBeanType().getPackageName().startsWith("dev.outpatient")
                    || endpoint.getKey()
                            .getProducesCondition()
                            .getProducibleMediaTypes()
                            .contains(MediaType.TEXT_EVENT_STREAM)) {
                continue;
            }
            for (String pattern : endpoint.getKey().getPatternValues()) {
                for (RequestMethod method :
                        endpoint.getKey().getMethodsCondition().getMethods()) {
                    tryOut(method.name(), pattern, handler);
                }
            }
        }
        System.out.println("Odd input: " + asked + " requests");
        assertThat(asked).as("or nobody could ask").isGreaterThan(5000);
        Files.writeString(
                Path.of("target", "odd-input.txt"), String.join("\n", wrong).replaceAll("[^ -~\n]", "?"));
        assertThat(wrong).isEmpty();
    }

    private void tryOut(String method, String pattern, HandlerMethod handler) throws Exception {
        RoleScene scene = new RoleScene(program);
        String path = scene.path(pattern);
        List<String> names = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            if (named != null) {
                names.add(named.name().isEmpty() ? Objects.requireNonNull(parameter.getParameterName()) : named.name());
            } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
                fields.addAll(components(parameter.getParameterType()));
            } else if (parameter.getParameterType().isRecord()
                    && parameter.getParameterType().getPackageName().startsWith("dev.outpatient")
                    && !parameter.getParameterType().equals(Actor.class)) {
                names.addAll(components(parameter.getParameterType()));
            }
        }
        // Who may do most is enough: what is odd is odd for all.
        for (String person : PEOPLE) {
            Map<String, String> form = pattern.startsWith("/api/") ? Map.of() : scene.form(pattern);
            MockHttpServletResponse plain = ask(method, path, pattern, person, scene, form, scene.body(pattern));
            boolean refused = List.of(401, 403, 404, 405).contains(plain.getStatus())
                    || String.valueOf(plain.getRedirectedUrl()).startsWith("/sign-in");
            // What a mail or a step before leads to is refused without what it brings.
            if (refused && !person.equals("visitor")) {
                continue;
            }
            for (String name : names) {
                for (String text : TEXTS) {
                    Map<String, String> odd = new HashMap<>(form);
                    odd.put(name, text);
                    check(
                            ask(method, path, pattern, person, scene, odd, scene.body(pattern)),
                            "%s %s as %s, %s=%s".formatted(method, pattern, person, name, shown(text)));
                }
            }
            if (pattern.contains("{")) {
                for (String text : TEXTS) {
                    String there = pattern.replaceFirst("\\{[^}]+}", "@").replaceAll("\\{[^}]+}", "1");
                    if (!text.isBlank() && !text.contains("/") && !text.contains("\u0000")) {
                        check(
                                ask(
                                        method,
                                        there.replace(
                                                "@",
                                                URLEncoder.encode(text, StandardCharsets.UTF_8)
                                                        .replace("+", "%20")),
                                        pattern,
                                        person,
                                        scene,
                                        form,
                                        scene.body(pattern)),
                                "%s %s as %s, in the path %s".formatted(method, pattern, person, shown(text)));
                    }
                }
            }
            if (pattern.startsWith("/api/") && !method.equals("GET")) {
                Object body = scene.body(pattern);
                for (String field : fields) {
                    for (Object value : VALUES) {
                        Map<String, Object> odd = new LinkedHashMap<>();
                        if (body instanceof Map<?, ?> map) {
                            map.forEach((key, one) -> odd.put(String.valueOf(key), one));
                        }
                        odd.put(field, value);
                        check(
                                ask(method, path, pattern, person, scene, Map.of(), odd),
                                "%s %s as %s, %s: %s"
                                        .formatted(method, pattern, person, field, shown(String.valueOf(value))));
                    }
                }
                for (Object value : VALUES) {
                    check(
                            ask(method, path, pattern, person, scene, Map.of(), value),
                            "%s %s as %s, body %s".formatted(method, pattern, person, shown(String.valueOf(value))));
                }
            }
            return;
        }
    }

    private static List<String> components(Class<?> type) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(one -> one.getName())
                        .toList()
                : List.of();
    }

    private static String shown(String text) {
        return (text.length() > 30 ? text.substring(0, 30) + "..." : text).replaceAll("[^ -~]", "?");
    }

    private void check(MockHttpServletResponse answer, String what) {
        if (answer.getStatus() >= 500) {
            wrong.add(answer.getStatus() + " " + what);
        }
    }

    private MockHttpServletResponse ask(
            String method,
            String path,
            String pattern,
            String person,
            RoleScene scene,
            Map<String, String> form,
            @Nullable Object body)
            throws Exception {
        asked++;
        MockHttpServletRequestBuilder request =
                MockMvcRequestBuilders.request(HttpMethod.valueOf(method), URI.create(path));
        Actor actor = scene.actors().get(person);
        form.forEach(request::param);
        if (pattern.startsWith("/api/")) {
            request.contentType(MediaType.APPLICATION_JSON);
            if (!method.equals("GET") && body != null && !body.equals(Map.of())) {
                request.content(json.writeValueAsString(body));
            } else if (body == null) {
                request.content("null");
            }
            if (actor != null) {
                request.header(
                        HttpHeaders.AUTHORIZATION,
                        "Bearer "
                                + issued.computeIfAbsent(
                                        actor, who -> tokens.issue(new Credential(who, person, null, null, true))));
            }
        } else {
            request.with(csrf());
            if (actor != null) {
                request.with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                        new SignedIn(actor, person), null, Sessions.authorities(actor.role()))));
            }
        }
        try {
            return mvc.perform(request).andReturn().getResponse();
        } catch (Exception e) {
            wrong.add(
                    "threw " + method + " " + pattern + " as " + person + " " + form + ": " + shown(String.valueOf(e)));
            return new MockHttpServletResponse();
        }
    }
}
