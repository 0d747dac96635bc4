package dev.outpatient.reports;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Sorts by figures as the database does for other lists: what is unknown comes last in both directions. */
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

    private static int compare(OptionalDouble one, OptionalDouble other, Comparator<Double> order) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        return order.compare(one.getAsDouble(), other.getAsDouble());
    }
}
