package dev.outpatient.portal.web;

import dev.outpatient.shared.SpokenLanguages;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Dates and times as people say them, in the reader's language. The templates know it as {@code #times}. */
@Component
public class PageTimes {

    /** How a time is written, by what is said and in which language. */
    private record Words(String patternCode, Locale language) {}

    private final MessageSource messages;
    private final Clock clock;
    /** A page writes a hundred times, and making a formatter takes longer than using it. */
    private final Map<Words, DateTimeFormatter> formatters = new ConcurrentHashMap<>();

    PageTimes(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** Tue 1 Dec; with the year when it is not this one. */
    public String day(LocalDate date) {
        return say(date.getYear() == today().getYear() ? "times.day" : "times.day-year", date);
    }

    public String day(OffsetDateTime time) {
        return day(time.toLocalDate());
    }

    /** 17 May 1980. */
    public String date(LocalDate date) {
        return say("times.date", date);
    }

    /** Tuesday 1 December. */
    public String longDay(LocalDate date) {
        return say(date.getYear() == today().getYear() ? "times.long-day" : "times.long-day-year", date);
    }

    public String longDay(OffsetDateTime time) {
        return longDay(time.toLocalDate());
    }

    /** Today, Tomorrow or Tue 1 Dec. */
    public String near(LocalDate date, LocalDate today) {
        long ahead = today.until(date, ChronoUnit.DAYS);
        return ahead == 0 || ahead == 1 ? messages.getMessage("times.ahead." + ahead, null, locale()) : day(date);
    }

    /** Tue. */
    public String weekday(OffsetDateTime time) {
        return say("times.weekday", time);
    }

    public String weekday(DayOfWeek day) {
        return say("times.weekday", day);
    }

    /** Tuesday. */
    public String longWeekday(DayOfWeek day) {
        return say("times.long-weekday", day);
    }

    /** Dec; with the year when it is not this one. */
    public String month(OffsetDateTime time) {
        return say(time.getYear() == today().getYear() ? "times.month" : "times.month-year", time);
    }

    /** December. */
    public String monthName(Month month) {
        return say("times.month-name", month);
    }

    /** December 2026. */
    public String longMonth(TemporalAccessor time) {
        return say("times.long-month", time);
    }

    /** 9:30 am. */
    public String clock(OffsetDateTime time) {
        return clock(time.toLocalTime());
    }

    public String clock(LocalTime time) {
        // Locales write AM where people say am.
        return say("times.clock", time).toLowerCase(locale());
    }

    /** 1:30 am EST in the hour that a clock change repeats; elsewhere as without the zone. */
    public String clock(OffsetDateTime time, ZoneId zone) {
        boolean twice = zone.getRules().getValidOffsets(time.toLocalDateTime()).size() > 1;
        return twice ? clock(time) + " " + offset(time, zone) : clock(time);
    }

    /** Tue 1 Dec, 9:30 am. */
    public String full(OffsetDateTime time) {
        return day(time) + ", " + clock(time);
    }

    public String full(OffsetDateTime time, ZoneId zone) {
        return day(time) + ", " + clock(time, zone);
    }

    /** Tue 1 Dec, 9:30 am EST: a moment that belongs to no office. */
    public String moment(Instant at, ZoneId zone) {
        OffsetDateTime time = at.atZone(zone).toOffsetDateTime();
        return full(time) + " " + offset(time, zone);
    }

    /**
     * Mon 7 Dec, Mon 7 Dec to Fri 11 Dec, or Mon 7 Dec, 1:00 pm to 5:00 pm.
     *
     * @param lastOn the last date that belongs to it
     * @param wholeDays whether the times are left out
     */
    public String span(OffsetDateTime startsAt, OffsetDateTime endsAt, LocalDate lastOn, boolean wholeDays) {
        boolean oneDay = startsAt.toLocalDate().equals(lastOn);
        if (wholeDays) {
            return oneDay ? day(startsAt) : range(day(startsAt), day(lastOn));
        }
        return oneDay
                ? day(startsAt) + ", " + range(clock(startsAt), clock(endsAt))
                : range(full(startsAt), full(endsAt));
    }

    private String range(String from, String to) {
        return messages.getMessage("times.range", new Object[] {from, to}, locale());
    }

    /** Just now, 5 minutes ago, 3 hours ago or 10 days ago. */
    public String ago(Instant instant) {
        Duration ago = Duration.between(instant, clock.instant());
        if (ago.toMinutes() < 1) {
            return messages.getMessage("times.just-now", null, locale());
        }
        if (ago.toHours() < 1) {
            return messages.getMessage("times.minutes-ago", new Object[] {ago.toMinutes()}, locale());
        }
        return ago.toDays() < 2
                ? messages.getMessage("times.hours-ago", new Object[] {ago.toHours()}, locale())
                : messages.getMessage("times.days-ago", new Object[] {ago.toDays()}, locale());
    }

    /** 46, or 5 months for those under two years. */
    public String age(LocalDate birth) {
        Period age = Period.between(birth, today());
        return age.getYears() >= 2
                ? Integer.toString(age.getYears())
                : messages.getMessage("times.months", new Object[] {age.toTotalMonths()}, locale());
    }

    /** EST: what the zone is called at that time. */
    public String offset(OffsetDateTime time, ZoneId zone) {
        return say("times.offset", time.atZoneSameInstant(zone));
    }

    /** Eastern Time. */
    public String zone(ZoneId zone) {
        return zone.getDisplayName(TextStyle.FULL, SpokenLanguages.written(locale()));
    }

    private String say(String patternCode, TemporalAccessor time) {
        return formatters
                .computeIfAbsent(new Words(patternCode, locale()), this::formatter)
                .format(time);
    }

    private DateTimeFormatter formatter(Words words) {
        return DateTimeFormatter.ofPattern(
                messages.getMessage(words.patternCode(), null, words.language()),
                SpokenLanguages.written(words.language()));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
