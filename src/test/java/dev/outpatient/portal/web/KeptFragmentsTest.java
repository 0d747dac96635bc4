package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.outpatient.MovedProgram.MovedClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.resource.ResourceUrlProviderExposingInterceptor;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.FileTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** What is made once and shown again, and to whom. */
class KeptFragmentsTest {

    private static final Pattern KEPT = Pattern.compile("kept:replace=\"~\\{([a-z-]+) :: ([a-z-]+)");
    private static final Pattern USED = Pattern.compile("~\\{([a-z-]+) :: ([a-z-]+)");

    private static final Pattern SIGNATURE = Pattern.compile("th:fragment=\"([a-z-]+)\\(([^)]*)\\)");
    private static final Pattern GIVEN =
            Pattern.compile("kept:replace=\"~\\{([a-z-]+) :: ([a-z-]+)(?:\\(([^\"]*)\\))?}\"");
    private static final Pattern WORD = Pattern.compile("(\\w+)");
    private static final Pattern NAME = Pattern.compile("(?:^|, )(\\w+)=");

    /** Where one of ours is kept, and what it is given there. */
    private record Use(String file, String fragment, String given) {}

    /** Compares by value, counts how often a template asked it, and takes as long as it is told. */
    public record Line(String text, AtomicInteger asked, IntConsumer work) {

        public String said() {
            work.accept(asked.incrementAndGet());
            return text;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Line line && line.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }

    private final MovedClock clock = new MovedClock();
    private final AtomicInteger asked = new AtomicInteger();
    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final Path templates;

    KeptFragmentsTest(@TempDir Path templates) throws IOException {
        this.templates = templates;
        FileTemplateResolver files = new FileTemplateResolver();
        files.setPrefix(templates + "/");
        files.setSuffix(".html");
        engine.setTemplateResolver(files);
        engine.addDialect(new KeptFragments(clock));
        write("lines", """
                <p th:fragment="line(line)" th:lang="${#locale.language}" th:text="|${line.said()} ${secret}|">text</p>
                <div th:fragment="all(lines)"><p th:each="one : ${lines}" kept:replace="~{lines :: line(line=${one})}"></p></div>""");
    }

    @BeforeEach
    void ask() {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
    }

    @AfterEach
    void leave() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void theSameIsMadeOnce() throws IOException {
        write("page", "<main><p kept:replace=\"~{lines :: line(line=${line})}\"></p></main>");
        assertThat(page(Map.of("line", line("one"))))
                .isEqualTo(page(Map.of("line", line("one"))))
                .contains("one");
        assertThat(asked).hasValue(1);
        assertThat(page(Map.of("line", line("<two>")))).contains("&lt;two&gt;");
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoAskForTheSameAtOnceWaitForOne() throws Exception {
        assertThat(atOnce(8, time -> {}))
                .hasSize(8)
                .allSatisfy(page -> assertThat(page).contains("one"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void whereItFailsTheOthersTryThemselves() throws Exception {
        List<String> pages = atOnce(8, time -> {
            if (time == 1) {
                throw new IllegalStateException("the first time");
            }
        });
        assertThat(pages).filteredOn(page -> page.contains("the first time")).hasSize(1);
        assertThat(pages).filteredOn(page -> page.contains(">one ")).hasSize(7);
        assertThat(page(Map.of("line", line("one")))).contains("one");
    }

    /** Whoever makes it goes on when all the others either wait or make it too. */
    private List<String> atOnce(int many, IntConsumer work) throws Exception {
        write("page", "<main><p kept:replace=\"~{lines :: line(line=${line})}\"></p></main>");
        CountDownLatch go = new CountDownLatch(1);
        Line line = new Line("one", asked, time -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            work.accept(time);
        });
        List<String> pages = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                ask();
                try {
                    pages.add(page(Map.of("line", line)));
                } catch (RuntimeException e) {
                    pages.add(String.valueOf(NestedExceptionUtils.getMostSpecificCause(e)));
                }
            }));
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return pages;
    }

    @Test
    void itKnowsOnlyWhatItIsGiven() throws IOException {
        write(
                "page",
                "<main><p kept:replace=\"~{lines :: line(line=${line})}\"></p><b th:text=\"${secret}\"></b></main>");
        String page = page(Map.of("line", line("one"), "secret", "of the first who asked"));
        assertThat(page).contains("<b>of the first who asked</b>", "one null");
    }

    @Test
    void anotherLanguageAndAnotherDayAreMadeAnew() throws IOException {
        write("page", "<main><p kept:replace=\"~{lines :: line(line=${line})}\"></p></main>");
        page(Map.of("line", line("one")));
        assertThat(page(Map.of("line", line("one")), Locale.of("es"))).contains("lang=\"es\"");
        assertThat(asked).hasValue(2);
        clock.move(Duration.ofDays(1));
        page(Map.of("line", line("one")));
        assertThat(asked).hasValue(3);
    }

    @Test
    void ofAListOnlyTheLineThatChangedIsMadeAnew() throws IOException {
        write("page", "<main><div kept:replace=\"~{lines :: all(lines=${lines})}\"></div></main>");
        page(Map.of("lines", List.of(line("one"), line("two"), line("three"))));
        assertThat(asked).hasValue(3);
        assertThat(page(Map.of("lines", List.of(line("one"), line("2"), line("three")))))
                .containsSubsequence("one", "2", "three")
                .doesNotContain("two");
        assertThat(asked).hasValue(4);
    }

