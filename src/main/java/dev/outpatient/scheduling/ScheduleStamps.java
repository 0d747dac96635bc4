package dev.outpatient.scheduling;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The SQL of the schedule_stamp table, which tells all nodes whose schedule changed. */
@Repository
class ScheduleStamps {

    private static final int LAST = 0;
    private static final int DOCTOR = 2;
    private static final int OFFICE = 3;

    /**
     * Whose schedule changed after some stamp.
     *
     * @param last the newest stamp, or 0 when nothing changed
     */
    record Changes(long last, List<DoctorId> doctors, List<OfficeId> offices) {

        boolean isNone() {
            return last == 0;
        }
    }

    /** Marks a transaction; it does nothing. */
    private static final TransactionSynchronization CHANGING = new TransactionSynchronization() {};

    private final JdbcClient jdbc;

    ScheduleStamps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Changes since(long stamp) {
        List<DoctorId> doctors = new ArrayList<>();
        List<OfficeId> offices = new ArrayList<>();
        long[] last = new long[1];
        jdbc.sql("SELECT owner_kind, owner_id, stamp FROM schedule_stamp WHERE stamp > ?")
                .param(stamp)
                .query(row -> {
                    switch (row.getInt(1)) {
                        case LAST -> last[0] = row.getLong(3);
                        case DOCTOR -> doctors.add(new DoctorId(row.getLong(2)));
                        case OFFICE -> offices.add(new OfficeId(row.getLong(2)));
                        default -> throw new IllegalStateException("No such kind: " + row.getInt(1));
                    }
                });
        return new Changes(last[0], doctors, offices);
    }

    /**
     * Begins a change of schedules: until the transaction ends, no other changes any. So stamps are committed in their
     * order, and who has seen one has seen all before it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(DoctorId doctor) {
        stamp(DOCTOR, doctor.value());
    }

    /** The same for the schedule of an office. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(OfficeId office) {
        stamp(OFFICE, office.value());
    }

    /** Whether the transaction under way has changed schedules. */
    boolean areChanging() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.getSynchronizations().contains(CHANGING);
    }

    private void stamp(int kind, long id) {
        if (!areChanging()) {
            TransactionSynchronizationManager.registerSynchronization(CHANGING);
        }
        jdbc.sql("UPDATE schedule_stamp SET stamp = stamp + 1 WHERE owner_kind = 0 AND owner_id = 0")
                .update();
        long stamp = jdbc.sql("SELECT stamp FROM schedule_stamp WHERE owner_kind = 0 AND owner_id = 0")
                .query(Long.class)
                .single();
        int known = jdbc.sql("UPDATE schedule_stamp SET stamp = ? WHERE owner_kind = ? AND owner_id = ?")
                .params(stamp, kind, id)
                .update();
        if (known == 0) {
            jdbc.sql("INSERT INTO schedule_stamp (owner_kind, owner_id, stamp) VALUES (?, ?, ?)")
                    .params(kind, id, stamp)
                    .update();
        }
    }
}
