package dev.outpatient.scheduling;

import dev.outpatient.scheduling.AppointmentFilter.Order;
import dev.outpatient.scheduling.AppointmentFilter.When;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Like;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.UtcTime;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The SQL of the lists of appointments, which are read from the appointment table. Each condition is written so that an
 * index in the order of time serves it: what such a list reads grows with what it shows, not with the years of a clinic.
 * In the other orders, all that is found is read and sorted.
 */
@Repository
class AppointmentSearchRepository {

    private static final Comparator<AppointmentView> SOONEST_FIRST = Comparator.comparing(
                    (AppointmentView view) -> view.appointment().time().start())
            .thenComparingLong(view -> view.appointment().id().value());

    private static final String SOONEST = " ORDER BY a.starts_at, a.id";
    private static final String LATEST = " ORDER BY a.starts_at DESC, a.id DESC";

    /**
     * What goes on began within a day, or counts as past: to look further back would read all visits of those
     * days.
     */
    private static final String AHEAD = " AND a.starts_at > :dayAgo AND a.ends_at > :now";

    private static final String OVER = " AND a.starts_at < :now AND (a.ends_at <= :now OR a.starts_at <= :dayAgo)";
    private static final String CALLED_OFF = " AND a.status = 'cancelled'" + AHEAD;

    /** So many patients have a part of a name at most, for their appointments to be looked up by patient. */
    private static final int FEW = 500;

    private final JdbcClient jdbc;

    AppointmentSearchRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The appointments an actor may see and the filter lets through, from the cursor on.
     *
     * @param family for whom else the actor acts
     */
    List<AppointmentView> search(
            Actor actor,
            List<PatientId> family,
            AppointmentFilter filter,
            @Nullable AppointmentCursor after,
            Instant now,
            int limit) {
        Query query = query(actor, family, filter, now, limit);
        return filter.inOrder().isByTime()
                ? byTime(query, filter, after, limit)
                : byColumn(query, filter, after, Key.of(filter.inOrder()));
    }

    /** How many the filter lets through for an admin, or the limit, where there are more. */
    int count(Actor admin, AppointmentFilter filter, Instant now, int limit) {
        Query query = query(admin, List.of(), filter, now, limit);
        return jdbc.sql("SELECT COUNT(*) FROM (SELECT a.id FROM appointment a " + query.join + "WHERE 1 = 1" + query.sql
                        + range(filter) + " LIMIT :limit) found")
                .params(query.params)
                .query(Integer.class)
                .single();
    }

    private Query query(Actor actor, List<PatientId> family, AppointmentFilter filter, Instant now, int limit) {
        Query query = new Query();
        query.add("", "limit", limit);
        query.add("", "now", UtcTime.toColumn(now));
        query.add("", "dayAgo", UtcTime.toColumn(now.minus(AppointmentRepository.LONGEST)));
        addActor(query, actor, family);
        addFilter(query, actor, filter);
        return query;
    }

    private List<AppointmentView> byTime(
            Query query, AppointmentFilter filter, @Nullable AppointmentCursor after, int limit) {
        boolean soonest = filter.inOrder() == Order.SOONEST;
        String order = soonest ? SOONEST : LATEST;
        if (after != null) {
            query.add(
                    " AND a.starts_at %1$s= :start AND (a.starts_at %1$s :start OR a.id %1$s :after)"
                            .formatted(soonest ? ">" : "<"),
                    "start",
                    UtcTime.toColumn(after.startsAt()));
            query.add("", "after", after.id());
        }
        if (filter.when() == When.PAST && filter.status() == null) {
            // Apart, as one condition for both would read all that is to come.
            return Stream.concat(list(query, OVER, order).stream(), list(query, CALLED_OFF, order).stream())
                    .sorted(soonest ? SOONEST_FIRST : SOONEST_FIRST.reversed())
                    .limit(limit)
                    .toList();
        }
        return list(query, range(filter), order);
    }

    private List<AppointmentView> byColumn(
            Query query, AppointmentFilter filter, @Nullable AppointmentCursor after, Key key) {
        boolean descending = filter.inOrder().isDescending();
        if (after != null) {
            query.add(
                    " AND (%1$s %3$s %2$s OR %1$s = %2$s AND (a.starts_at > :start OR a.starts_at = :start AND a.id > :after))"
                            .formatted(key.column, key.last, descending ? "<" : ">"),
                    "start",
                    UtcTime.toColumn(after.startsAt()));
            query.add("", "after", after.id());
            query.add("", "last", Objects.requireNonNull(after.key()));
        }
        if (query.join.isEmpty()) {
            query.join = key.join;
        } else if (!query.join.equals(key.join)) {
            query.join += key.join;
        }
        return list(
                query, range(filter), " ORDER BY " + key.column + (descending ? " DESC" : "") + ", a.starts_at, a.id");
    }

    private static String range(AppointmentFilter filter) {
        if (filter.when() == When.UPCOMING) {
            return filter.status() == null ? AHEAD + " AND a.status <> 'cancelled'" : AHEAD;
        }
        if (filter.when() == When.PAST && filter.status() != AppointmentStatus.CANCELLED) {
            return filter.status() == null ? " AND ((1 = 1" + OVER + ") OR (1 = 1" + CALLED_OFF + "))" : OVER;
        }
        return "";
    }

    /** Soonest first. */
    List<AppointmentView> byIds(Collection<AppointmentId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Query query = new Query();
        query.add(
                " AND a.id IN (:ids)",
                "ids",
                ids.stream().map(AppointmentId::value).toList());
        query.add("", "limit", ids.size());
        return list(query, "", SOONEST);
    }