    @Test
    void itStandsAfterALoopAndACondition() throws IOException {
        write("page", """
                <p th:each="one : ${lines}" th:if="${one.text != 'two'}" th:with="it=${one}" kept:replace="~{lines :: line(line=${it})}"></p>""");
        assertThat(page(Map.of("lines", List.of(line("one"), line("two"), line("three")))))
                .contains("one", "three")
                .doesNotContain("two");
    }

    @Test
    void whatItIsGivenHasNames() throws IOException {
        write("page", "<p kept:replace=\"~{lines :: line(${line})}\"></p>");
        assertThatThrownBy(() -> page(Map.of("line", line("one"))))
                .hasStackTraceContaining("What a kept fragment is given has names");
    }

    @Test
    void whatItIsGivenComparesByValue() throws IOException {
        write("page", "<div kept:replace=\"~{lines :: all(lines=${lines})}\"></div>");
        assertThatThrownBy(() -> page(Map.of("lines", Map.of(1, line("one")).values())))
                .hasStackTraceContaining("Does not compare by value: lines");
    }

    @Test
    void whoDoesNotKnowTheNamesOfFilesDoesNotSayThemToOthers() throws IOException {
        write("page", "<p kept:replace=\"~{lines :: line(line=${line})}\"></p>");
        page(Map.of("line", line("one")));
        page(Map.of(
                "line", line("one"), ResourceUrlProviderExposingInterceptor.RESOURCE_URL_PROVIDER_ATTR, "provider"));
        assertThat(asked).hasValue(2);
    }

    /** What is not given would be nothing, without a word. */
    @Test
    void eachOfOursIsGivenAllThatItAsksFor() throws IOException {
        Map<String, String> fragments = fragments();
        Map<String, String> signatures = new HashMap<>();
        List<Use> given = new ArrayList<>();
        templates().forEach((file, text) -> {
            SIGNATURE
                    .matcher(text)
                    .results()
                    .forEach(found -> signatures.put(file + " :: " + found.group(1), names(found.group(2), WORD)));
            GIVEN.matcher(text)
                    .results()
                    .forEach(found -> given.add(new Use(
                            file,
                            found.group(1) + " :: " + found.group(2),
                            Objects.requireNonNullElse(found.group(3), ""))));
        });
        assertThat(given)
                .hasSizeGreaterThan(30)
                .allSatisfy(use -> assertThat(names(use.given(), NAME))
                        .as("%s", use)
                        .isEqualTo(signatures.getOrDefault(use.fragment(), "[]")));
        // A form knows what is wrong in it; without one there is nothing to ask.
        assertThat(given)
                .filteredOn(use -> String.valueOf(fragments.get(use.fragment())).contains("#fields"))
                .isNotEmpty()
                .allSatisfy(use -> assertThat(use.given()).as("%s", use).contains("wrong=false"));
    }

    private static Map<String, String> fragments() throws IOException {
        Map<String, String> fragments = new HashMap<>();
        templates()
                .forEach((file, text) -> StylePageTest.FRAGMENT
                        .matcher(text)
                        .results()
                        .forEach(found -> fragments.put(
                                file + " :: " + found.group(2),
                                StylePageTest.element(text, found.start(), found.group(1)))));
        return fragments;
    }

    /** Ours, by their names. */
    private static Map<String, String> templates() throws IOException {
        Map<String, String> templates = new HashMap<>();
        for (Resource template : new PathMatchingResourcePatternResolver().getResources("classpath:templates/*.html")) {
            templates.put(
                    String.valueOf(template.getFilename()).replace(".html", ""),
                    template.getContentAsString(StandardCharsets.UTF_8));
        }
        return templates;
    }

    private static String names(String text, Pattern name) {
        return name.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }

    /** What of the program is kept asks nobody who looks at it, and holds no token. */
    @Test
    void noneOfOursAsksTheRequest() throws IOException {
        Map<String, String> fragments = fragments();
        Deque<String> ahead = new ArrayDeque<>();
        templates()
                .values()
                .forEach(text -> KEPT.matcher(text)
                        .results()
                        .forEach(kept -> ahead.add(kept.group(1) + " :: " + kept.group(2))));
        assertThat(ahead).hasSizeGreaterThan(15);
        Set<String> seen = new TreeSet<>();
        while (!ahead.isEmpty()) {
            String name = ahead.poll();
            if (seen.add(name)) {
                String text = fragments.get(name);
                assertThat(text)
                        .as(name)
                        .isNotNull()
                        .doesNotContain(
                                "#page",
                                "_csrf",
                                "th:action",
                                "#request",
                                "#session",
                                "#ctx",
                                "#execInfo",
                                "param.",
                                "#times.ago",
                                "*{",
                                "th:field",
                                "th:object",
                                "@{?");
                Matcher used = USED.matcher(text);
                while (used.find()) {
                    ahead.add(used.group(1) + " :: " + used.group(2));
                }
            }
        }
    }

    private Line line(String text) {
        return new Line(text, asked, time -> {});
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(templates.resolve(name + ".html"), text);
    }

    private String page(Map<String, Object> model) {
        return page(model, Locale.ENGLISH);
    }

    private String page(Map<String, Object> model, Locale language) {
        MockServletContext servlets = new MockServletContext();
        return engine.process(
                "page",
                new WebContext(
                        JakartaServletWebApplication.buildApplication(servlets)
                                .buildExchange(new MockHttpServletRequest(servlets), new MockHttpServletResponse()),
                        language,
                        model));
    }
}
