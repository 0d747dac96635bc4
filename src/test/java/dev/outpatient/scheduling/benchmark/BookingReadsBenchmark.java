package dev.outpatient.scheduling.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.outpatient.ClinicFixture;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.scheduling.benchmark.Wishes.Wish;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one booking asks of the database, and that it does not depend on how many appointments the doctor has. */
class BookingReadsBenchmark {

    private static final int FEW = 100;
    private static final int MANY = 10_000;
    /** A page more or less, as a tree of rows grows. */
    private static final int MORE_AT_MOST = 3;

    private final BenchmarkClinic clinic = BenchmarkClinic.get();
    private final ClinicFixture fixture = new ClinicFixture(clinic.forBooking());
    private final Booking booking = clinic.forBooking().getBean(Booking.class);
    private final StatementLog log = new StatementLog(clinic.server);
    private final OfficeId office = fixture.office(ClinicFixture.BOSTON);

    @Test
    void rowsRead() throws Exception {
        List<PatientId> patients = fixture.patients(FEW);
        DoctorId few = doctorWith(FEW, patients);
        DoctorId many = doctorWith(MANY, patients);
        clinic.server.execute("ANALYZE TABLE booked.appointment, booked.calendar_day");
        Report.title("c. Rows read by one booking");
        for (boolean asAdmin : new boolean[] {true, false}) {
            String who = asAdmin ? "an admin" : "the patient";
            Map<String, Long> ofFew = rowsRead(few, asAdmin);
            Map<String, Long> ofMany = rowsRead(many, asAdmin);
            Report.line("  %s books at a doctor with %,d appointments: %s", who, FEW, ofFew);
            Report.line("  %s books at a doctor with %,d appointments: %s", who, MANY, ofMany);
            assertThat(sum(ofMany)).isLessThanOrEqualTo(sum(ofFew) + MORE_AT_MOST);
        }
    }

    /** The fewest of some tries, as others may ask something meanwhile. */
    private Map<String, Long> rowsRead(DoctorId doctor, boolean asAdmin) throws Exception {
        Map<String, Long> fewest = Map.of("nothing", Long.MAX_VALUE);
        for (int day = 1; day <= 5; day++) {
            PatientId patient = fixture.patient();
            Instant start = today().plus(Duration.ofDays(day)).plus(Duration.ofHours(asAdmin ? 17 : 18));
            BookingRequest request = new BookingRequest(doctor, office, start, null, patient);
            Map<String, Long> read = log.rowsRead(
                    BenchmarkClinic.BOOKED,
                    () -> booking.book(asAdmin ? Actor.admin(1) : Actor.of(patient), request, null));
            fewest = sum(read) < sum(fewest) ? read : fewest;
        }
        return fewest;
    }

    private static long sum(Map<String, Long> read) {
        return read.values().stream().mapToLong(Long::longValue).sum();
    }

    /** One who is booked out from some past day on, until half a year ahead at most. */
    private DoctorId doctorWith(int appointments, List<PatientId> patients) {
        DoctorId doctor = fixture.alwaysWorking(office, 30);
        VisitRecords records = clinic.forBooking().getBean(VisitRecords.class);
        Instant first = today().minus(Duration.ofDays(MANY / 32)).plus(Duration.ofDays(7));
        for (int done = 0; done < appointments; done += FEW) {
            List<Visit> visits = new ArrayList<>();
            for (int i = 0; i < FEW; i++) {
                // Sixteen hours a day: what is left of it is for the bookings to come.
                int n = done + i;
                Instant start = first.plus(Duration.ofDays(n / 32)).plus(Duration.ofMinutes(30L * (n % 32)));
                visits.add(new Visit(
                        patients.get(i),
                        doctor,
                        office,
                        ClinicFixture.BOSTON,
                        start,
                        Duration.ofMinutes(30),
                        start.isBefore(Instant.now()) ? AppointmentStatus.COMPLETED : AppointmentStatus.SCHEDULED,
                        null,
                        null));
            }
            records.record(Actor.OPERATOR, visits);
        }
        return doctor;
    }

    private static Instant today() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    /** The plain JDBC of {@link BookingBenchmark} should do what the program does; any difference is printed. */
    @Test
    void statements() throws Exception {
        Wishes wishes = new Wishes(fixture, office, 100);
        MysqlDataSource database = new MysqlDataSource();
        database.setURL(clinic.server.url(BenchmarkClinic.BOOKED));
        database.setUser("root");
        for (boolean asAdmin : new boolean[] {true, false}) {
            Wish one = wishes.next();
            Wish other = wishes.next();
            Actor actor = asAdmin ? Actor.admin(1) : Actor.of(one.patient());
            List<String> program = log.transaction(() -> booking.book(
                    actor, new BookingRequest(one.doctor(), one.office(), one.startsAt(), null, one.patient()), null));
            List<String> plain = log.transaction(() -> new JdbcBooker(database, asAdmin).book(other));
            Report.title("b. Statements of the transaction of %s: program %d, plain JDBC %d"
                    .formatted(asAdmin ? "an admin" : "a patient", program.size(), plain.size()));
            program.forEach(sql -> Report.line("  %s %s", plain.contains(sql) ? " " : "program only:", sql));
            plain.stream().filter(sql -> !program.contains(sql)).forEach(sql -> Report.line("  plain only: %s", sql));
        }
    }
}
