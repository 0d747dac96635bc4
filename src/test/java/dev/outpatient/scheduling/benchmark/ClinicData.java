package dev.outpatient.scheduling.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A network of doctors with full calendars, written straight into the tables as the program would have: each doctor in
 * five offices at random, one on each day of the week, eleven or twelve visits of half an hour there. Bitmaps are made
 * here anew, not by the program's own code.
 */
final class ClinicData {

    static final String STATE = "Here";

    private static final int VISIT_MINUTES = 30;
    private static final int OFFICES_PER_DOCTOR = 5;
    private static final int TICK_SECONDS = 300;
    private static final int TICKS = 288;
    private static final ZoneId EASTERN = ZoneId.of("America/New_York");
    private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private record Range(int office, int startMinute) {}

    private record Doctor(int id, int visits, List<Range> week) {

        Range on(LocalDate date) {
            return week.get(date.getDayOfWeek().getValue() - 1);
        }
    }

    private record PatientDay(long day, int patient, byte[] busy) {}

    private final Random random = new Random(20261126);
    private final Connection connection;
    private final List<Doctor> doctors = new ArrayList<>();
    private byte[][] today = new byte[Setting.DOCTORS + 1][];
    private byte[][] tomorrow = new byte[Setting.DOCTORS + 1][];

    /** @param connection to an empty database with the tables, best one that rewrites batches */
    ClinicData(Connection connection) {
        this.connection = connection;
    }

    static int patients() {
        return Math.max(1, Setting.APPOINTMENTS / 10);
    }

