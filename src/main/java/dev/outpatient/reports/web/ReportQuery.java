package dev.outpatient.reports.web;

import dev.outpatient.reports.AttendanceOrder;
import dev.outpatient.reports.Reports;
import dev.outpatient.reports.UtilisationOrder;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.Listing;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What the address asks of the page of reports, as it was typed, so that what is wrong is shown beside what is asked.
 *
 * @param from the first day; without one it is thirty days up to the last
 * @param to the last day, or today
 * @param month 1 to 12, of the doctors with most patients; without one that of the last day, or of today
 * @param year of four digits
 */
public record ReportQuery(
        @Nullable String from,
        @Nullable String to,
        @Nullable String month,
        @Nullable String year,
        @Nullable String attendanceSort,
        @Nullable String attendancePage,
        @Nullable String utilisationSort,
        @Nullable String utilisationPage) {

    public ReportQuery {
        from = typed(from);
        to = typed(to);
        month = typed(month);
        year = typed(year);
    }

    /** A field left empty asks for what is usual. */
    private static @Nullable String typed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The days that are meant, or null when the errors say what is wrong. */
    @Nullable
    Days days(LocalDate today, Errors errors) {
        LocalDate last = to == null ? today : date("to", to, errors);
        LocalDate first = from == null ? null : date("from", from, errors);
        if (errors.hasFieldErrors("from") || last == null) {
            return null;
        }
        Days days = first == null ? Days.until(last) : new Days(first, last);
        if (last.isBefore(days.from())) {
            errors.rejectValue("to", "reports.problem.before");
        } else if (!days.from().plusDays(Reports.LONGEST_DAYS).isAfter(last)) {
            errors.rejectValue("to", "reports.problem.long", new Object[] {Reports.LONGEST_DAYS}, null);
        } else if (!Dates.isMeant(days.from())) {
            errors.rejectValue("to", "reports.problem.date");
        }
        return errors.hasFieldErrors("to") ? null : days;
    }

    /**
     * The month that is meant, or null when the errors say what is wrong.
     *
     * @param last a day of the one that is meant unasked
     */
    @Nullable
    YearMonth most(LocalDate last, Errors errors) {
        int inMonth = month == null ? last.getMonthValue() : number("[1-9]|1[0-2]", month);
        int inYear = year == null ? last.getYear() : number("[1-9][0-9]{3}", year);
        if (inMonth == 0) {
            errors.rejectValue("month", "reports.problem.month");
        }
        if (inYear == 0 || !Dates.isMeant(LocalDate.of(inYear, 1, 1))) {
            errors.rejectValue("year", "reports.problem.year");
        }
        return errors.hasFieldErrors("month") || errors.hasFieldErrors("year") ? null : YearMonth.of(inYear, inMonth);
    }

    Listing<AttendanceOrder> attendance() {
        return Listing.of(AttendanceOrder.class, attendanceSort, attendancePage);
    }

    Listing<UtilisationOrder> utilisation() {
        return Listing.of(UtilisationOrder.class, utilisationSort, utilisationPage);
    }

    /** All of it but the pages, which are those of other lists once something else is asked. */
    Map<String, @Nullable String> asked() {
        Map<String, @Nullable String> asked = new LinkedHashMap<>();
        asked.put("from", from);
        asked.put("to", to);
        asked.put("month", month);
        asked.put("year", year);
        asked.put("attendanceSort", attendanceSort);
        asked.put("utilisationSort", utilisationSort);
        return asked;
    }

    private static @Nullable LocalDate date(String field, String typed, Errors errors) {
        try {
            LocalDate date = LocalDate.parse(typed);
            if (Dates.isMeant(date)) {
                return date;
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        errors.rejectValue(field, "reports.problem.date");
        return null;
    }

    /** 0 for what does not look like one. */
    private static int number(String pattern, String typed) {
        return typed.matches(pattern) ? Integer.parseInt(typed) : 0;
    }
}
