package dev.outpatient.portal;

import static dev.outpatient.portal.DemoOffice.DAVIS;
import static dev.outpatient.portal.DemoOffice.HARBOR;
import static dev.outpatient.portal.DemoOffice.LAKEVIEW;
import static dev.outpatient.portal.DemoOffice.PILSEN;
import static dev.outpatient.portal.DemoOffice.UNION;

import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A doctor of the demo clinic.
 *
 * @param name without a title
 * @param week the hours, none overlapping
 */
record DemoDoctor(String name, String specialty, List<Stint> week) {

    static final String AMA_OSEI = "Ama Osei";
    static final String GRACE_OMALLEY = "Grace O'Malley";
    static final String PRIYA_RAGHAVAN = "Priya Raghavan";

    /**
     * A range of the week in one office, by the clock on its wall.
     *
     * @param onlyOn the one date on which it holds, or null when it holds every week
     */
    record Stint(
            DemoOffice office,
            DayOfWeek day,
            LocalTime start,
            LocalTime end,
            int visitMinutes,
            @Nullable LocalDate onlyOn) {

        /** The visits it offers on a date. No stint is near the hours in which the clocks change. */
        Stream<Offer> on(LocalDate date) {
            if (date.getDayOfWeek() != day || (onlyOn != null && !onlyOn.equals(date))) {
                return Stream.empty();
            }
            int visits = (int) (Duration.between(start, end).toMinutes() / visitMinutes);
            return Stream.iterate(0, n -> n < visits, n -> n + 1).map(n -> {
                Instant startsAt = date.atTime(start.plusMinutes((long) n * visitMinutes))
                        .atZone(office.zone())
                        .toInstant();
                return new Offer(office, TimeRange.of(startsAt, Duration.ofMinutes(visitMinutes)));
            });
        }
    }

    /** A time that a visit may have. */
    record Offer(DemoOffice office, TimeRange time) {}

