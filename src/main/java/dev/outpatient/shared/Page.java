package dev.outpatient.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a longer list.
 *
 * @param next the cursor to pass as {@code after} for the page that follows, or null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    /**
     * Cuts a list that was read with one row more than asked for.
     *
     * @param rows at most {@code limit + 1} rows
     * @param cursor what identifies the last row of the page
     */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    /**
     * A page of a list that is short enough to be read as a whole.
     *
     * @param after the cursor of the last item before the page, or null for the first page
     * @param cursor what identifies an item
     * @throws Problem.Invalid when no item of the list has the cursor
     */
    public static <T> Page<T> of(List<T> all, @Nullable String after, int limit, Function<T, String> cursor) {
        int first = 0;
        if (after != null) {
            first = all.stream().map(cursor).toList().indexOf(after) + 1;
            if (first == 0) {
                throw Problem.Invalid.field("after", "Not a cursor of this list.");
            }
        }
        return cut(all.subList(first, Math.min(all.size(), first + limit + 1)), limit, cursor);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> each) {
        return new Page<>(items.stream().<R>map(each).toList(), next);
    }
}
