package dev.outpatient.portal;

import dev.outpatient.portal.DemoDoctor.Offer;
import dev.outpatient.portal.DemoMedicine.Reason;
import dev.outpatient.portal.DemoVisit.Opinion;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills the calendars of the demo clinic from some weeks back to some weeks ahead: only at times that the doctors offer,
 * never two visits of a doctor at once, and at most one visit of a patient on a date. What happens on a doctor's day
 * depends on the date and the seed alone, so the same day always gives the same clinic; what has passed of it is done,
 * the rest is to come.
 */
final class DemoVisits {

    static final int DAYS_BACK = 60;
    static final int DAYS_AHEAD = 30;

    private static final long SEED = 4_711;
    /** How much of the demo account's own doctor's present day is booked. */
    private static final double OSEIS_DAY = 0.88;
    /** Days that a patient stays away after a visit, if another can come instead; and from the same doctor. */
    private static final int PAUSE = 3;

    private static final int PAUSE_AT_DOCTOR = 13;

    private static final List<String> CALLED_OFF = List.of(
            "Feeling better",
            "Something came up at work",
            "No ride that day",
            "Found an earlier time",
            "Child is ill at home",
            "Out of town that week");

    /**
     * What the demo account's own calendar holds.
     *
     * @param days from today; a visit to come is on that day or the next one with hours, a past one on that or the last
     * @param comments with the rating, or null when no feedback was given
     */
    private record Wish(
            int days,
            String doctor,
            String reason,
            boolean kept,
            int rating,
            @Nullable String comments) {}

    /** The last visit that was kept has no feedback yet: the account can give it. */
    private static final List<Wish> WISHES = List.of(
            new Wish(
                    -52,
                    DemoDoctor.GRACE_OMALLEY,
                    "Sore throat",
                    true,
                    5,
                    "In and out in twenty minutes, and better in three days."),
            new Wish(
                    -41,
                    DemoDoctor.AMA_OSEI,
                    "Palpitations",
                    true,
                    5,
                    "Explained every line of the ECG. I sleep again."),
            new Wish(-30, DemoDoctor.PRIYA_RAGHAVAN, "Mole check", false, 0, null),
            new Wish(-23, DemoDoctor.PRIYA_RAGHAVAN, "Mole check", true, 4, "Quick and thorough."),
            new Wish(-19, DemoDoctor.AMA_OSEI, "Palpitations", true, 0, null),
            new Wish(-5, DemoDoctor.GRACE_OMALLEY, "Heartburn", true, 0, null),
            new Wish(3, DemoDoctor.AMA_OSEI, "Palpitations", true, 0, null),
            new Wish(10, DemoDoctor.PRIYA_RAGHAVAN, "Eczema", true, 0, null),
            new Wish(23, DemoDoctor.GRACE_OMALLEY, "Annual physical", true, 0, null));

    /** A patient and one of the patient's doctors. */
    private record Care(int patient, int doctor) {}

    /** Where a doctor sees patients: those who live nearby. */
    private record Room(int doctor, DemoOffice office) {}

    /** What is said of a doctor with a rating; nothing is said twice. */
    private record Mood(int doctor, int rating) {}

    private final Instant now;
    private final List<DemoDoctor> doctors;
    private final List<DemoPatient> patients;
    private final DemoMedicine medicine;
    private final List<DemoVisit> visits = new ArrayList<>();
    /** The dates on which each patient has a visit, counted from {@link #firstDay}. */
    private final List<BitSet> visitDays = new ArrayList<>();

    private final Map<Care, BitSet> careDays = new HashMap<>();
    private final Map<Room, List<Integer>> panels = new HashMap<>();
    private final Map<Mood, Deque<String>> unsaid = new HashMap<>();
    /** An epoch day before all visits in every zone. */
    private final long firstDay;

    private DemoVisits(Instant now, List<DemoDoctor> doctors, List<DemoPatient> patients, DemoMedicine medicine) {
        this.now = now;
        this.doctors = doctors;
        this.patients = patients;
        this.medicine = medicine;
        this.firstDay = LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay() - DAYS_BACK - PAUSE_AT_DOCTOR - 2;
        patients.forEach(p -> visitDays.add(new BitSet()));
    }

    /** All visits, by start. */
    static List<DemoVisit> all(
            Instant now, List<DemoDoctor> doctors, List<DemoPatient> patients, DemoMedicine medicine) {
        DemoVisits clinic = new DemoVisits(now, doctors, patients, medicine);
        Map<Integer, Set<Instant>> promised = clinic.addWishes();
        // From the last day back, so that the newest feedback has the first choice of words.
        for (int day = DAYS_AHEAD; day >= -DAYS_BACK; day--) {
            for (int doctor = 0; doctor < doctors.size(); doctor++) {
                clinic.fill(doctor, day, promised.getOrDefault(doctor, Set.of()));
            }
        }
        return clinic.visits.stream()
                .sorted(Comparator.comparing((DemoVisit v) -> v.time().start()).thenComparingInt(DemoVisit::doctor))
                .toList();
    }

