package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Key;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.DoctorId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The SQL of the calendar_day table, which decides who is busy when. */
@Repository
class CalendarRepository {

    private static final int ROWS_PER_STATEMENT = 200;

    private static final int DOCTORS_PER_STATEMENT = 400;

    /** An import brings visits from decades; H2 would read all the days between them. */
    private static final int DAYS_PER_STATEMENT = 31;

    /** Of some owners, on some days in a row. */
    static final String READ = """
            SELECT owner_id, day, busy FROM calendar_day
            WHERE owner_kind = :kind AND day BETWEEN :first AND :last AND day IN (:days) AND owner_id IN (:ids)""";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    CalendarRepository(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /**
     * Reads rows for change: until the transaction ends, nobody else reads them for change. Rows are locked in key
     * order. A row that is not there yet can't be locked, so it is made first; of two transactions that make the same
     * row, the second waits for the first and then sees what it wrote. Many want the first row of a doctor's day at once,
     * and H2 does not let an insert wait but tries it again and again; so they wait for the doctor.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public BusyDays lock(SortedSet<Key> keys) {
        BusyDays days = new BusyDays();
        loadForUpdate(keys, days);
        SortedSet<Key> missing = new TreeSet<>(keys);
        missing.removeIf(days::holds);
        if (lockDoctors(missing)) {
            loadForUpdate(missing, days);
            missing.removeIf(days::holds);
        }
        if (!missing.isEmpty()) {
            create(missing);
            loadForUpdate(missing, days);
        }
        return days;
    }

    /** @return whether there were any */
    private boolean lockDoctors(SortedSet<Key> missing) {
        List<Long> doctors = missing.stream()
                .map(Key::owner)
                .filter(owner -> owner.kind() == Owner.Kind.DOCTOR)
                .map(Owner::id)
                .distinct()
                .toList();
        return !doctors.isEmpty()
                && !jdbc.sql("SELECT id FROM doctor WHERE id IN (:ids) ORDER BY id FOR UPDATE")
                        .param("ids", doctors)
                        .query(Long.class)
                        .list()
                        .isEmpty();
    }

    /**
     * Writes back what changed, once. Each row must still hold what was loaded: the lock sees to that, and this to an
     * engine that lets two have it.
     *
     * @throws CannotAcquireLockException when a row holds something else by now; to be tried again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void save(BusyDays days) {
        int[][] written = template.batchUpdate(
                "UPDATE calendar_day SET busy = ? WHERE owner_kind = ? AND day = ? AND owner_id = ? AND busy = ?",
                days.changed(),
                ROWS_PER_STATEMENT,
                (row, key) -> {
                    row.setBytes(1, days.stored(key));
                    row.setInt(2, key.owner().kind().code);
                    row.setObject(3, key.day());
                    row.setLong(4, key.owner().id());
                    row.setBytes(5, days.loaded(key));
                });
        if (Arrays.stream(written).flatMapToInt(Arrays::stream).anyMatch(rows -> rows == 0)) {
            throw new CannotAcquireLockException("A day was changed by another transaction while this one had it");
        }
    }

    /**
     * Reads what the doctors' days hold now, for showing; a decision takes {@link #lock}. By lists of days and of doctors,
     * each row is looked up by its key: a range of days would read the rows of all doctors in it, and MariaDB turns lists
     * of 1,000 into a join that does the same. H2 looks up nothing by such lists, so the first and the last day keep it from
     * reading the days of all time.
     */
    void read(Collection<DoctorId> doctors, LocalDate fromDay, LocalDate toDay, BusyDays days) {
        read(doctors, fromDay, toDay, "", days);
    }

    private void read(Collection<DoctorId> doctors, LocalDate fromDay, LocalDate toDay, String lock, BusyDays days) {
        List<LocalDate> wanted = fromDay.datesUntil(toDay.plusDays(1)).toList();
        List<Long> ids = doctors.stream().map(DoctorId::value).sorted().toList();
        for (int from = 0; from < ids.size(); from += DOCTORS_PER_STATEMENT) {
            jdbc.sql(READ + lock)
                    .param("kind", Owner.Kind.DOCTOR.code)
                    .param("first", fromDay)
                    .param("last", toDay)
                    .param("days", wanted)
                    .param("ids", ids.subList(from, Math.min(from + DOCTORS_PER_STATEMENT, ids.size())))
                    .query(row -> {
                        Owner owner = new Owner(Owner.Kind.DOCTOR, row.getLong(1));
                        days.load(new Key(owner, row.getObject(2, LocalDate.class)), row.getBytes(3));
                    });
        }
    }

    /**
     * Waits for bookings that are under way. Who changed a schedule and asks whom it affects calls this in between: a
     * booking that did not see the change has locked its rows, so what it booked is there afterwards. H2 does not see a row
     * that another transaction has just made, and waits for it only when it makes the same; so the missing rows are made,
     * for a transaction that is rolled back.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void awaitBookings(Collection<DoctorId> doctors, LocalDate fromDay, LocalDate toDay) {
        BusyDays days = new BusyDays();
        read(doctors, fromDay, toDay, " FOR UPDATE", days);
        SortedSet<Key> missing = new TreeSet<>();
        fromDay.datesUntil(toDay.plusDays(1))
                .forEach(day -> doctors.forEach(doctor -> missing.add(new Key(Owner.of(doctor), day))));
        missing.removeIf(days::holds);
        lockDoctors(missing);
        create(missing);
    }

    private void loadForUpdate(SortedSet<Key> keys, BusyDays days) {
        for (List<Key> part : parts(keys)) {
            // Alternatives of plain comparisons: MariaDB looks rows up by key for these, but not for tuples in a list.
            // H2 looks up none of them by key, so the kind and the days in front keep it from reading the whole table.
            String wanted = String.join(
                    " OR ",
                    part.stream()
                            .map(k -> "(owner_kind = ? AND day = ? AND owner_id = ?)")
                            .toList());
            jdbc.sql("SELECT owner_kind, day, owner_id, busy FROM calendar_day"
                            + " WHERE owner_kind = ? AND day BETWEEN ? AND ? AND (" + wanted
                            + ") ORDER BY owner_kind, day, owner_id FOR UPDATE")
                    .param(part.getFirst().owner().kind().code)
                    .param(part.getFirst().day())
                    .param(part.getLast().day())
                    .params(part.stream()
                            .<Object>mapMulti((key, out) -> {
                                out.accept(key.owner().kind().code);
                                out.accept(key.day());
                                out.accept(key.owner().id());
                            })
                            .toList())
                    .query(row -> {
                        Owner.Kind kind =
                                row.getInt(1) == Owner.Kind.PATIENT.code ? Owner.Kind.PATIENT : Owner.Kind.DOCTOR;
                        days.load(
                                new Key(new Owner(kind, row.getLong(3)), row.getObject(2, LocalDate.class)),
                                row.getBytes(4));
                    });
        }
    }

    private void create(SortedSet<Key> keys) {
        for (List<Key> part : parts(keys)) {
            // ON DUPLICATE KEY locks the row for change where INSERT IGNORE would only share it, and then deadlock.
            jdbc.sql("INSERT INTO calendar_day (owner_kind, day, owner_id, busy) VALUES "
                            + String.join(
                                    ", ", part.stream().map(k -> "(?, ?, ?, ?)").toList())
                            + " ON DUPLICATE KEY UPDATE busy = busy")
                    .params(part.stream()
                            .<Object>mapMulti((key, out) -> {
                                out.accept(key.owner().kind().code);
                                out.accept(key.day());
                                out.accept(key.owner().id());
                                out.accept(new byte[BusyDays.BYTES]);
                            })
                            .toList())
                    .update();
        }
    }

    /** The keys in their order, in lists of one kind of owner and about a month each. */
    private static List<List<Key>> parts(SortedSet<Key> keys) {
        List<List<Key>> parts = new ArrayList<>();
        for (Key key : keys) {
            List<Key> last = parts.isEmpty() ? null : parts.getLast();
            if (last == null
                    || last.size() == ROWS_PER_STATEMENT
                    || last.getFirst().owner().kind() != key.owner().kind()
                    || key.day().isAfter(last.getFirst().day().plusDays(DAYS_PER_STATEMENT))) {
                last = new ArrayList<>();
                parts.add(last);
            }
            last.add(key);
        }
        return parts;
    }
}
