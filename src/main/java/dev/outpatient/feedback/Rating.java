package dev.outpatient.feedback;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a doctor is rated.
 *
 * @param average 1 to 5; 0 without ratings
 * @param count of how many ratings
 * @param counts how often each was given, by the rating; those that were not given are 0
 */
public record Rating(double average, long count, Map<Integer, Long> counts) {

    /** From so many on the rating is public: a few could be told apart. */
    public static final int PUBLIC_FROM = 5;

    /** @param given how often each rating was given */
    public static Rating of(Map<Integer, Long> given) {
        long count = given.values().stream().mapToLong(Long::longValue).sum();
        long stars = given.entrySet().stream()
                .mapToLong(one -> one.getKey() * one.getValue())
                .sum();
        return new Rating(
                count == 0 ? 0 : (double) stars / count,
                count,
                IntStream.rangeClosed(1, 5)
                        .boxed()
                        .collect(Collectors.toMap(one -> one, one -> given.getOrDefault(one, 0L))));
    }

    public boolean isPublic() {
        return count >= PUBLIC_FROM;
    }
}
