package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.outpatient.accounts.Credential;
import dev.outpatient.accounts.Sessions;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.accounts.Tokens;
import dev.outpatient.shared.Actor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks every endpoint that there is about one patient and doctor, as everybody who might ask, and holds the answers
 * against the list that was reviewed: {@code who-may-call-what.txt}. A new endpoint fails here until it stands in the
 * list. The list made by this run is {@code target/who-may-call-what.txt}.
 */
class RolesTest {

    private static final List<String> PEOPLE =
            List.of("visitor", "patient", "other patient", "doctor", "other doctor", "admin");

    /** Pressed twice, they answer as pressed once, and so whether anything was there to remove tells more. */
    private static final Set<String> REMOVING = Set.of("/day/block/{id}/undo", "/week/time-off/{id}/remove");

    private static final Pattern REVIEWED = Pattern.compile(
            "(\\S+ +\\S+) +visitor (\\S+) +patient (\\S+) +other patient (\\S+) +doctor (\\S+) +other doctor (\\S+) +admin (\\S+)");

    /** Where a path names something that is not one person's, and why a stranger gets what others get. */
    private static final Map<String, String> FOR_ALL_ALIKE = Map.ofEntries(
            Map.entry("GET /api/v1/doctors/{id}", "public"),
            Map.entry("GET /api/v1/doctors/{id}/feedback", "the average is; FeedbacksTest holds who reads comments"),
            Map.entry("GET /api/v1/offices/{id}", "public"),
            Map.entry("GET /api/v1/offices/{id}/closures", "public"),
            Map.entry("GET /api/v1/offices/{id}/rules", "public"),
            Map.entry("GET /doctors/{id}", "public"),
            Map.entry("GET /doctors/{id}/why", "public"),
            Map.entry("GET /offices/{id}", "public"),
            Map.entry(
                    "GET /p/{number}/{code}", "whoever holds the paper; PaperTest holds that a wrong code is nobody's"),
            Map.entry("POST /p/{number}/{code}", "whoever holds the paper"),
            Map.entry("POST /api/v1/patients/{id}/emergency-access", "any doctor, with a reason that is reviewed"));

    private final WebApplicationContext program = (WebApplicationContext) Engine.H2.program();
    private final MockMvc mvc =
            MockMvcBuilders.webAppContextSetup(program).apply(springSecurity()).build();
    private final Tokens tokens = program.getBean(Tokens.class);
    private final JsonMapper json = program.getBean(JsonMapper.class);
    private final Map<String, String> badTokens = Map.of(
            "expired", expired(),
            "wrong signature", wrongSignature(),
            "alg none", unsigned());
    private int asked;

    @Test
    void everyEndpointAnswersEachRoleAsReviewed() throws Exception {
        TreeSet<String> lines = new TreeSet<>();
        int endpoints = 0;
        var mappings = program.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        for (var endpoint : mappings.getHandlerMethods().entrySet()) {
            if (!endpoint.getValue().getBeanType().getPackageName().startsWith("dev.outpatient")) {
                continue;
            }
            for (String path : endpoint.getKey().getPatternValues()) {
                for (RequestMethod method :
                        endpoint.getKey().getMethodsCondition().getMethods()) {
                    lines.add(line(method.name(), path));
                    endpoints++;
                }
            }
        }
        String found = String.join("\n", lines) + "\n";
        Files.writeString(Path.of("target", "who-may-call-what.txt"), found);
        System.out.printf("Who may call what: %d endpoints, %d requests%n", endpoints, asked);
        assertThat(found).isEqualTo(reviewed());
    }

    /** Else nobody would notice when the check of whose it is went away. */
    @Test
    void ofWhatAPathNamesTheAnswersTellWhoMayAndWhoMayNot() throws IOException {
        TreeSet<String> alike = new TreeSet<>();
        for (String line : String.valueOf(reviewed()).lines().toList()) {
            Matcher row = REVIEWED.matcher(line);
            assertThat(row.matches()).as(line).isTrue();
            String endpoint = row.group(1).replaceAll(" +", " ");
            List<String> answers =
                    List.of(row.group(2), row.group(3), row.group(4), row.group(5), row.group(6), row.group(7));
            boolean nobodyMay = !answers.contains("yes");
            boolean anyPatientMay =
                    answers.get(1).equals("yes") && answers.get(2).equals("yes");
            boolean anyDoctorMay =
                    answers.get(3).equals("yes") && answers.get(4).equals("yes");
            if (endpoint.contains("{") && (nobodyMay || anyPatientMay || anyDoctorMay)) {
                alike.add(endpoint);
            }
        }
        assertThat(alike).isEqualTo(new TreeSet<>(FOR_ALL_ALIKE.keySet()));
    }

