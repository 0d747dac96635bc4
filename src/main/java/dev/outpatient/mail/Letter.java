package dev.outpatient.mail;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A message to one person, before it is put into words.
 *
 * @param words the key of its texts: {@code mail.<words>.subject}, {@code .text} and {@code .note}
 * @param args what the texts hold as {0}, {1} and so on
 * @param links what stands between text and note, in this order
 * @param goodFor how long it makes sense to go on trying to send it
 */
public record Letter(String to, Locale language, String words, List<String> args, List<Link> links, Duration goodFor) {

    /** How long to try with a letter that stays true: as long as mail servers do. */
    public static final Duration DAYS = Duration.ofDays(3);

    /**
     * Something to open.
     *
     * @param label the key of what it is called
     * @param args what the label holds as {0} and so on
     */
    public record Link(String label, List<String> args, String url) {}
}
