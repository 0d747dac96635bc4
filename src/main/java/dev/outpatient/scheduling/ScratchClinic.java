package dev.outpatient.scheduling;

import static java.util.stream.Collectors.toSet;

import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.BusyDays.Key;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.CalendarCheck.Scope;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Offices, doctors and patients that a proof makes for itself, and takes away again with all that was booked for them. It
 * deletes by the numbers of the rows that it made, nothing else. The hours of its doctors are not announced to other
 * programs on the same database, so that nobody there is offered them.
 */
@Component
class ScratchClinic {

    static final String NAME = "Booking proof";

    private static final int DOCTORS = 4;
    private static final int IDS_PER_STATEMENT = 500;

    /** Everything may be booked, moved and cancelled at any time. */
    private static final BookingRules RULES =
            new BookingRules(Duration.ZERO, BookingRules.FURTHEST, Duration.ZERO, Duration.ZERO, 1000);

    /** Whom it consists of. */
    record Made(List<OfficeId> offices, List<DoctorId> doctors, List<PatientId> patients) {

        Set<Owner> owners() {
            return Stream.concat(
                            doctors.stream().map(Owner::of), patients.stream().map(Owner::of))
                    .collect(toSet());
        }
    }

    private final DirectoryAdministration administration;
    private final Patients patients;
    private final HoursRepository hours;
    private final RulesRepository rules;
    private final Schedules schedules;
    private final ScheduleStamps stamps;
    private final RetriedTransaction transaction;
    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    ScratchClinic(
            DirectoryAdministration administration,
            Patients patients,
            HoursRepository hours,
            RulesRepository rules,
            Schedules schedules,
            ScheduleStamps stamps,
            RetriedTransaction transaction,
            JdbcClient jdbc,
            JdbcTemplate template) {
        this.administration = administration;
        this.patients = patients;
        this.hours = hours;
        this.rules = rules;
        this.schedules = schedules;
        this.stamps = stamps;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Two offices in UTC, four doctors who work around the clock in both, and patients who can't sign in. */
    Made make(int patientCount) {
        Made made = transaction.run(() -> {
            List<OfficeId> offices =
                    Stream.of(" office 1", " office 2").map(this::office).toList();
            List<DoctorId> doctors = IntStream.rangeClosed(1, DOCTORS)
                    .mapToObj(i -> doctor(i, offices))
                    .toList();
            List<PatientDetails> people = IntStream.rangeClosed(1, patientCount)
                    .mapToObj(i -> new PatientDetails(NAME + " patient " + i, null, null, null, null, null, null))
                    .toList();
            return new Made(offices, doctors, patients.addAll(Actor.OPERATOR, people, null));
        });
        // Not told to other nodes: a running clinic should not offer these doctors.
        schedules.forget();
        return made;
    }

    private OfficeId office(String name) {
        OfficeId id = administration.addOffice(
                Actor.OPERATOR, new OfficeDetails(NAME + name, null, null, null, null, ZoneId.of("UTC")));
        rules.put(id, RULES);
        return id;
    }

    private DoctorId doctor(int number, List<OfficeId> offices) {
        DoctorId id = administration.addDoctor(
                Actor.OPERATOR, new DoctorDetails(NAME + " doctor " + number, null, null, null, NAME, null), (String)
                        null);
        offices.forEach(office -> administration.assign(Actor.OPERATOR, id, office));
        // Hours that cross, which the program itself refuses: so the calendar alone keeps the visits apart.
        List<WorkingHours> week = new ArrayList<>();
        LocalTime midnight = LocalTime.MIDNIGHT;
        for (DayOfWeek day : DayOfWeek.values()) {
            week.add(hours(id, offices.getFirst(), day, midnight, midnight));
            week.add(hours(
                    id, offices.getLast(), day, midnight.plus(ProofScenes.HALF), midnight.minus(ProofScenes.HALF)));
        }
        hours.replace(id, week);
        return id;
    }

    private static WorkingHours hours(DoctorId doctor, OfficeId office, DayOfWeek day, LocalTime start, LocalTime end) {
        return new WorkingHours(doctor, office, day, start, end, (int) ProofScenes.VISIT.toMinutes(), null, null);
    }

    /**
     * Takes everything away, or nothing: if something that others made hangs on it, the database refuses.
     *
     * @param days those on which something may have been booked
     */
    void remove(Made made, List<LocalDate> days) {
        List<Long> doctors = made.doctors().stream().map(DoctorId::value).toList();
        List<Long> offices = made.offices().stream().map(OfficeId::value).toList();
        List<Long> people = made.patients().stream().map(PatientId::value).toList();
        List<Key> calendar = calendar(made, days);
        transaction.run(() -> {
            // A booking that is still under way ends before this, or finds nobody.
            jdbc.sql("SELECT id FROM doctor WHERE id IN (:ids) FOR UPDATE")
                    .param("ids", doctors)
                    .query(Long.class)
                    .list();
            for (List<Long> part : parts(people)) {
                for (String table : List.of("slot_hold", "appointment", "appointment_series")) {
                    jdbc.sql("DELETE FROM " + table + " WHERE doctor_id IN (:doctors) AND patient_id IN (:patients)")
                            .param("doctors", doctors)
                            .param("patients", part)
                            .update();
                }
            }
            delete("working_hours", "doctor_id", doctors);
            delete("booking_rules", "office_id", offices);
            delete("office_doctor_association", "doctor_id", doctors);
            template.batchUpdate(
                    "DELETE FROM calendar_day WHERE owner_kind = ? AND day = ? AND owner_id = ?",
                    calendar,
                    IDS_PER_STATEMENT,
                    (row, key) -> {
                        row.setInt(1, key.owner().kind().code);
                        row.setObject(2, key.day());
                        row.setLong(3, key.owner().id());
                    });
            // Told to all nodes: one that started meanwhile has read these hours, and would offer them for good.
            made.doctors().forEach(stamps::changed);
            made.offices().forEach(stamps::changed);
            delete("doctor", "id", doctors);
            delete("office", "id", offices);
            parts(people).forEach(part -> delete("patient", "id", part));
            return made;
        });
    }

    private void delete(String table, String column, List<Long> ids) {
        jdbc.sql("DELETE FROM " + table + " WHERE " + column + " IN (:ids)")
                .param("ids", ids)
                .update();
    }

    /** The calendar rows of its own people, found without a lock: those of others must not be waited for. */
    private List<Key> calendar(Made made, List<LocalDate> days) {
        Scope scope = new Scope(null, null, made.owners());
        List<Key> keys = new ArrayList<>();
        for (LocalDate day : days) {
            for (Owner.Kind kind : Owner.Kind.values()) {
                jdbc.sql(
                                "SELECT owner_id FROM calendar_day WHERE owner_kind = ? AND day = ? AND owner_id BETWEEN ? AND ?")
                        .params(kind.code, day, scope.lowest(kind), scope.highest(kind))
                        .query(row -> {
                            Owner owner = new Owner(kind, row.getLong(1));
                            if (scope.holds(owner)) {
                                keys.add(new Key(owner, day));
                            }
                        });
            }
        }
        return keys;
    }

    private static List<List<Long>> parts(List<Long> ids) {
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += IDS_PER_STATEMENT) {
            parts.add(ids.subList(from, Math.min(from + IDS_PER_STATEMENT, ids.size())));
        }
        return parts;
    }
}
