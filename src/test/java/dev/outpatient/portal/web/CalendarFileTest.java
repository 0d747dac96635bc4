package dev.outpatient.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CalendarFileTest {

    @Test
    void nothingInATextEndsItsValue() {
        assertThat(CalendarFile.escaped("Suite 4; back door, \\ 2nd floor\r\nRing\ttwice\u0007"))
                .isEqualTo("Suite 4\\; back door\\, \\\\ 2nd floor\\nRingtwice");
        assertThat(CalendarFile.escaped("END:VEVENT\nEND:VCALENDAR")).isEqualTo("END:VEVENT\\nEND:VCALENDAR");
    }

    @Test
    void aLineOfSeventyFiveOctetsStaysWhole() {
        assertThat(CalendarFile.folded("x".repeat(75))).isEqualTo("x".repeat(75));
        assertThat(CalendarFile.folded("x".repeat(76))).isEqualTo("x".repeat(75) + "\r\n x");
        // Two octets each: the last would be torn apart.
        assertThat(CalendarFile.folded("é".repeat(38))).isEqualTo("é".repeat(37) + "\r\n é");
        assertThat(CalendarFile.folded("x".repeat(73) + "👩‍⚕️")).startsWith("x".repeat(73) + "\r\n 👩");
    }

    @Property
    void whatWasFoldedUnfoldsToTheSame(@ForAll @StringLength(max = 400) String text) {
        String line =
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replaceAll("[\r\n]", "");
        String folded = CalendarFile.folded(line);
        assertThat(folded.replace("\r\n ", "")).isEqualTo(line);
        assertThat(folded.split("\r\n", -1)).allMatch(part -> part.getBytes(StandardCharsets.UTF_8).length <= 75);
    }
}
