package dev.outpatient.accounts.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people call the browser and the system that a User-Agent header speaks of. Good enough to tell one's own devices
 * apart; nothing is decided by it, as anybody may send any header.
 *
 * @param browser empty when it is none that is known
 * @param system empty when it is none that is known
 */
public record BrowserName(String browser, String system) {

    /** By what stands in the header. Browsers name those that they are like too, so the more special come first. */
    private static final Map<String, String> BROWSERS = ordered(
            "Edg", "Edge",
            "OPR/", "Opera",
            "SamsungBrowser/", "Samsung Internet",
            "Firefox/", "Firefox",
            "FxiOS/", "Firefox",
            "CriOS/", "Chrome",
            "Chrome/", "Chrome",
            "Safari/", "Safari");

    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone", "iPhone",
            "iPad", "iPad",
            "Android", "Android",
            "CrOS", "ChromeOS",
            "Windows", "Windows",
            "Mac OS X", "Mac",
            "Linux", "Linux");

    static BrowserName of(@Nullable String header) {
        String text = header == null ? "" : header;
        return new BrowserName(first(BROWSERS, text), first(SYSTEMS, text));
    }

    String inEnglish() {
        if (browser.isEmpty()) {
            return system.isEmpty() ? "Unknown browser" : "Browser on " + system;
        }
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    /** Which of the texts says it: {@code both}, {@code browser}, {@code system} or {@code none}. */
    public String wording() {
        if (browser.isEmpty()) {
            return system.isEmpty() ? "none" : "system";
        }
        return system.isEmpty() ? "browser" : "both";
    }

    /** Whether it is one that is held in the hand. */
    public boolean isPhone() {
        return system.equals("iPhone") || system.equals("Android") || system.equals("iPad");
    }

    private static String first(Map<String, String> names, String text) {
        return names.entrySet().stream()
                .filter(name -> text.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
