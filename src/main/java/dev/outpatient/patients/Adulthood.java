package dev.outpatient.patients;

import java.time.LocalDate;

/**
 * When a patient comes of age: with the 18th birthday, by the date in UTC. Who was born on 29 February does so on 1 March
 * where the year has no such day, as one is 17 until the whole of the 18th year is over.
 */
final class Adulthood {

    static final int AGE = 18;

    private Adulthood() {}

    /** Who was born on this date or before it is of age today. */
    static LocalDate latestBirth(LocalDate today) {
        return today.minusYears(AGE);
    }

    static boolean isReached(LocalDate bornOn, LocalDate today) {
        return !bornOn.isAfter(latestBirth(today));
    }

    /** The first day of age. */
    static LocalDate startsOn(LocalDate bornOn) {
        LocalDate birthday = bornOn.plusYears(AGE);
        return birthday.getDayOfMonth() == bornOn.getDayOfMonth() ? birthday : birthday.plusDays(1);
    }
}
