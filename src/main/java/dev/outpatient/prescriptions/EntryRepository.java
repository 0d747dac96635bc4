package dev.outpatient.prescriptions;

import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The SQL of the prescription_entry table. */
@Repository
class EntryRepository {

    /**
     * A prescription as MySQL knows it.
     *
     * @param written whether its document is known to be there
     */
    record Entry(
            long id,
            ObjectId documentId,
            PatientId patientId,
            DoctorId doctorId,
            @Nullable AppointmentId appointmentId,
            @Nullable ObjectId replaces,
            Instant prescribedAt,
            Instant createdAt,
            boolean written) {

        /** What people call the prescription by. */
        String number() {
            return EntryRepository.number(createdAt, id);
        }
    }

    /**
     * What was begun last for a patient.
     *
     * @param id of the last row, or 0 without any
     * @param begunAt when a row was begun last, or begun again; null without any
     */
    record Newest(long id, @Nullable LocalDateTime begunAt) {}

    private static String number(Instant createdAt, long id) {
        return "%d-%06d".formatted(UtcTime.toColumn(createdAt).getYear(), id);
    }

    private static final int BATCH = 500;

    private static final String ENTRIES = """
            SELECT id, document_id, patient_id, doctor_id, appointment_id, replaces, prescribed_at, created_at, written_at
            FROM prescription_entry
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    EntryRepository(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another one replaces the same prescription */
    Entry insert(Prescription prescription) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO prescription_entry
                          (document_id, patient_id, doctor_id, appointment_id, replaces, prescribed_at, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        prescription.id().toHexString(),
                        prescription.patientId().value(),
                        prescription.doctorId().value(),
                        prescription.appointmentId() == null
                                ? null
                                : prescription.appointmentId().value(),
                        prescription.replaces() == null
                                ? null
                                : prescription.replaces().of().toHexString(),
                        UtcTime.toColumn(prescription.prescribedAt()),
                        UtcTime.toColumn(prescription.createdAt())))
                .update(key, "id");
        return find(Objects.requireNonNull(key.getKey()).longValue()).orElseThrow();
    }

    /** Until the transaction ends, nobody else begins a prescription for the patient. */
    void lock(PatientId patient) {
        jdbc.sql("SELECT id FROM patient WHERE id = ? FOR UPDATE")
                .param(patient.value())
                .query(Long.class)
                .optional();
    }

    /** What was begun last for a patient: another one differs from it, and one that was begun again. */
    Newest newestOf(PatientId patient) {
        return jdbc.sql("""
                        SELECT COALESCE(MAX(id), 0) AS id, MAX(created_at) AS begun_at FROM prescription_entry
                        WHERE patient_id = ?""")
                .param(patient.value())
                .query((row, n) -> new Newest(row.getLong("id"), row.getObject("begun_at", LocalDateTime.class)))
                .single();
    }

    /** One that is begun again, as the same request was sent again, counts as begun now. */
    void renew(long id, Instant now) {
        jdbc.sql("UPDATE prescription_entry SET created_at = ? WHERE id = ? AND written_at IS NULL")
                .params(UtcTime.toColumn(now), id)
                .update();
    }

    /** Adds prescriptions that are written elsewhere, as written. */
    void insertAll(List<Prescription> brought) {
        template.batchUpdate("""
                        INSERT INTO prescription_entry
                          (document_id, patient_id, doctor_id, appointment_id, prescribed_at, created_at, written_at,
                           refill_asked_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""", brought, BATCH, (row, prescription) -> {
            row.setString(1, prescription.id().toHexString());
            row.setLong(2, prescription.patientId().value());
            row.setLong(3, prescription.doctorId().value());
            row.setObject(
                    4,
                    prescription.appointmentId() == null
                            ? null
                            : prescription.appointmentId().value());
            row.setObject(5, UtcTime.toColumn(prescription.prescribedAt()));
            row.setObject(6, UtcTime.toColumn(prescription.createdAt()));
            row.setObject(7, UtcTime.toColumn(prescription.createdAt()));
            row.setObject(8, refillAsked(prescription));
        });
    }

    /**
     * Adds one whose document is there already, with a waiting request for a refill. It gets the id that its number
     * says, if that is an old one and free.
     */
    void insertWritten(Prescription there) {
        jdbc.sql("""
                        INSERT INTO prescription_entry
                          (id, document_id, patient_id, doctor_id, appointment_id, replaces, prescribed_at, created_at,
                           written_at, refill_asked_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        freeId(there),
                        there.id().toHexString(),
                        there.patientId().value(),
                        there.doctorId().value(),
                        there.appointmentId() == null
                                ? null
                                : there.appointmentId().value(),
                        there.replaces() == null ? null : there.replaces().of().toHexString(),
                        UtcTime.toColumn(there.prescribedAt()),
                        UtcTime.toColumn(there.createdAt()),
                        UtcTime.toColumn(there.createdAt()),
                        refillAsked(there)))
                .update();
    }

    private static @Nullable LocalDateTime refillAsked(Prescription prescription) {
        return prescription
                .refills()
                .waiting()
                .map(request -> UtcTime.toColumn(request.askedAt()))
                .orElse(null);
    }

    /** @return null for one of the database's choice */
    private @Nullable Long freeId(Prescription there) {
        String number = there.number();
        if (number == null || !number.matches("\\d{4}-\\d{6,18}")) {
            return null;
        }
        long id = Long.parseLong(number.substring(number.indexOf('-') + 1));
        boolean fits = number(there.createdAt(), id).equals(number) && id < largestId() && find(id).isEmpty();
        return fits ? id : null;
    }

    private long largestId() {
        return jdbc.sql("SELECT COALESCE(MAX(id), 0) FROM prescription_entry")
                .query(Long.class)
                .single();
    }

    long countWritten() {
        return jdbc.sql("SELECT COUNT(*) FROM prescription_entry WHERE written_at IS NOT NULL")
                .query(Long.class)
                .single();
    }

    Optional<Entry> find(long id) {
        return jdbc.sql(ENTRIES + "WHERE id = ?")
                .param(id)
                .query(EntryRepository::entry)
                .optional();
    }

    Optional<Entry> find(ObjectId document) {
        return jdbc.sql(ENTRIES + "WHERE document_id = ?")
                .param(document.toHexString())
                .query(EntryRepository::entry)
                .optional();
    }

    Optional<Entry> findReplacing(ObjectId document) {
        return jdbc.sql(ENTRIES + "WHERE replaces = ?")
                .param(document.toHexString())
                .query(EntryRepository::entry)
                .optional();
    }

    /** @return the entries by the ids of their documents; those that are not there are absent */
    Map<ObjectId, Entry> byDocument(Collection<ObjectId> documents) {
        Map<ObjectId, Entry> found = new HashMap<>();
        if (!documents.isEmpty()) {
            jdbc.sql(ENTRIES + "WHERE document_id IN (:ids)")
                    .param("ids", documents.stream().map(ObjectId::toHexString).toList())
                    .query(EntryRepository::entry)
                    .list()
                    .forEach(entry -> found.put(entry.documentId(), entry));
        }
        return found;
    }

    /** Of a patient, latest first. */
    List<Entry> ofPatient(PatientId patient, @Nullable Entry after, int limit) {
        return page("patient_id", patient.value(), after, limit);
    }

    /** Of a doctor, latest first. */
    List<Entry> ofDoctor(DoctorId doctor, @Nullable Entry after, int limit) {
        return page("doctor_id", doctor.value(), after, limit);
    }

    private List<Entry> page(String owner, long id, @Nullable Entry after, int limit) {
        String sql = ENTRIES + "WHERE " + owner + " = :owner"
                + (after == null ? "" : " AND (prescribed_at < :at OR (prescribed_at = :at AND id < :id))")
                + " ORDER BY prescribed_at DESC, id DESC LIMIT :limit";
        JdbcClient.StatementSpec query = jdbc.sql(sql).param("owner", id).param("limit", limit);
        if (after != null) {
            query = query.param("at", UtcTime.toColumn(after.prescribedAt())).param("id", after.id());
        }
        return query.query(EntryRepository::entry).list();
    }

    /** Of a patient, prescribed since a moment, latest first. */
    List<Entry> ofPatientSince(PatientId patient, Instant since, int limit) {
        return jdbc.sql(ENTRIES + """
                        WHERE patient_id = ? AND prescribed_at >= ?
                        ORDER BY prescribed_at DESC, id DESC LIMIT ?""")
                .params(patient.value(), UtcTime.toColumn(since), limit)
                .query(EntryRepository::entry)
                .list();
    }

    /** Those of a doctor for which a refill was asked, longest ago first; it may have been answered since. */
    List<Entry> withRefillAsked(DoctorId doctor, int limit) {
        return jdbc.sql(ENTRIES + """
                        WHERE doctor_id = ? AND refill_asked_at IS NOT NULL
                        ORDER BY refill_asked_at, id LIMIT ?""")
                .params(doctor.value(), limit)
                .query(EntryRepository::entry)
                .list();
    }

    /** Those for which a refill was asked until a moment, in the order of their ids. */
    List<Entry> withRefillAskedUntil(Instant latest, long after, int limit) {
        return jdbc.sql(ENTRIES + "WHERE refill_asked_at <= ? AND id > ? ORDER BY id LIMIT ?")
                .params(UtcTime.toColumn(latest), after, limit)
                .query(EntryRepository::entry)
                .list();
    }

    void refillAsked(ObjectId document, Instant at) {
        jdbc.sql("UPDATE prescription_entry SET refill_asked_at = ? WHERE document_id = ?")
                .params(UtcTime.toColumn(at), document.toHexString())
                .update();
    }

    /** @param askedAt of the request that was answered; one that was made later stays noted */
    void refillAnswered(ObjectId document, Instant askedAt) {
        jdbc.sql("""
                        UPDATE prescription_entry SET refill_asked_at = NULL
                        WHERE document_id = ? AND refill_asked_at <= ?""").params(document.toHexString(), UtcTime.toColumn(askedAt)).update();
    }

    /** Those that were begun before a moment and of which it is not known that they were finished, in the order of their ids. */
    List<Entry> unfinished(Instant before, long after, int limit) {
        return jdbc.sql(ENTRIES + """
                        WHERE written_at IS NULL AND created_at < ? AND id > ? ORDER BY id LIMIT ?""")
                .params(UtcTime.toColumn(before), after, limit)
                .query(EntryRepository::entry)
                .list();
    }

    /** @return whether it was not known until now */
    boolean written(long id, Instant at) {
        return jdbc.sql("UPDATE prescription_entry SET written_at = ? WHERE id = ? AND written_at IS NULL")
                        .params(UtcTime.toColumn(at), id)
                        .update()
                == 1;
    }

    void deleteAll(PatientId patient) {
        jdbc.sql("DELETE FROM prescription_entry WHERE patient_id = ?")
                .param(patient.value())
                .update();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        String replaces = row.getString("replaces");
        long appointment = row.getLong("appointment_id");
        AppointmentId appointmentId = row.wasNull() ? null : new AppointmentId(appointment);
        return new Entry(
                row.getLong("id"),
                new ObjectId(row.getString("document_id")),
                new PatientId(row.getLong("patient_id")),
                new DoctorId(row.getLong("doctor_id")),
                appointmentId,
                replaces == null ? null : new ObjectId(replaces),
                UtcTime.toInstant(row.getObject("prescribed_at", LocalDateTime.class)),
                UtcTime.toInstant(row.getObject("created_at", LocalDateTime.class)),
                row.getObject("written_at", LocalDateTime.class) != null);
    }
}