    /** @param now when the clinic is made: if that is a Sunday, Dr Osei stands in for that day, so no demo starts empty */
    static List<DemoDoctor> all(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, HARBOR.zone());
        return List.of(
                doctor(
                        AMA_OSEI,
                        "Cardiology",
                        in(HARBOR, 30, "Mon-Fri 08:30-12:30 13:30-17:00"),
                        in(HARBOR, 20, "Sat 09:00-13:20"),
                        today.getDayOfWeek() == DayOfWeek.SUNDAY
                                ? only(today, in(HARBOR, 20, "Sun 09:00-13:20"))
                                : List.of()),
                doctor(
                        "Daniel Whitfield",
                        "Cardiology",
                        in(DAVIS, 30, "Tue,Thu 09:00-12:00 13:00-16:00"),
                        in(HARBOR, 30, "Wed 13:00-17:00")),
                doctor(GRACE_OMALLEY, "Family Medicine", in(HARBOR, 20, "Mon-Thu 08:00-11:00 13:00-15:00")),
                doctor(
                        "Rafael Duarte",
                        "Family Medicine",
                        in(DAVIS, 20, "Mon,Wed,Fri 09:00-12:00 14:00-16:00"),
                        in(DAVIS, 15, "Thu 17:00-20:00")),
                doctor(
                        "Mei-Ling Zhou",
                        "Pediatrics",
                        in(DAVIS, 20, "Mon,Wed 09:00-12:00"),
                        in(HARBOR, 20, "Fri 13:00-16:00"),
                        in(DAVIS, 15, "Sat 09:00-11:00")),
                doctor("Samuel Adeyemi", "Pediatrics", in(HARBOR, 20, "Tue,Thu 08:30-11:30 15:00-17:00")),
                doctor(PRIYA_RAGHAVAN, "Dermatology", in(HARBOR, 15, "Mon,Tue,Thu,Fri 09:00-11:30 13:00-15:00")),
                doctor("Hannah Lindqvist", "Orthopedics", in(DAVIS, 20, "Mon,Tue,Thu 08:00-11:00 12:30-14:30")),
                doctor("Farid Haddad", "Neurology", in(HARBOR, 45, "Mon,Wed,Fri 09:00-12:00 13:00-16:00")),
                doctor(
                        "Camille Laurent",
                        "Obstetrics and Gynecology",
                        in(HARBOR, 30, "Mon,Tue 09:00-12:30 13:30-16:00"),
                        in(DAVIS, 30, "Thu 09:00-12:30")),
                doctor("Tomasz Wrona", "Endocrinology", in(DAVIS, 30, "Tue,Wed,Fri 09:00-12:00 13:00-15:30")),
                doctor(
                        "Lucía Herrera",
                        "Family Medicine",
                        in(PILSEN, 20, "Mon-Wed 08:30-11:30 13:00-15:00"),
                        in(PILSEN, 15, "Sat 09:00-12:00")),
                doctor(
                        "Marcus Bell",
                        "Family Medicine",
                        in(LAKEVIEW, 15, "Thu,Fri 09:00-12:00 13:30-15:30"),
                        in(LAKEVIEW, 15, "Sun 10:00-14:00")),
                doctor("Soo-jin Park", "Cardiology", in(LAKEVIEW, 30, "Mon,Tue,Thu 09:00-12:00 13:00-16:00")),
                doctor(
                        "Elena Petrova",
                        "Dermatology",
                        in(LAKEVIEW, 20, "Mon,Tue 09:00-12:00 13:00-16:00"),
                        in(UNION, 20, "Thu 10:00-13:00 14:00-17:00")),
                doctor(
                        "Andre Thompson",
                        "Orthopedics",
                        in(PILSEN, 20, "Mon,Wed 08:00-11:00 12:00-14:00"),
                        in(LAKEVIEW, 20, "Fri 09:00-12:00")),
                doctor("Nkechi Eze", "Pediatrics", in(PILSEN, 20, "Mon,Wed,Fri 09:00-11:40 14:00-16:00")),
                doctor("Yusuf Demir", "Neurology", in(LAKEVIEW, 40, "Tue,Wed,Thu 09:00-12:20 13:20-16:00")),
                doctor("Isabel Moreno", "Obstetrics and Gynecology", in(PILSEN, 30, "Tue,Thu 09:00-12:30 13:30-17:00")),
                doctor(
                        "Arjun Mehta",
                        "Endocrinology",
                        in(LAKEVIEW, 30, "Mon,Wed 08:30-12:00 13:00-16:00"),
                        in(UNION, 30, "Fri 09:00-12:00 13:00-15:00")),
                doctor(
                        "Kate Brennan",
                        "Family Medicine",
                        in(UNION, 20, "Mon,Wed 08:00-11:00 13:00-15:00"),
                        in(UNION, 15, "Tue 16:00-19:00")),
                doctor("Minh Tran", "Pediatrics", in(UNION, 20, "Tue,Thu 09:00-11:20")),
                doctor("Naomi Begay", "Dermatology", in(UNION, 15, "Wed,Fri 09:00-11:30")),
                doctor("Oscar Lindgren", "Orthopedics", in(UNION, 20, "Mon,Thu 13:00-16:20")));
    }

    /** The offices, without repeats. */
    Set<DemoOffice> offices() {
        return week.stream()
                .map(Stint::office)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DemoOffice.class)));
    }

    /** The times offered on a date, in order. */
    List<Offer> offersOn(LocalDate date) {
        return week.stream()
                .flatMap(stint -> stint.on(date))
                .sorted((a, b) -> a.time().start().compareTo(b.time().start()))
                .toList();
    }

    /** @param number tells doctors apart, from 1 */
    DoctorDetails details(int number) {
        DemoOffice office = week.getFirst().office();
        String email = name.equals(AMA_OSEI) ? DemoClinic.DOCTOR : DemoPeople.mailName(name) + "@clinic.example";
        return new DoctorDetails(
                name,
                null,
                email,
                "(%s) 555-01%02d".formatted(areaCode(office), 50 + number),
                specialty,
                "%s-%06d".formatted(office.state(), 204_113 + number * 7_919));
    }

    private static String areaCode(DemoOffice office) {
        return switch (office) {
            case HARBOR, DAVIS -> "617";
            case LAKEVIEW -> "773";
            case PILSEN -> "312";
            case UNION -> "303";
        };
    }

    @SafeVarargs
    private static DemoDoctor doctor(String name, String specialty, List<Stint>... week) {
        return new DemoDoctor(
                name, specialty, Arrays.stream(week).flatMap(List::stream).toList());
    }

    /** @param hours days, then ranges of time: {@code "Mon-Wed 09:00-12:00 13:00-16:00"} or {@code "Tue,Thu …"} */
    private static List<Stint> in(DemoOffice office, int visitMinutes, String hours) {
        List<String> words = List.of(hours.split(" "));
        List<Stint> stints = new ArrayList<>();
        for (DayOfWeek day : days(words.getFirst())) {
            for (String range : words.subList(1, words.size())) {
                int dash = range.indexOf('-');
                stints.add(new Stint(
                        office,
                        day,
                        LocalTime.parse(range.substring(0, dash)),
                        LocalTime.parse(range.substring(dash + 1)),
                        visitMinutes,
                        null));
            }
        }
        return stints;
    }

    private static List<Stint> only(LocalDate date, List<Stint> stints) {
        return stints.stream()
                .map(s -> new Stint(s.office, s.day, s.start, s.end, s.visitMinutes, date))
                .toList();
    }

    private static Set<DayOfWeek> days(String words) {
        int dash = words.indexOf('-');
        if (dash > 0) {
            return EnumSet.range(day(words.substring(0, dash)), day(words.substring(dash + 1)));
        }
        return Arrays.stream(words.split(","))
                .map(DemoDoctor::day)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
    }

    private static DayOfWeek day(String word) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().regionMatches(true, 0, word, 0, 3))
                .findFirst()
                .orElseThrow();
    }
}
