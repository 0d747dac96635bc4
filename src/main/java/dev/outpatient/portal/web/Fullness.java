package dev.outpatient.portal.web;

import dev.outpatient.reports.Utilisation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How full the offices or the doctors are: all where there are few, otherwise those at both ends.
 *
 * @param fullest the fullest first
 * @param emptiest the emptiest last; empty where {@code fullest} has all
 */
public record Fullness(List<Line> fullest, List<Line> emptiest) {

    /** As many of each end. */
    private static final int FEW = 4;

    /** @param share of the time on offer that is booked, more than 1 where visits lie outside the hours */
    public record Line(String name, String page, double share) {}

    static Fullness ofOffices(List<Utilisation> places) {
        return of(places, Utilisation::officeId, Utilisation::officeName, "/admin/offices/%s/details");
    }

    static Fullness ofDoctors(List<Utilisation> places) {
        return of(places, Utilisation::doctorId, Utilisation::doctorName, "/admin/doctors/%s");
    }

    /** Of several places together; empty where nothing is offered. */
    static OptionalDouble share(List<Utilisation> places) {
        long offered = places.stream().mapToLong(Utilisation::offeredMinutes).sum();
        long booked = places.stream().mapToLong(Utilisation::bookedMinutes).sum();
        return offered == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) booked / offered);
    }

    /** Two of one name are two. */
    private static Fullness of(
            List<Utilisation> places,
            Function<Utilisation, Object> id,
            Function<Utilisation, String> name,
            String page) {
        List<Line> lines = new ArrayList<>();
        places.stream()
                .collect(Collectors.groupingBy(id, LinkedHashMap::new, Collectors.toList()))
                .forEach((whose, several) -> share(several)
                        .ifPresent(share ->
                                lines.add(new Line(name.apply(several.getFirst()), page.formatted(whose), share))));
        lines.sort(Comparator.comparingDouble(Line::share).reversed().thenComparing(Line::name));
        return lines.size() <= 2 * FEW
                ? new Fullness(List.copyOf(lines), List.of())
                // Copies: whoever keeps the ends of the list does not keep the thousands between.
                : new Fullness(
                        List.copyOf(lines.subList(0, FEW)),
                        List.copyOf(lines.subList(lines.size() - FEW, lines.size())));
    }
}
