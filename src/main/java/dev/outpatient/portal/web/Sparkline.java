package dev.outpatient.portal.web;

import dev.outpatient.reports.DayCount;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The line beside a figure: a point for each of the last twelve days, 7.6 apart, from 26 at the bottom to 2 at the top. */
final class Sparkline {

    private static final int DAYS = 12;

    private Sparkline() {}

    /** @param days in order, at least twelve, of which the line shows the last */
    static String ofCounts(List<DayCount> days, ToLongFunction<DayCount> figure) {
        List<DayCount> shown = lastOf(days);
        double most = Math.max(1, shown.stream().mapToLong(figure).max().orElse(1));
        return points(shown, day -> OptionalDouble.of(figure.applyAsLong(day) / most));
    }

    /** @param rate from 0 to 1; a day without one has no point */
    static String ofRates(List<DayCount> days, Function<DayCount, OptionalDouble> rate) {
        return points(lastOf(days), rate);
    }

    private static List<DayCount> lastOf(List<DayCount> days) {
        return days.subList(days.size() - DAYS, days.size());
    }

    private static String points(List<DayCount> days, Function<DayCount, OptionalDouble> height) {
        return IntStream.range(0, days.size())
                .boxed()
                .flatMap(at ->
                        height.apply(days.get(at)).stream().mapToObj(share -> (2 + at * 7.6) + "," + (26 - 24 * share)))
                .collect(Collectors.joining(" "));
    }
}
