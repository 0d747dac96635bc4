package dev.outpatient.shared;

import java.util.List;
import java.util.function.Function;

/**
 * The rows of one page of a list.
 *
 * @param total how many the whole list has
 */
public record Rows<T>(List<T> items, long total) {

    /** A list without rows. */
    public static <T> Rows<T> none() {
        return new Rows<>(List.of(), 0);
    }

    /** The page that is looked at of a list that is in memory and in its order. */
    public static <T> Rows<T> of(List<T> all, Listing<?> listing) {
        int from = Math.min(listing.offset(), all.size());
        return new Rows<>(List.copyOf(all.subList(from, Math.min(from + listing.rows(), all.size()))), all.size());
    }

    /**
     * All of them, for a file.
     *
     * @throws Problem.Invalid when the list has more than a file may hold
     */
    public List<T> forFile() {
        if (total > Listing.MOST_IN_FILE) {
            throw Problem.Invalid.field("list", "Narrow the list: a file holds " + Listing.MOST_IN_FILE + " rows.");
        }
        return items;
    }

    public <R> Rows<R> map(Function<? super T, ? extends R> each) {
        return new Rows<>(items.stream().<R>map(each).toList(), total);
    }
}
