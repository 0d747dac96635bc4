package dev.outpatient;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The addresses that the running program answers to a GET, so that a new page is never forgotten. */
final class EveryPage {

    /** Who looks; the first is nobody in particular. */
    static final List<String> PEOPLE = List.of("visitor", "patient", "doctor", "admin");

    /**
     * What a mail or a sign-in half done leads to, and what a setting of the scene rules out. Some of it is seen all the
     * same: {@link FilledClinic#letters} opens what mails lead to, and {@link Scenes} goes half through a sign-in.
     */
    static final List<String> NOT_TO_BE_HAD = List.of(
            "/account/email/confirm",
            "/account/security/app",
            "/account/security/app/qr",
            "/admin/passwords",
            // Files, for which two dates or a month are asked.
            "/admin/reports/attendance.csv",
            "/admin/reports/most-patients.csv",
            "/admin/reports/utilisation.csv",
            "/invited",
            "/register/confirm",
            "/reset",
            "/setup",
            "/sign-in/code",
            "/sign-in/next",
            "/sign-in/role",
            "/sign-in/set-up",
            "/sign-in/set-up/app",
            "/sign-in/set-up/app/qr");

    private EveryPage() {}

    /** The patterns, as {@code /doctors/{id}}. */
    static SortedSet<String> patterns(ApplicationContext program) {
        return answered(program)
                .filter(pattern -> !pattern.startsWith("/api/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The patterns of the API. */
    static SortedSet<String> ofApi(ApplicationContext program) {
        return answered(program)
                .filter(pattern -> pattern.startsWith("/api/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> answered(ApplicationContext program) {
        return program
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(endpoint ->
                        endpoint.getValue().getBeanType().getPackageName().startsWith("dev.outpatient"))
                .map(endpoint -> endpoint.getKey())
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                // A stream has no end.
                .filter(mapping -> !mapping.getProducesCondition()
                        .getProducibleMediaTypes()
                        .contains(MediaType.TEXT_EVENT_STREAM))
                .flatMap(mapping -> mapping.getPatternValues().stream());
    }
}
