package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.DayTimes;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.shared.TimeRange;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would come of time off, before it is entered: the times that patients could still book on its days, and the visits
 * that are booked in it.
 *
 * @param days the first days of it that are not over, each
 * @param more how many days follow these
 * @param oneOffice whether it needs no saying where
 * @param affected the visits that stand in it
 */
public record AwayPreview(
        TimeOffLine off, DayScale scale, List<Day> days, long more, boolean oneOffice, List<AppointmentView> affected) {

    /** As many days as are told one by one. */
    static final int MOST_DAYS = 14;

    /** A list of times is longer than this only in its middle, which is left out. */
    private static final int TOLD = 3;

    /**
     * A date at the offices.
     *
     * @param bars the free times as they are now, in stretches
     * @param left what remains of them, by office
     * @param visits how many remain
     * @param gone how many do not
     */
    public record Day(LocalDate date, List<Bar> bars, List<Left> left, int visits, int gone) {}

    /**
     * Free times without a gap between them.
     *
     * @param start the minute of the day on the wall
     * @param gone whether nobody could book them any more
     */
    public record Bar(int start, int length, boolean gone) {

        private int end() {
            return start + length;
        }
    }

    /** The free times that remain in an office. */
    public record Left(Office office, List<Slot> slots) {

        /** The times that are told: all of a few, else the first two. */
        public List<OffsetDateTime> first() {
            List<Slot> told = slots.size() <= TOLD ? slots : slots.subList(0, 2);
            return told.stream().map(Slot::startsAt).toList();
        }

        /** The last of many, or null. */
        public @Nullable OffsetDateTime last() {
            return slots.size() <= TOLD ? null : slots.getLast().startsAt();
        }
    }

    /** The dates that are told one by one. */
    record Told(LocalDate first, LocalDate last) {

        /** From today on: what is over is of no use to anybody. */
        static Told of(TimeOffLine off, LocalDate today) {
            LocalDate first = today.isAfter(off.firstOn()) ? today : off.firstOn();
            LocalDate last = first.plusDays(MOST_DAYS - 1);
            return new Told(first, last.isBefore(off.lastOn()) ? last : off.lastOn());
        }
    }

    /** @param free what patients can book now on the days that are told, in order */
    static AwayPreview of(
            TimeOffLine off,
            Told told,
            List<Slot> free,
            TimeRange time,
            boolean oneOffice,
            List<AppointmentView> affected) {
        List<Day> days = told.first()
                .datesUntil(told.last().plusDays(1))
                .map(date -> day(
                        date,
                        free.stream()
                                .filter(slot -> slot.startsAt().toLocalDate().equals(date))
                                .toList(),
                        time))
                .toList();
        DayScale scale = DayScale.of(bars(days).mapToInt(Bar::start), bars(days).mapToInt(Bar::end));
        long more = ChronoUnit.DAYS.between(told.last(), off.lastOn());
        return new AwayPreview(off, scale, days, more, oneOffice, affected);
    }

    /** Whether patients find nothing on these days as it is. */
    public boolean isFreeOfTimes() {
        return days.stream().allMatch(day -> day.bars().isEmpty());
    }

    private static Day day(LocalDate date, List<Slot> free, TimeRange time) {
        List<Slot> left =
                free.stream().filter(slot -> !slot.time().overlaps(time)).toList();
        return new Day(
                date,
                bars(free, time),
                DayTimes.of(left).stream()
                        .map(there -> new Left(there.office(), there.slots()))
                        .toList(),
                left.size(),
                free.size() - left.size());
    }

    private static List<Bar> bars(List<Slot> free, TimeRange time) {
        List<Bar> bars = new ArrayList<>();
        for (Slot slot : free) {
            OffsetDateTime startsAt = slot.startsAt();
            int start = startsAt.getHour() * 60 + startsAt.getMinute();
            int length = (int) slot.time().length().toMinutes();
            boolean gone = slot.time().overlaps(time);
            Bar last = bars.isEmpty() ? null : bars.getLast();
            if (last != null && last.gone() == gone && last.end() == start) {
                bars.set(bars.size() - 1, new Bar(last.start(), last.length() + length, gone));
            } else {
                bars.add(new Bar(start, length, gone));
            }
        }
        return bars;
    }

    private static Stream<Bar> bars(List<Day> days) {
        return days.stream().flatMap(day -> day.bars().stream());
    }
}
