package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The style page shows every part, and by the fragments of the pages: what is new among these has to be put on it. */
class StylePageTest {

    private static final List<String> STYLE = List.of("style", "style-more");

    /** The "Parts" of the design, each by the id that it has on the style page. */
    private static final List<String> PARTS = List.of(
            "header",
            "page-title",
            "search-bar",
            "slot",
            "doctor-card",
            "appointment-card",
            "day-row",
            "timeline",
            "stat",
            "table",
            "field",
            "date-picker",
            "steps",
            "dialog",
            "toast",
            "empty",
            "skeleton",
            "progress",
            "alert",
            "badge",
            "avatar");

    /** What is not shown, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "forms :: new-password",
                    "a password, which is shown, under the name that the form of the sign-in has there",
            "parts :: live-lost", "an alert, which is shown, hidden until a script asks for it",
            "parts :: skeletons", "three of what is shown, hidden until a search is on its way",
            "layout :: page", "the frame of the style page itself",
            "layout-parts :: files", "of that frame",
            "layout-parts :: foot", "of that frame");

    static final Pattern FRAGMENT = Pattern.compile("<([a-z:]+)\\b[^>]*?th:fragment=\"([a-z-]+)");
    private static final Pattern USE = Pattern.compile("~\\{\\s*([a-z-]+)\\s*::\\s*([a-z-]+)");

    /** The drawing of an empty state is named by its name alone. */
    private static final Pattern DRAWING = Pattern.compile("~\\{parts :: empty\\('([a-z]+)'");

    /** From each fragment, as the pages name it, to the fragments that it is made of. */
    private static final Map<String, Set<String>> fragments = new TreeMap<>();

    /** From each template to the fragments that it names anywhere. */
    private static final Map<String, Set<String>> named = new TreeMap<>();

    /** Those without a page of their own. */
    private static final Set<String> files = new TreeSet<>();

    @BeforeAll
    static void read() throws IOException {
        for (Resource template : new PathMatchingResourcePatternResolver().getResources("classpath:templates/*.html")) {
            String file = String.valueOf(template.getFilename()).replace(".html", "");
            String text = template.getContentAsString(StandardCharsets.UTF_8);
            named.put(file, uses(text));
            if (!text.contains("~{layout :: page(")) {
                files.add(file);
            }
            FRAGMENT.matcher(text)
                    .results()
                    .forEach(found -> fragments.put(
                            file + " :: " + found.group(2), uses(element(text, found.start(), found.group(1)))));
        }
    }

    @Test
    void everyFragmentThatPagesShareIsShown() {
        Set<String> missing = shared();
        assertThat(missing).hasSizeGreaterThan(60);
        missing.removeAll(shown());
        assertThat(missing).containsExactlyElementsOf(new TreeSet<>(EXCEPTIONS.keySet()));
    }

    @Test
    void everyPartOfTheDesignIsThereAndInTheIndex() throws IOException {
        String page = new PathMatchingResourcePatternResolver()
                .getResource("classpath:templates/style.html")
                .getContentAsString(StandardCharsets.UTF_8);
        Set<String> there = new TreeSet<>();
        Matcher ids = Pattern.compile("id=\"part-([a-z-]+)\"").matcher(page);
        while (ids.find()) {
            there.add(ids.group(1));
        }
        assertThat(there).containsExactlyElementsOf(new TreeSet<>(PARTS));
        // The title is what the index stands under.
        assertThat(PARTS)
                .filteredOn(part -> !part.equals("page-title"))
                .allSatisfy(part -> assertThat(page).contains("href=\"#part-" + part + "\""));
        for (String section : page.split("<section ")) {
            if (section.startsWith("class=\"style-section\" id=\"part-")) {
                assertThat(section).contains("<p class=\"soft\">Use it when").contains("~{");
            }
        }
    }

    /** All of a template that is no page, and of a page what another template names. */
    private static Set<String> shared() {
        Set<String> shared = new TreeSet<>();
        for (String fragment : fragments.keySet()) {
            String file = fragment.replaceAll(" ::.*", "");
            boolean elsewhere = named.entrySet().stream()
                    .anyMatch(other -> !other.getKey().equals(file)
                            && !STYLE.contains(other.getKey())
                            && other.getValue().contains(fragment));
            if (files.contains(file) || elsewhere) {
                shared.add(fragment);
            }
        }
        return shared;
    }

    /** What the style page names, with all that these are made of. */
    private static Set<String> shown() {
        Set<String> shown = new TreeSet<>();
        Deque<String> ahead = new ArrayDeque<>();
        STYLE.forEach(file -> ahead.addAll(named.getOrDefault(file, Set.of())));
        while (!ahead.isEmpty()) {
            String fragment = ahead.poll();
            // The frame brings the header and what waits to be asked for; these are to be shown by themselves.
            if (!fragment.equals("layout :: page") && shown.add(fragment)) {
                ahead.addAll(fragments.getOrDefault(fragment, Set.of()));
            }
        }
        return shown;
    }

    private static Set<String> uses(String text) {
        Set<String> uses = new TreeSet<>();
        USE.matcher(text).results().forEach(use -> uses.add(use.group(1) + " :: " + use.group(2)));
        DRAWING.matcher(text).results().forEach(use -> uses.add("drawings :: " + use.group(1)));
        return uses;
    }

    /** From the start of an element to its end. */
    static String element(String text, int start, String tag) {
        Matcher tags = Pattern.compile("<(/?)" + tag + "\\b").matcher(text);
        int open = 0;
        for (boolean more = tags.find(start); more; more = tags.find()) {
            open += tags.group(1).isEmpty() ? 1 : -1;
            if (open == 0) {
                return text.substring(start, tags.end());
            }
        }
        throw new AssertionError("No end of the element at " + text.substring(start));
    }
}
