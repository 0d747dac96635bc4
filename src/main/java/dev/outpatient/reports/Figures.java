package dev.outpatient.reports;

import java.text.Collator;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Sorts the lines of reports as the database does for other lists: what is unknown comes last in both directions. */
final class Figures {

    private Figures() {}

    static <T> Comparator<T> by(Function<T, OptionalDouble> figure, boolean descending) {
        Comparator<Double> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return (one, other) -> compare(figure.apply(one), figure.apply(other), order);
    }

    static <T> Comparator<T> byCount(ToLongFunction<T> count, boolean descending) {
        Comparator<T> order = Comparator.comparingLong(count);
        return descending ? order.reversed() : order;
    }

    /** By names, in which an accent or a capital letter makes no other place. */
    static <T> Comparator<T> byName(Function<T, String> name, boolean descending) {
        Collator letters = Collator.getInstance(Locale.ROOT);
        letters.setStrength(Collator.PRIMARY);
        Comparator<T> order = (one, other) -> letters.compare(name.apply(one), name.apply(other));
        return descending ? order.reversed() : order;
    }

    /** The groups the other way round, and in each its lines as they were. */
    static <T, K> List<T> fromLast(List<T> lines, Function<T, K> group) {
        return List.copyOf(lines.stream()
                        .collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()))
                        .values())
                .reversed()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static int compare(OptionalDouble one, OptionalDouble other, Comparator<Double> order) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        return order.compare(one.getAsDouble(), other.getAsDouble());
    }
}
