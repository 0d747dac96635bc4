package dev.outpatient.portal.web;

import java.time.ZoneId;
import java.util.Set;

/** What a prescription is printed on. */
public enum PaperSize {
    A5("A5"),
    A4("A4"),
    LETTER("Letter");

    /** Where Letter is the paper of every day, by the clock on the wall: an office has no country, but a time zone. */
    private static final Set<String> LETTER_ZONES = Set.of(
            "America/New_York",
            "America/Detroit",
            "America/Chicago",
            "America/Menominee",
            "America/Denver",
            "America/Boise",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "America/Juneau",
            "America/Sitka",
            "America/Nome",
            "America/Adak",
            "America/Puerto_Rico",
            "America/St_Thomas",
            "Pacific/Honolulu",
            "Pacific/Guam",
            "America/St_Johns",
            "America/Halifax",
            "America/Toronto",
            "America/Winnipeg",
            "America/Regina",
            "America/Edmonton",
            "America/Vancouver",
            "America/Mexico_City",
            "America/Monterrey",
            "America/Merida",
            "America/Tijuana",
            "America/Bogota",
            "America/Santiago",
            "Asia/Manila");

    private static final Set<String> LETTER_REGIONS =
            Set.of("US", "America/Indiana", "America/Kentucky", "America/North_Dakota");

    private final String name;

    PaperSize(String name) {
        this.name = name;
    }

    /** The one that the printer of an office holds most likely. */
    static PaperSize at(ZoneId zone) {
        String id = zone.getId();
        int slash = id.lastIndexOf('/');
        boolean letter = LETTER_ZONES.contains(id) || slash > 0 && LETTER_REGIONS.contains(id.substring(0, slash));
        return letter ? LETTER : A4;
    }

    /** As CSS calls it. */
    String css() {
        return name;
    }
}