    /** Gives the share of the offered times that is taken. */
    double fill() throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("SET unique_checks = 0, foreign_key_checks = 0");
        }
        offices();
        doctors();
        patientRows();
        return appointments();
    }

    private void offices() throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO office (id, name, city, state, time_zone) VALUES (?, ?, ?, ?, ?)")) {
            for (int id = 1; id <= Setting.OFFICES; id++) {
                set(row, id, "Office " + id, "City " + id % 20, STATE, zone(id).getId());
            }
            row.executeBatch();
        }
        connection.commit();
    }

    private static ZoneId zone(int office) {
        return switch (office % 10) {
            case 0 -> PACIFIC;
            case 1, 2 -> CENTRAL;
            default -> EASTERN;
        };
    }

    private void doctors() throws SQLException {
        try (PreparedStatement doctor =
                        connection.prepareStatement("INSERT INTO doctor (id, name, specialty) VALUES (?, ?, ?)");
                PreparedStatement association = connection.prepareStatement(
                        "INSERT INTO office_doctor_association (doctor_id, office_id) VALUES (?, ?)");
                PreparedStatement hours = connection.prepareStatement("""
                        INSERT INTO working_hours (doctor_id, office_id, day_of_week, start_time, end_time, visit_minutes)
                        VALUES (?, ?, ?, ?, ?, ?)""")) {
            for (int id = 1; id <= Setting.DOCTORS; id++) {
                set(doctor, id, "Doctor " + id, specialty(id));
                List<Integer> places = random.ints(1, Setting.OFFICES + 1)
                        .distinct()
                        .limit(OFFICES_PER_DOCTOR)
                        .boxed()
                        .toList();
                for (int office : places) {
                    set(association, id, office);
                }
                int visits = random.nextInt(10) < 7 ? 12 : 11;
                List<Range> week = new ArrayList<>();
                for (int day = 1; day <= 7; day++) {
                    Range range = new Range(places.get(day % OFFICES_PER_DOCTOR), 7 * 60 + random.nextInt(11) * 30);
                    week.add(range);
                    set(
                            hours,
                            id,
                            range.office(),
                            day,
                            clock(range.startMinute()),
                            clock(range.startMinute() + visits * VISIT_MINUTES),
                            VISIT_MINUTES);
                }
                doctors.add(new Doctor(id, visits, week));
            }
            doctor.executeBatch();
            association.executeBatch();
            hours.executeBatch();
        }
        connection.commit();
    }

    static String specialty(int doctor) {
        return "Specialty " + doctor % Setting.SPECIALTIES;
    }

    private static String clock(int minute) {
        return "%02d:%02d:00".formatted(minute / 60, minute % 60);
    }

    private void patientRows() throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO patient (id, name) VALUES (?, ?)")) {
            for (int id = 1; id <= patients(); id++) {
                set(row, id, "Patient " + id);
                if (id % 10_000 == 0) {
                    row.executeBatch();
                }
            }
            row.executeBatch();
        }
        connection.commit();
    }

    private double appointments() throws SQLException {
        long offered =
                (long) Setting.DAYS * doctors.stream().mapToInt(Doctor::visits).sum();
        double share = Setting.APPOINTMENTS / (double) offered;
        long open = offered;
        int wanted = Setting.APPOINTMENTS;
        LocalDate first = LocalDate.now(PACIFIC);
        try (PreparedStatement appointment = connection.prepareStatement("""
                        INSERT INTO appointment (patient_id, doctor_id, office_id, appointment_date, starts_at, ends_at)
                        VALUES (?, ?, ?, ?, ?, ?)""");
                PreparedStatement calendar = connection.prepareStatement(
                        "INSERT INTO calendar_day (owner_kind, day, owner_id, busy) VALUES (?, ?, ?, ?)")) {
            for (int n = 0; n < Setting.DAYS; n++) {
                LocalDate date = first.plusDays(n);
                List<PatientDay> patientDays = new ArrayList<>();
                for (Doctor doctor : doctors) {
                    Range range = doctor.on(date);
                    for (int visit = 0; visit < doctor.visits(); visit++) {
                        // Each time is as likely as any other, and exactly as many as wanted are taken.
                        if (random.nextLong(open--) >= wanted) {
                            continue;
                        }
                        int patient = patient(wanted--);
                        LocalDateTime wall = date.atStartOfDay().plusMinutes(range.startMinute() + visit * 30L);
                        LocalDateTime start = LocalDateTime.ofInstant(
                                wall.atZone(zone(range.office())).toInstant(), ZoneOffset.UTC);
                        set(
                                appointment,
                                patient,
                                doctor.id(),
                                range.office(),
                                wall,
                                start,
                                start.plusMinutes(VISIT_MINUTES));
                        boolean next = start.toLocalDate().isAfter(date);
                        byte[][] days = next ? tomorrow : today;
                        if (days[doctor.id()] == null) {
                            days[doctor.id()] = new byte[TICKS / 8];
                        }
                        mark(days[doctor.id()], start);
                        byte[] busy = new byte[TICKS / 8];
                        mark(busy, start);
                        patientDays.add(new PatientDay(start.toLocalDate().toEpochDay(), patient, busy));
                    }
                }
                appointment.executeBatch();
                calendarRows(calendar, date, patientDays);
                connection.commit();
            }
            calendarRows(calendar, first.plusDays(Setting.DAYS), new ArrayList<>());
            connection.commit();
        }
        return share;
    }

    /** Goes round all patients, so that none has two visits within days. */
    private static int patient(int n) {
        return 1 + (int) (n * 7_919L % patients());
    }

    /** Visits start on the half hour, so none crosses midnight in UTC. */
    private static void mark(byte[] busy, LocalDateTime start) {
        int tick = start.toLocalTime().toSecondOfDay() / TICK_SECONDS;
        for (int i = tick; i < tick + VISIT_MINUTES * 60 / TICK_SECONDS; i++) {
            busy[i / 8] |= (byte) (1 << i % 8);
        }
    }

    private void calendarRows(PreparedStatement calendar, LocalDate date, List<PatientDay> patientDays)
            throws SQLException {
        patientDays.sort(Comparator.comparingLong(PatientDay::day).thenComparingInt(PatientDay::patient));
        for (PatientDay row : patientDays) {
            set(calendar, 1, LocalDate.ofEpochDay(row.day()), row.patient(), row.busy());
        }
        for (int id = 1; id < today.length; id++) {
            if (today[id] != null) {
                set(calendar, 2, date, id, today[id]);
            }
        }
        calendar.executeBatch();
        today = tomorrow;
        tomorrow = new byte[today.length][];
    }

    private static void set(PreparedStatement row, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            row.setObject(i + 1, values[i]);
        }
        row.addBatch();
    }
}