    private String line(String method, String path) throws Exception {
        StringBuilder line = new StringBuilder("%-7s%-45s".formatted(method, path));
        // Nobody finds what another left: only where nothing is changed do they share the patient and the doctor.
        RoleScene unchanged = new RoleScene(program);
        String address = unchanged.path(path);
        for (String person : PEOPLE) {
            boolean shared = method.equals("GET") || person.equals(PEOPLE.getFirst());
            RoleScene scene = shared ? unchanged : new RoleScene(program);
            String there = shared ? address : scene.path(path);
            line.append(" %s %-8s".formatted(person, ask(method, path, there, person, scene)));
        }
        for (Map.Entry<String, String> bad : badTokens.entrySet()) {
            if (path.startsWith("/api/")) {
                MockHttpServletRequestBuilder asked = request(method, path, address, unchanged)
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + bad.getValue());
                assertThat(perform(asked).getStatus())
                        .as("%s %s with a token: %s", method, path, bad.getKey())
                        .isEqualTo(401);
            }
        }
        return line.toString().stripTrailing();
    }

    /** "yes" when the request got past the rules, whatever came of it; "kept" when nothing did. */
    private String ask(String method, String path, String address, String person, RoleScene scene) throws Exception {
        MockHttpServletRequestBuilder asked = request(method, path, address, scene);
        Actor actor = scene.actors().get(person);
        if (actor != null && path.startsWith("/api/")) {
            asked.header(
                    HttpHeaders.AUTHORIZATION,
                    "Bearer " + tokens.issue(new Credential(actor, person, null, null, true)));
        } else if (actor != null) {
            asked.with(authentication(UsernamePasswordAuthenticationToken.authenticated(
                    new SignedIn(actor, person), null, Sessions.authorities(actor.role()))));
        }
        MockHttpServletResponse answer = perform(asked);
        String redirect = answer.getRedirectedUrl();
        if (redirect != null && redirect.startsWith("/sign-in")) {
            return "sign-in";
        }
        assertThat(answer.getStatus()).as("%s %s as %s", method, path, person).isLessThan(500);
        return switch (answer.getStatus()) {
            case 401, 403, 404 -> Integer.toString(answer.getStatus());
            default -> REMOVING.contains(path) && scene.keepsTimeOff() ? "kept" : "yes";
        };
    }

    private MockHttpServletRequestBuilder request(String method, String path, String address, RoleScene scene) {
        MockHttpServletRequestBuilder asked = MockMvcRequestBuilders.request(HttpMethod.valueOf(method), address);
        if (path.startsWith("/api/")) {
            asked.contentType(MediaType.APPLICATION_JSON);
            if (!method.equals("GET") && !scene.body(path).equals(Map.of())) {
                asked.content(json.writeValueAsString(scene.body(path)));
            }
            return asked;
        }
        scene.form(path).forEach(asked::param);
        return asked.with(csrf());
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder asked) throws Exception {
        this.asked++;
        return mvc.perform(asked).andReturn().getResponse();
    }

    private String expired() {
        Instant now = Instant.now();
        @SuppressWarnings("unchecked")
        JWKSource<SecurityContext> keys = program.getBean(JWKSource.class);
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(List::getFirst);
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer("outpatient")
                .audience(List.of("outpatient-api"))
                .subject("1")
                .claim("role", "admin")
                .claim("name", "Admin")
                .issuedAt(now.minusSeconds(7200))
                .expiresAt(now.minusSeconds(5))
                .build();
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.RS256).type("at+jwt").build(), claims))
                .getTokenValue();
    }

    private String wrongSignature() {
        String[] parts = admin().split("\\.");
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        signature[signature.length / 2] ^= 1;
        return parts[0] + "." + parts[1] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private String unsigned() {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + admin().split("\\.")[1] + ".";
    }

    private String admin() {
        return tokens.issue(new Credential(Actor.OPERATOR, "Admin", null, null, true));
    }

    private static @Nullable String reviewed() throws IOException {
        try (var file = RolesTest.class.getResourceAsStream("/who-may-call-what.txt")) {
            return file == null ? null : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
