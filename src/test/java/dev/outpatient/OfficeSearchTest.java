package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.shared.Actor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A visitor finds an office by its name or its city, page by page, by nothing but links and a form. */
@OnEachEngine
class OfficeSearchTest {

    private static final Pattern NEXT = Pattern.compile("href=\"(/offices\\?[^\"]*)\" rel=\"next\"");

    private final DirectoryAdministration administration;
    private final PageClient visitor;
    private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);

    OfficeSearchTest(Engine engine) {
        this.administration = engine.bean(DirectoryAdministration.class);
        this.visitor = new PageClient(engine.url());
    }

    @AfterEach
    void close() {
        visitor.close();
    }

    @Test
    void eachWordIsFoundInTheNameOrTheCity() {
        office("Harbor " + tag, "Lynn", "MA");
        office("Hill " + tag, "Salem", "MA");
        assertThat(search(tag.toUpperCase(Locale.ROOT) + " lynn"))
                .contains("Harbor " + tag, "1 office")
                .doesNotContain("Hill " + tag);
        assertThat(search(tag + " ma")).contains("Harbor " + tag, "Hill " + tag, "2 offices");
        assertThat(search(tag + " %")).contains("No office fits this search.", "Show all offices");
        assertThat(visitor.get("/offices?q=" + "a+".repeat(9)).statusCode()).isEqualTo(400);
    }

    @Test
    void theNextPageIsOfTheSameSearch() {
        IntStream.range(10, 32).forEach(i -> office("Branch " + i + " " + tag, "Boston", "MA"));
        office("Another", "Boston", "MA");
        String first = search(tag + " boston");
        assertThat(first).contains("The first 20 offices", "Branch 10 " + tag).doesNotContain("Branch 30 " + tag);
        Matcher next = NEXT.matcher(first);
        assertThat(next.find()).isTrue();
        String second = visitor.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(second)
                .contains("Branch 30 " + tag, "Branch 31 " + tag, "value=\"" + tag + " boston\"", "First page")
                .doesNotContain("Branch 29 " + tag, ">Another<");
    }

    private void office(String name, String city, String state) {
        administration.addOffice(
                Actor.OPERATOR, new OfficeDetails(name, "1 Main St", city, state, null, ClinicFixture.BOSTON));
    }

    private String search(String words) {
        return visitor.get("/offices?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                .body();
    }
}
