package dev.outpatient.portal;

import java.util.Locale;
import java.util.function.Consumer;

/** What a check of the stores has looked at and found so far; each finding is shown in words at once. */
final class StoreFindings {

    /**
     * How much was looked at and what was found.
     *
     * @param lost documents that point at nothing, and prescriptions whose document is missing
     * @param unlisted prescriptions without a row, and how many were given one
     * @param untold visits without a log, and how many were given one
     * @param waiting outboxes that have waited too long, and records that MongoDB refused
     * @param abandoned prescriptions that were begun and never written; nobody was told that they were
     * @param gone people, appointments and prescriptions that the trail names and MySQL has no more
     */
    record Result(
            long documents,
            long lost,
            long unlisted,
            long listed,
            long visits,
            long untold,
            long told,
            long waiting,
            long abandoned,
            long gone) {

        /** The trail stays when people leave, so that it names some who did is no difference. */
        boolean agrees() {
            return lost == 0 && unlisted == listed && untold == told && waiting == 0;
        }

        String words() {
            StringBuilder words =
                    new StringBuilder(format("%,d documents and %,d completed visits checked: ", documents, visits));
            if (lost == 0 && unlisted == 0 && untold == 0 && waiting == 0) {
                words.append("they agree.");
            } else {
                words.append(format(
                        "%,d documents are missing or point at nothing; %,d prescriptions had no row, %,d of them repaired; %,d visits"
                                + " had no log, %,d of them repaired; %,d outboxes wait.",
                        lost, unlisted, listed, untold, told, waiting));
            }
            if (abandoned > 0) {
                words.append(format(" %,d prescriptions were begun and never written.", abandoned));
            }
            if (gone > 0) {
                words.append(
                        format(" The trail names %,d people, appointments and prescriptions that are gone.", gone));
            }
            return words.toString();
        }

        private static String format(String text, Object... values) {
            return String.format(Locale.ROOT, text, values);
        }
    }

    static final int MOST_GONE = 50;

    private final Consumer<String> found;
    private long documents;
    private long lost;
    private long unlisted;
    private long listed;
    private long visits;
    private long untold;
    private long told;
    private long waiting;
    private long abandoned;
    private long gone;

    StoreFindings(Consumer<String> found) {
        this.found = found;
    }

    void documents(int many) {
        documents += many;
    }

    void visits(int many) {
        visits += many;
    }

    /** A document that is missing or points at nothing; in however many fields, it is one. */
    void lost(Iterable<String> words) {
        words.forEach(found);
        lost++;
    }

    void unlisted(String words, boolean repaired) {
        found.accept(words);
        unlisted++;
        listed += repaired ? 1 : 0;
    }

    void untold(String words, boolean repaired) {
        found.accept(words);
        untold++;
        told += repaired ? 1 : 0;
    }

    void waiting(String words) {
        found.accept(words);
        waiting++;
    }

    /** No difference: what a killed program leaves where nobody sent the request again. */
    void abandoned(String words) {
        abandoned++;
        if (abandoned <= MOST_GONE) {
            found.accept(words);
        }
    }

    /** Those that a proof of bookings took away again are many. */
    void gone(String words) {
        gone++;
        if (gone <= MOST_GONE) {
            found.accept(words);
        }
    }

    long told() {
        return told;
    }

    long listed() {
        return listed;
    }

    Result result() {
        return new Result(documents, lost, unlisted, listed, visits, untold, told, waiting, abandoned, gone);
    }
}
