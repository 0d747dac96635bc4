package dev.outpatient.shared;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a long list somebody looks at, and in which order. The order is a value of an enum, which the list's
 * repository turns into SQL: no word of an address ever gets there.
 *
 * @param sort what it is sorted by
 * @param page from 1 on
 * @param rows at most so many
 */
public record Listing<S extends Enum<S>>(S sort, boolean descending, int page, int rows) {

    /** What a file may hold. Who needs more narrows the list, and takes it in parts. */
    public static final int MOST_IN_FILE = 10_000;

    private static final String DOWN = "-";

    /** Deep enough for every list that a person leafs through. */
    private static final int LAST_PAGE = 5_000;

    /**
     * As an address asks for it. What is none of the orders is the usual one, the first of the enum; what is no number is
     * the first page.
     *
     * @param sort a word of the enum, with a minus before it to start from the end
     */
    public static <S extends Enum<S>> Listing<S> of(Class<S> orders, @Nullable String sort, @Nullable String page) {
        String wanted = sort == null ? "" : sort;
        boolean descending = wanted.startsWith(DOWN);
        String name = descending ? wanted.substring(DOWN.length()) : wanted;
        S[] all = orders.getEnumConstants();
        return Arrays.stream(all)
                .filter(order -> word(order).equals(name))
                .findFirst()
                .map(order -> new Listing<>(order, descending, page(page), Page.DEFAULT_LIMIT))
                .orElseGet(() -> new Listing<>(all[0], false, page(page), Page.DEFAULT_LIMIT));
    }

    private static int page(@Nullable String page) {
        return page != null && page.matches("[1-9][0-9]{0,3}") ? Math.min(LAST_PAGE, Integer.parseInt(page)) : 1;
    }

    /** All of it, in the same order. */
    public Listing<S> whole() {
        return new Listing<>(sort, descending, 1, MOST_IN_FILE);
    }

    /** The word by which an address asks for the order. */
    public static String word(Enum<?> order) {
        return order.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The word by which an address asks for this order and direction. */
    public String word() {
        return (descending ? DOWN : "") + word(sort);
    }

    /** The rows before this page. */
    public int offset() {
        return (page - 1) * rows;
    }
}
