package dev.outpatient.scheduling.benchmark;

import dev.outpatient.ClinicFixture;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one client books, one after the other: its own doctors and patients in turn, at times all over the next weeks,
 * so that nothing is refused and most bookings are the first of the patient's day.
 */
final class Wishes {

    /** A visit of half an hour. */
    record Wish(DoctorId doctor, OfficeId office, PatientId patient, Instant startsAt) {}

    private static final int DOCTORS = 19;
    private static final int HALF_HOURS = 80 * 48;
    /** With no factor in common with the one above, so that each time comes once. */
    private static final int STEP = 1_009;

    /** Fewer than the rules let a patient have in one office. */
    private static final int PER_PATIENT = 12;

    private final OfficeId office;
    private final List<DoctorId> doctors;
    private final List<PatientId> patients;
    private final Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2));
    private int next;

    /** @param count how many will be wanted at most */
    Wishes(ClinicFixture clinic, OfficeId office, int count) {
        this.office = office;
        this.doctors = Stream.generate(() -> clinic.alwaysWorking(office, 30))
                .limit(DOCTORS)
                .toList();
        this.patients = clinic.patients(Math.max(DOCTORS, count / PER_PATIENT) + 1);
    }

    Wish next() {
        int n = next++;
        long time = (long) (n / DOCTORS) * STEP % HALF_HOURS;
        return new Wish(
                doctors.get(n % DOCTORS),
                office,
                patients.get(n % patients.size()),
                first.plus(Duration.ofMinutes(30).multipliedBy(time)));
    }
}