    /** A patient's with all doctors, latest first. */
    List<AppointmentView> ofPatient(PatientId patient, int limit) {
        Query query = new Query();
        query.add(" AND a.patient_id = :patient", "patient", patient.value());
        query.add("", "limit", limit);
        return list(query, "", LATEST);
    }

    /** Patients of a doctor with a part of a name, but those who only cancelled; who comes or came last is first. */
    List<PatientId> patientsNamed(DoctorId doctor, String name, int limit) {
        Map<String, Object> params = new HashMap<>(Map.of("doctor", doctor.value(), "limit", limit));
        return jdbc.sql("""
                        SELECT p.id FROM patient p JOIN appointment a ON a.patient_id = p.id
                        WHERE a.doctor_id = :doctor AND a.status <> 'cancelled'%s
                        GROUP BY p.id ORDER BY MAX(a.starts_at) DESC, p.id LIMIT :limit""".formatted(Like.eachWord("p.name", name, params)))
                .params(params)
                .query((row, n) -> new PatientId(row.getLong("id")))
                .list();
    }

    private static void addActor(Query query, Actor actor, List<PatientId> family) {
        switch (actor.role()) {
            case PATIENT -> {
                if (family.isEmpty()) {
                    query.add(" AND a.patient_id = :actor", "actor", actor.id());
                } else {
                    query.add(
                            " AND a.patient_id IN (:actors)",
                            "actors",
                            Stream.concat(Stream.of(actor.id()), family.stream().map(PatientId::value))
                                    .toList());
                }
            }
            case DOCTOR -> query.add(" AND a.doctor_id = :actor", "actor", actor.id());
            case ADMIN -> {}
        }
    }

    private void addFilter(Query query, Actor actor, AppointmentFilter filter) {
        if (filter.status() != null) {
            query.add(" AND a.status = :status", "status", filter.status().word());
        }
        if (filter.noShow() != null) {
            query.add(
                    filter.noShow()
                            ? " AND a.cancel_reason = :noShow"
                            : " AND (a.cancel_reason IS NULL OR a.cancel_reason <> :noShow)",
                    "noShow",
                    Appointment.NO_SHOW);
        }
        if (filter.from() != null) {
            query.add(AppointmentRepository.FROM_DATE, AppointmentRepository.fromDate(filter.from()));
        }
        if (filter.to() != null) {
            query.add(AppointmentRepository.TO_DATE, AppointmentRepository.toDate(filter.to()));
        }
        if (filter.doctorId() != null) {
            query.add(" AND a.doctor_id = :doctor", "doctor", filter.doctorId().value());
        }
        if (filter.officeId() != null) {
            query.add(" AND a.office_id = :office", "office", filter.officeId().value());
        }
        if (filter.patientId() != null) {
            query.add(
                    " AND a.patient_id = :patient",
                    "patient",
                    filter.patientId().value());
        }
        if (filter.patientName() != null && !filter.patientName().isBlank()) {
            addName(query, actor, filter.patientName());
        }
    }

    /** A rare name is looked up by patient; of a common one, the list finds enough wherever it reads. */
    private void addName(Query query, Actor actor, String name) {
        Map<String, Object> params = new HashMap<>(Map.of("limit", FEW + 1));
        List<Long> named = actor.role() == Role.PATIENT
                ? List.of(actor.id())
                : jdbc.sql("SELECT id FROM patient WHERE 1 = 1" + Like.eachWord("name", name, params) + " LIMIT :limit")
                        .params(params)
                        .query(Long.class)
                        .list();
        if (named.isEmpty()) {
            query.add(" AND 1 = 0", Map.of());
        } else if (actor.role() != Role.PATIENT && named.size() <= FEW) {
            query.add(" AND a.patient_id IN (:named)", "named", named);
        } else {
            query.join = Key.name("p", "patient").join;
            query.sql.append(Like.eachWord("p.name", name, query.params));
        }
    }

    /** The ids first, of one table: with the others beside it MariaDB reads all that fits and sorts it. */
    private List<AppointmentView> list(Query query, String more, String order) {
        String page = "SELECT a.id FROM appointment a " + query.join + "WHERE 1 = 1" + query.sql + more + order
                + " LIMIT :limit";
        return jdbc.sql(AppointmentRepository.COLUMNS + "FROM (" + page + ") page JOIN appointment a ON a.id = page.id "
                        + AppointmentRepository.PEOPLE + order)
                .params(query.params)
                .query(AppointmentRepository::view)
                .list();
    }

    /** Conditions and their parameters. */
    private static final class Query {

        private final StringBuilder sql = new StringBuilder();
        private String join = "";
        private final Map<String, Object> params = new HashMap<>();

        void add(String condition, String name, Object value) {
            add(condition, Map.of(name, value));
        }

        void add(String condition, Map<String, ?> values) {
            sql.append(condition);
            params.putAll(values);
        }
    }

    /**
     * What a list is sorted by where it is not by time.
     *
     * @param join what has the column
     * @param last what the column had where the page before ended, by {@link AppointmentCursor#key}
     */
    private record Key(String column, String join, String last) {

        static Key of(Order order) {
            return switch (order.column()) {
                case PATIENT -> name("p", "patient");
                case DOCTOR -> name("d", "doctor");
                case OFFICE -> name("o", "office");
                // As a word: MariaDB sorts an ENUM by its number, and compares it by its word.
                case STATUS -> new Key("LOWER(a.status)", "", ":last");
                case WHEN -> throw new IllegalArgumentException("an index has the times");
            };
        }

        private static Key name(String alias, String table) {
            return new Key(
                    alias + ".name",
                    "JOIN %2$s %1$s ON %1$s.id = a.%2$s_id ".formatted(alias, table),
                    "(SELECT x.name FROM %s x WHERE x.id = :last)".formatted(table));
        }
    }
}
