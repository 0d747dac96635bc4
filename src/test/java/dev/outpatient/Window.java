package dev.outpatient;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ReducedMotion;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What somebody looks at the pages through: a browser that asks for a language, wide or as narrow as a telephone. */
enum Window {
    ENGLISH_WIDE("en-US", 1280),
    ENGLISH_NARROW("en-US", 390),
    SPANISH_WIDE("es-MX", 1280),
    SPANISH_NARROW("es-MX", 390);

    private final String locale;
    private final int width;

    Window(String locale, int width) {
        this.locale = locale;
        this.width = width;
    }

    boolean isWide() {
        return width > 500;
    }

    /** Such as {@code es}. */
    String language() {
        return locale.substring(0, 2);
    }

    /** A text of the pages in this language, as the pages fill it in. */
    String text(String key, Object... values) {
        Locale language = Locale.forLanguageTag(language());
        String text = ResourceBundle.getBundle(
                        "messages",
                        language.equals(Locale.ENGLISH) ? Locale.ROOT : language,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(key);
        return values.length == 0 ? text : new MessageFormat(text, language).format(values);
    }

    Browser.NewContextOptions context() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, isWide() ? 900 : 844)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(locale);
    }
}