    /** @return the times that are given away, by doctor */
    private Map<Integer, Set<Instant>> addWishes() {
        Map<Integer, Set<Instant>> promised = new HashMap<>();
        for (Wish wish : WISHES) {
            int doctor = number(wish.doctor);
            int step = wish.days < 0 ? -1 : 1;
            int day = wish.days;
            List<Offer> offers = doctors.get(doctor).offersOn(date(doctor, day));
            while (offers.isEmpty()) {
                day += step;
                offers = doctors.get(doctor).offersOn(date(doctor, day));
            }
            Random random = random(doctor, date(doctor, day));
            Offer offer = offers.get(random.nextInt(offers.size()));
            Reason reason = reasons(doctor, patients.getFirst(), date(doctor, day)).stream()
                    .filter(r -> r.text().equals(wish.reason))
                    .findFirst()
                    .orElseThrow();
            Instant end = offer.time().end();
            boolean past = !end.isAfter(now);
            boolean done = past && wish.kept;
            visits.add(new DemoVisit(
                    0,
                    doctor,
                    offer.office(),
                    offer.time(),
                    !wish.kept
                            ? AppointmentStatus.CANCELLED
                            : past ? AppointmentStatus.COMPLETED : AppointmentStatus.SCHEDULED,
                    reason.text(),
                    wish.kept ? null : CALLED_OFF.get(1),
                    done ? reason.medication() : List.of(),
                    done && wish.rating > 0
                            ? new Opinion(wish.rating, wish.comments, end.plus(Duration.ofHours(20)))
                            : null));
            promised.computeIfAbsent(doctor, d -> new HashSet<>())
                    .add(offer.time().start());
        }
        return promised;
    }

    private void fill(int doctor, int day, Set<Instant> promised) {
        LocalDate date = date(doctor, day);
        Random random = random(doctor, date);
        List<Offer> offers = new ArrayList<>(doctors.get(doctor).offersOn(date));
        boolean oseisDay = day == 0 && doctors.get(doctor).name().equals(DemoDoctor.AMA_OSEI);
        int count = (int) (offers.size() * (oseisDay ? OSEIS_DAY : share(day)) + random.nextDouble());
        Collections.shuffle(offers, random);
        List<Offer> chosen = offers.stream()
                .limit(count)
                .filter(offer -> !promised.contains(offer.time().start()))
                .sorted(Comparator.comparing(offer -> offer.time().start()))
                .toList();
        for (Offer offer : chosen) {
            int patient = pick(new Room(doctor, offer.office()), date, random);
            if (patient >= 0) {
                visitDays.get(patient).set(column(date));
                careDays(patient, doctor).set(column(date));
                visits.add(visit(patient, doctor, date, day, offer, random));
            }
        }
    }

    /** How much of a day is booked: most of the near ones, less and less further ahead. */
    private static double share(int day) {
        if (day < 0) {
            return day < -14 ? 0.25 : 0.4;
        }
        if (day <= 3) {
            return 0.72;
        }
        return day <= 7 ? 0.5 : day <= 14 ? 0.3 : day <= 21 ? 0.16 : 0.07;
    }

