package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That docs/security.md counts as its tables do, and names tests that there are. */
class SecurityDocumentTest {

    private static final Path DOCUMENT = Path.of("docs", "security.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ((?:\\d+\\.\\d+\\.\\d+ L\\d(?:, )?)+) \\|[^|]*\\| ([a-z/ ]+) \\|");
    private static final Pattern COUNTS = Pattern.compile(
            "Of (\\d+) requirements (\\d+) are met, (\\d+) in part, (\\d+) not; (\\d+) do not apply\\.");
    private static final Pattern LINK = Pattern.compile("(?m)^\\[(\\w+)]: (\\S+)$");
    /** A test and its methods. */
    private static final Pattern NAMED = Pattern.compile("\\[(\\w+Test)]((?:,? [a-z]\\w+)*)");

    private final String text = Files.readString(DOCUMENT);

    SecurityDocumentTest() throws IOException {}

    @Test
    void theCountsAreThoseOfTheTables() {
        Map<String, Integer> states = new TreeMap<>();
        int all = 0;
        for (MatchResult row : ROW.matcher(text).results().toList()) {
            int requirements = row.group(1).split(", ").length;
            states.merge(row.group(2), requirements, Integer::sum);
            all += requirements;
        }
        Matcher said = COUNTS.matcher(text);
        assertThat(said.find()).isTrue();
        assertThat(List.of(said.group(1), said.group(2), said.group(3), said.group(4), said.group(5)))
                .containsExactly(
                        Integer.toString(all),
                        Integer.toString(states.getOrDefault("met", 0)),
                        Integer.toString(states.getOrDefault("part", 0)),
                        Integer.toString(states.getOrDefault("not met", 0)),
                        Integer.toString(states.getOrDefault("n/a", 0)));
    }

    @Test
    void theTestsThatItNamesAreThere() throws IOException {
        Map<String, Path> links = new TreeMap<>();
        for (MatchResult link : LINK.matcher(text).results().toList()) {
            Path target = DOCUMENT.resolveSibling(link.group(2)).normalize();
            assertThat(target).exists();
            links.put(link.group(1), target);
        }
        List<String> missing = new ArrayList<>();
        int named = 0;
        // Only the rows of tables name methods; elsewhere words follow.
        for (String line : text.lines().filter(row -> row.startsWith("|")).toList()) {
            for (MatchResult test : NAMED.matcher(line).results().toList()) {
                Path source = links.get(test.group(1));
                assertThat(source).as(test.group(1)).isNotNull();
                String code = Files.readString(source);
                for (String method : test.group(2).split("[, ]+")) {
                    if (!method.isEmpty() && !code.contains("void " + method + "(")) {
                        missing.add(test.group(1) + " " + method);
                    }
                    named++;
                }
            }
        }
        assertThat(named).isGreaterThan(100);
        assertThat(missing).isEmpty();
    }
}
