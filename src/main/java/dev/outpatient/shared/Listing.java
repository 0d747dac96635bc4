package dev.outpatient.shared;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a long list somebody looks at, and in which order. The order is a value of an enum, which the list's
 * repository turns into SQL: no word of an address ever gets there.
 *
 * @param sort what it is sorted by
 * @param fromEnd whether the usual order is the first of the enum from its end, as with what is newest
 * @param page from 1 on
 * @param rows at most so many
 */
public record Listing<S extends Enum<S>>(S sort, boolean descending, boolean fromEnd, int page, int rows) {

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
        return of(orders, false, sort, page);
    }

    /** The same for a list whose usual order is the first of the enum from its end: what is newest comes first. */
    public static <S extends Enum<S>> Listing<S> fromEnd(
            Class<S> orders, @Nullable String sort, @Nullable String page) {
        return of(orders, true, sort, page);
    }

    private static <S extends Enum<S>> Listing<S> of(
            Class<S> orders, boolean fromEnd, @Nullable String sort, @Nullable String page) {
        String wanted = sort == null ? "" : sort;
        boolean descending = wanted.startsWith(DOWN);
        S known = choice(orders, descending ? wanted.substring(DOWN.length()) : wanted);
        return known == null
                ? new Listing<>(orders.getEnumConstants()[0], fromEnd, fromEnd, page(page), Page.DEFAULT_LIMIT)
                : new Listing<>(known, descending, fromEnd, page(page), Page.DEFAULT_LIMIT);
    }

    /** The value that has the word, or null where none has: what is no choice does not narrow a list. */
    public static <E extends Enum<E>> @Nullable E choice(Class<E> choices, @Nullable String word) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(one -> word(one).equals(word))
                .findFirst()
                .orElse(null);
    }

    private static int page(@Nullable String page) {
        return page != null && page.matches("[1-9][0-9]{0,3}") ? Math.min(LAST_PAGE, Integer.parseInt(page)) : 1;
    }

    /** All of it, in the same order. */
    public Listing<S> whole() {
        return new Listing<>(sort, descending, fromEnd, 1, MOST_IN_FILE);
    }

    /** The same with so many rows to a page, for a list of which each takes much room. */
    public Listing<S> pagesOf(int few) {
        return new Listing<>(sort, descending, fromEnd, page, few);
    }

    /** The word by which an address asks for the order, or for whatever else it may choose. */
    public static String word(Enum<?> order) {
        return order.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The word by which an address asks for this order and direction. */
    public String word() {
        return (descending ? DOWN : "") + word(sort);
    }

    /** The word of the order that the list has unasked. */
    public String usual() {
        return (fromEnd ? DOWN : "") + word(sort.getDeclaringClass().getEnumConstants()[0]);
    }

    /** What stands behind a column of {@code ORDER BY}. */
    public String direction() {
        return descending ? " DESC" : "";
    }

    /** The rows before this page. */
    public int offset() {
        return (page - 1) * rows;
    }
}
