package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.OfficeId;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A week as patients will find it: when visits start on each day, and bars that show gaps and overlaps at a glance. */
public record WeekPicture(DayScale scale, List<Day> days) {

    /** A list of times is longer than this only in its middle, which is left out. */
    private static final int TOLD = 3;

    /**
     * A day of the week.
     *
     * @param visits how many there are, or null when that depends on the date
     */
    public record Day(
            DayOfWeek day, List<Range> ranges, @Nullable Integer visits) {

        public boolean isClashing() {
            return ranges.stream().anyMatch(Range::clashes);
        }
    }

    /**
     * A range of a day.
     *
     * @param visits when they start
     * @param clashes whether another one overlaps it
     */
    public record Range(WorkingHours hours, @Nullable Office office, List<LocalTime> visits, boolean clashes) {

        public int start() {
            return hours.startMinute();
        }

        public int length() {
            return Math.max(0, hours.endMinute() - hours.startMinute());
        }

        /** The times that are told: all of a few, else the first two. */
        public List<LocalTime> first() {
            return visits.size() <= TOLD ? visits : visits.subList(0, 2);
        }

        /** The last of many, or null. */
        public @Nullable LocalTime last() {
            return visits.size() <= TOLD ? null : visits.getLast();
        }

        /** Whether it holds for some time only. */
        public boolean isLimited() {
            return hours.validFrom() != null || hours.validTo() != null;
        }
    }

    static WeekPicture of(List<WorkingHours> week, Map<OfficeId, Office> offices) {
        DayScale scale = DayScale.of(
                week.stream().mapToInt(WorkingHours::startMinute), week.stream().mapToInt(WorkingHours::endMinute));
        List<Day> days = Arrays.stream(DayOfWeek.values())
                .map(day -> day(day, week, offices))
                .toList();
        return new WeekPicture(scale, days);
    }

    private static Day day(DayOfWeek day, List<WorkingHours> week, Map<OfficeId, Office> offices) {
        List<WorkingHours> own = week.stream()
                .filter(hours -> hours.dayOfWeek() == day)
                .sorted(Comparator.comparing(WorkingHours::startTime))
                .toList();
        List<Range> ranges = own.stream()
                .map(hours -> new Range(
                        hours,
                        offices.get(hours.officeId()),
                        hours.visitTimes(),
                        own.stream().anyMatch(other -> other != hours && clash(other, hours, offices))))
                .toList();
        boolean always = ranges.stream().noneMatch(Range::isLimited);
        Integer visits = always
                ? ranges.stream().mapToInt(range -> range.visits().size()).sum()
                : null;
        return new Day(day, ranges, visits);
    }

    /** Between clocks that differ the use case decides, date by date. */
    private static boolean clash(WorkingHours a, WorkingHours b, Map<OfficeId, Office> offices) {
        Office officeA = offices.get(a.officeId());
        Office officeB = offices.get(b.officeId());
        return officeA != null && officeB != null && officeA.timeZone().equals(officeB.timeZone()) && a.overlaps(b);
    }
}