    /** Someone who may come on that date, or -1. Who was here lately comes only if nobody else is found. */
    private int pick(Room room, LocalDate date, Random random) {
        List<Integer> panel = panels.computeIfAbsent(room, this::panel);
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int tries = 0; tries < 40 && least > 0; tries++) {
            int patient = any(panel, random);
            int reluctance = reluctance(patient, room.doctor, column(date));
            if (reluctance < least) {
                best = patient;
                least = reluctance;
            }
        }
        return best;
    }

    /** Nobody comes twice on a date, and few come again so soon. */
    private int reluctance(int patient, int doctor, int column) {
        BitSet days = visitDays.get(patient);
        if (days.get(column)) {
            return Integer.MAX_VALUE;
        }
        return (isNear(days, column, PAUSE) ? 1 : 0)
                + (isNear(careDays(patient, doctor), column, PAUSE_AT_DOCTOR) ? 2 : 0);
    }

    private static boolean isNear(BitSet days, int column, int pause) {
        int next = days.nextSetBit(column - pause);
        return next >= 0 && next <= column + pause;
    }

    private BitSet careDays(int patient, int doctor) {
        return careDays.computeIfAbsent(new Care(patient, doctor), care -> new BitSet());
    }

    private List<Integer> panel(Room room) {
        List<Integer> panel = new ArrayList<>();
        // The first patient is the demo account, whose calendar is given.
        for (int i = 1; i < patients.size(); i++) {
            DemoPatient patient = patients.get(i);
            LocalDate today = LocalDate.ofInstant(now, room.office.zone());
            if (patient.region().offices().contains(room.office)
                    && !reasons(room.doctor, patient, today.minusDays(DAYS_BACK + 1))
                            .isEmpty()
                    && !reasons(room.doctor, patient, today.plusDays(DAYS_AHEAD + 1))
                            .isEmpty()) {
                panel.add(i);
            }
        }
        return panel;
    }

    private DemoVisit visit(int patient, int doctor, LocalDate date, int day, Offer offer, Random random) {
        Reason reason = reason(patient, doctor, date, random);
        Instant end = offer.time().end();
        // All is drawn whether it is needed or not, so that the time of the day changes nothing but the status.
        double fate = random.nextDouble();
        String why = any(CALLED_OFF, random);
        List<Medication> medication = medication(reason, random);
        Opinion opinion = opinion(doctor, day, end, random);
        AppointmentStatus status = end.isAfter(now)
                ? AppointmentStatus.SCHEDULED
                : fate < 0.90 ? AppointmentStatus.COMPLETED : AppointmentStatus.CANCELLED;
        boolean completed = status == AppointmentStatus.COMPLETED;
        return new DemoVisit(
                patient,
                doctor,
                offer.office(),
                offer.time(),
                status,
                reason.text(),
                status != AppointmentStatus.CANCELLED ? null : fate < 0.97 ? why : Appointment.NO_SHOW,
                completed ? medication : List.of(),
                completed && opinion != null && !opinion.givenAt().isAfter(now) ? opinion : null);
    }

    /** Mostly what this patient always sees this doctor for. */
    private Reason reason(int patient, int doctor, LocalDate date, Random random) {
        List<Reason> reasons = reasons(doctor, patients.get(patient), date);
        Random always = new Random(SEED + patient * 1_000L + doctor);
        return any(reasons, random.nextDouble() < 0.8 ? always : random);
    }

    private List<Reason> reasons(int doctor, DemoPatient patient, LocalDate date) {
        return medicine.reasons(doctors.get(doctor).specialty(), patient.ageOn(date), patient.woman());
    }

    private static List<Medication> medication(Reason reason, Random random) {
        List<Medication> shuffled = new ArrayList<>(reason.medication());
        Collections.shuffle(shuffled, random);
        boolean prescribes = random.nextDouble() < 0.5;
        int count = random.nextDouble() < 0.3 ? 2 : 1;
        return prescribes ? shuffled.stream().limit(count).toList() : List.of();
    }

    private @Nullable Opinion opinion(int doctor, int day, Instant end, Random random) {
        boolean given = random.nextDouble() < 0.3;
        int rating = rating(doctor, random.nextDouble());
        boolean inWords = random.nextDouble() < 0.45;
        Instant givenAt = end.plus(Duration.ofMinutes(90 + random.nextInt(3 * 24 * 60)));
        // By the day and not by what has passed of it, so that the hour does not change who says what.
        if (!given || day > 0) {
            return null;
        }
        return new Opinion(rating, inWords ? comment(doctor, rating) : null, givenAt);
    }

    /** Most people are content; with some doctors more than with others. */
    private int rating(int doctor, double luck) {
        double best = doctors.get(doctor).name().equals(DemoDoctor.AMA_OSEI) ? 0.84 : 0.56 + doctor * 7 % 24 * 0.01;
        double rest = (luck - best) / (1 - best);
        return rest < 0 ? 5 : rest < 0.66 ? 4 : rest < 0.88 ? 3 : rest < 0.96 ? 2 : 1;
    }

    private @Nullable String comment(int doctor, int rating) {
        return unsaid.computeIfAbsent(new Mood(doctor, rating), mood -> {
                    List<String> comments = new ArrayList<>(
                            medicine.comments(doctors.get(doctor).specialty(), rating));
                    Collections.shuffle(comments, new Random(SEED + doctor));
                    return new ArrayDeque<>(comments);
                })
                .poll();
    }

    private int number(String doctor) {
        return doctors.stream().map(DemoDoctor::name).toList().indexOf(doctor);
    }

    private LocalDate date(int doctor, int day) {
        DemoOffice office = doctors.get(doctor).week().getFirst().office();
        return LocalDate.ofInstant(now, office.zone()).plusDays(day);
    }

    private int column(LocalDate date) {
        return (int) (date.toEpochDay() - firstDay);
    }

    private static Random random(int doctor, LocalDate date) {
        return new Random(SEED + date.toEpochDay() * 1_000 + doctor);
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
