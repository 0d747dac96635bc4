package dev.outpatient.portal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the header leads who looks at a page. A narrow window has room for the first entries only and keeps the rest behind
 * one word.
 */
public record Navigation(List<Entry> first, List<Entry> rest) {

    /**
     * A link.
     *
     * @param label the key of its text
     * @param current the value of {@code aria-current}: {@code page} on its own page, {@code true} on one that belongs to
     *     it, else null
     */
    public record Entry(String href, String label, @Nullable String current) {}

    /** A place to go to, with the paths that belong to it, together with what is below them. */
    private record Place(String href, String label, List<String> within) {

        Place(String href, String label) {
            // The home pages are the beginning of everything.
            this(href, label, href.equals("/") || href.equals("/admin") ? List.of() : List.of(href));
        }

        Entry at(String path) {
            if (path.equals(href)) {
                return new Entry(href, label, "page");
            }
            boolean belongs = within.stream().anyMatch(one -> path.equals(one) || path.startsWith(one + "/"));
            return new Entry(href, label, belongs ? "true" : null);
        }
    }

    private static final List<Place> VISITOR =
            List.of(new Place("/doctors", "nav.doctors"), new Place("/offices", "nav.offices"));

    /** Doctors, offices and the page that books belong to finding, and what was booked to the appointments. */
    private static final List<Place> PATIENT = List.of(
            new Place("/", "nav.find", List.of("/doctors", "/offices", "/book")),
            new Place("/appointments", "nav.appointments", List.of("/appointments", "/booked")),
            new Place("/prescriptions", "nav.prescriptions"));

    private static final List<Place> DOCTOR = List.of(
            new Place("/day", "nav.today"),
            new Place("/week", "nav.week"),
            new Place("/prescriptions", "nav.prescriptions"),
            new Place("/hours", "nav.hours"),
            new Place("/feedback", "nav.feedback"),
            new Place("/doctors", "nav.doctors"));

    /** What everybody may see of a patient, a doctor and an office belongs to the list that an admin finds it in. */
    private static final List<Place> ADMIN = List.of(
            new Place("/admin", "nav.overview"),
            new Place("/admin/day", "nav.day"),
            new Place("/admin/appointments", "nav.all-appointments"),
            new Place("/admin/patients", "nav.patients", List.of("/admin/patients", "/patients")),
            new Place("/admin/reports", "nav.reports"),
            new Place("/admin/doctors", "nav.doctors", List.of("/admin/doctors", "/doctors")),
            new Place("/admin/offices", "nav.offices", List.of("/admin/offices", "/offices")));

    /** As many fit the smallest telephone in each language, with the word for the rest. */
    private static final int IN_EACH_WINDOW = 3;

    static Navigation of(Viewer viewer, String path) {
        List<Place> places;
        if (viewer.isAdmin()) {
            places = ADMIN;
        } else if (viewer.isDoctor()) {
            places = DOCTOR;
        } else {
            places = viewer.isPatient() ? PATIENT : VISITOR;
        }
        List<Entry> entries = places.stream().map(place -> place.at(path)).toList();
        int first = Math.min(IN_EACH_WINDOW, entries.size());
        return new Navigation(entries.subList(0, first), entries.subList(first, entries.size()));
    }

    /** The one of the rest that the page belongs to, or null. */
    public @Nullable Entry here() {
        return rest.stream()
                .filter(entry -> entry.current() != null)
                .findFirst()
                .orElse(null);
    }
}
