package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Both languages say all of it, and each sentence is one that the program can fill in. */
class MessagesTest {

    private static final String ENGLISH = "messages.properties";
    private static final String SPANISH = "messages_es.properties";
    private static final String TRAIL = "audit/sentences.properties";
    private static final String SPANISH_TRAIL = "audit/sentences_es.properties";
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern LONE_QUOTE = Pattern.compile("(?<!')'(?!')");
    /** A key that a template names whole: {@code #{home.title}} or {@code #{home.count(...)}}. */
    private static final Pattern NAMED = Pattern.compile("#\\{([a-z][A-Za-z0-9.-]*[A-Za-z0-9])(?:\\(|})");

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, SPANISH, TRAIL, SPANISH_TRAIL})
    void noKeyStandsTwice(String file) {
        List<String> keys = lines(file).stream().map(MessagesTest::key).toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({ENGLISH + "," + SPANISH, TRAIL + "," + SPANISH_TRAIL})
    void bothLanguagesHaveTheSameKeys(String english, String spanish) {
        assertThat(messages(spanish).keySet()).isEqualTo(messages(english).keySet());
    }

    @ParameterizedTest
    @CsvSource({ENGLISH + "," + SPANISH, TRAIL + "," + SPANISH_TRAIL})
    void bothLanguagesSayTheSameThings(String english, String other) {
        Map<String, String> spanish = messages(other);
        Function<String, Set<String>> arguments = text -> ARGUMENT.matcher(text)
                .results()
                .map(argument -> argument.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        messages(english)
                .forEach((key, text) ->
                        assertThat(arguments.apply(spanish.get(key))).as(key).isEqualTo(arguments.apply(text)));
    }

    /** Only where something is filled in does a quote stand for more than itself. */
    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, SPANISH})
    void quotesAreReadAsTheyAreMeant(String file) {
        messages(file).forEach((key, text) -> {
            if (ARGUMENT.matcher(text).find()) {
                assertThat(LONE_QUOTE.matcher(text).find()).as(key + "=" + text).isFalse();
            } else {
                assertThat(text).as(key).doesNotContain("''");
            }
        });
    }

    @Test
    void whatATemplateNamesIsThere() throws IOException {
        Set<String> known = messages(ENGLISH).keySet();
        List<String> missing = new ArrayList<>();
        Resource[] templates = new PathMatchingResourcePatternResolver().getResources("classpath:templates/**/*.html");
        for (Resource template : templates) {
            NAMED.matcher(template.getContentAsString(StandardCharsets.UTF_8))
                    .results()
                    .map((MatchResult named) -> named.group(1))
                    .filter(key -> !known.contains(key))
                    .forEach(key -> missing.add(template.getFilename() + ": " + key));
        }
        assertThat(templates).hasSizeGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    private static Map<String, String> messages(String file) {
        Map<String, String> messages = new LinkedHashMap<>();
        lines(file).forEach(line -> messages.put(key(line), line.substring(line.indexOf('=') + 1)));
        return messages;
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf('='));
    }

    private static List<String> lines(String file) {
        try {
            return new ClassPathResource(file)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
