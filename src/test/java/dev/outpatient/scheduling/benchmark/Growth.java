package dev.outpatient.scheduling.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Copies a database some times over into another, inside the server: the same network, and as many more elsewhere. */
final class Growth {

    private static final int AT_ONCE = 2;

    private final BenchmarkServer server;
    private final String from;
    private final String to;

    Growth(BenchmarkServer server, String from, String to) {
        this.server = server;
        this.from = from;
        this.to = to;
    }

    void copy(int times) throws Exception {
        List<Callable<Integer>> copies = new ArrayList<>();
        for (int n = 0; n < times; n++) {
            int nth = n;
            copies.add(() -> copyOne(nth));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Integer> copy : threads.invokeAll(copies)) {
                copy.get();
            }
        }
    }

    /** The keys of the n-th copy go on where those of the one before end. */
    private int copyOne(int n) throws SQLException {
        long doctor = (long) n * Setting.DOCTORS;
        long office = (long) n * Setting.OFFICES;
        long patient = (long) n * ClinicData.patients();
        String state = n == 0 ? ClinicData.STATE : "Elsewhere " + n;
        try (Connection connection = server.connect(to, "");
                Statement statement = connection.createStatement()) {
            statement.execute("SET unique_checks = 0, foreign_key_checks = 0");
            for (String sql : List.of(
                    "office (id, name, city, state, time_zone) SELECT id + %2$d, name, city, '%4$s', time_zone",
                    "doctor (id, name, specialty) SELECT id + %1$d, name, specialty",
                    "office_doctor_association (doctor_id, office_id) SELECT doctor_id + %1$d, office_id + %2$d",
                    """
                    working_hours (doctor_id, office_id, day_of_week, start_time, end_time, visit_minutes)
                    SELECT doctor_id + %1$d, office_id + %2$d, day_of_week, start_time, end_time, visit_minutes""",
                    "patient (id, name) SELECT id + %3$d, name",
                    """
                    appointment (patient_id, doctor_id, office_id, appointment_date, starts_at, ends_at)
                    SELECT patient_id + %3$d, doctor_id + %1$d, office_id + %2$d, appointment_date, starts_at, ends_at""",
                    """
                    calendar_day (owner_kind, day, owner_id, busy)
                    SELECT owner_kind, day, owner_id + IF(owner_kind = 2, %1$d, %3$d), busy""")) {
                String table = sql.strip().substring(0, sql.strip().indexOf(' '));
                statement.executeUpdate("INSERT INTO " + sql.strip().formatted(doctor, office, patient, state)
                        + " FROM " + from + "." + table);
            }
        }
        return n;
    }
}
