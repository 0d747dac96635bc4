package dev.outpatient.reports.web;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;

/** The days of a report, both included. */
public record Days(LocalDate from, LocalDate to) {

    private static final int USUAL = 30;
    private static final int QUARTER = 90;

    /** As many as a report shows unasked, up to the last one. */
    static Days until(LocalDate last) {
        return last(USUAL, last);
    }

    /** What people ask for again and again, by the last part of its message. The present month and year are whole. */
    static Map<String, Days> quick(LocalDate today) {
        YearMonth month = YearMonth.from(today);
        Map<String, Days> quick = new LinkedHashMap<>();
        quick.put("this-month", of(month));
        quick.put("last-month", of(month.minusMonths(1)));
        quick.put("quarter", last(QUARTER, today));
        quick.put("this-year", new Days(today.withDayOfYear(1), today.withDayOfYear(today.lengthOfYear())));
        return quick;
    }

    private static Days of(YearMonth month) {
        return new Days(month.atDay(1), month.atEndOfMonth());
    }

    private static Days last(int count, LocalDate last) {
        return new Days(last.minusDays(count - 1), last);
    }
}
