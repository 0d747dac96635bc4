package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.portal.web.Navigation.Entry;
import dev.outpatient.shared.Role;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NavigationTest {

    private static final Viewer ADMIN = new Viewer(Role.ADMIN, "Ida", "admin:1");
    private static final Viewer DOCTOR = new Viewer(Role.DOCTOR, "Ama", "doctor:1");
    private static final Viewer PATIENT = new Viewer(Role.PATIENT, "Ana", "patient:1");
    private static final Viewer VISITOR = new Viewer(null, "", "");

    @Test
    void threePlacesAreInEachWindowAndWhoHasNoMoreHasNoMenu() {
        assertThat(Navigation.of(ADMIN, "/admin").first())
                .extracting(Entry::href)
                .containsExactly("/admin", "/admin/day", "/admin/appointments");
        assertThat(Navigation.of(DOCTOR, "/day").rest())
                .extracting(Entry::href)
                .containsExactly("/hours", "/feedback", "/doctors");
        assertThat(Navigation.of(PATIENT, "/").rest()).isEmpty();
        assertThat(Navigation.of(VISITOR, "/").rest()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ADMIN, /admin/reports, /admin/reports, page",
        "ADMIN, /admin/reports/day, /admin/reports, true",
        "ADMIN, /admin, /admin, page",
        "ADMIN, /patients/1, /admin/patients, true",
        "ADMIN, /doctors/1, /admin/doctors, true",
        "ADMIN, /offices, /admin/offices, true",
        "ADMIN, /admin/logs, , ",
        "DOCTOR, /hours, /hours, page",
        "DOCTOR, /prescriptions/1, /prescriptions, true",
        "PATIENT, /, /, page",
        "PATIENT, /book, /, true",
        "PATIENT, /offices/1, /, true",
        "PATIENT, /booked/1, /appointments, true",
        "PATIENT, /account, , ",
    })
    void atMostOneIsWhereThePageBelongs(Role role, String path, @Nullable String href, @Nullable String current) {
        Navigation navigation = Navigation.of(new Viewer(role, "Ida", "key"), path);
        Stream<Entry> marked = Stream.concat(navigation.first().stream(), navigation.rest().stream())
                .filter(entry -> entry.current() != null);
        if (href == null) {
            assertThat(marked).isEmpty();
        } else {
            assertThat(marked).singleElement().satisfies(entry -> {
                assertThat(entry.href()).isEqualTo(href);
                assertThat(entry.current()).isEqualTo(current);
            });
        }
    }

    @Test
    void whatIsBehindTheWordIsToldWhenThePageBelongsToIt() {
        assertThat(Navigation.of(ADMIN, "/admin/reports/day").here())
                .isEqualTo(new Entry("/admin/reports", "nav.reports", "true"));
        assertThat(Navigation.of(ADMIN, "/admin/day").here()).isNull();
    }
}
