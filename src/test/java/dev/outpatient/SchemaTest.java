package dev.outpatient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables that were asked for, as the database itself describes them. */
@OnEachEngine
class SchemaTest {

    /** table: column type(length), keys by PK, UNIQUE and FK. */
    private static final String ASKED_FOR = """
            patient: id bigint PK, name varchar(255), avatar_url varchar(255), email varchar(255) UNIQUE, \
            password varchar(255), phone varchar(20), address varchar(255), state varchar(20), city varchar(50), \
            date_of_birth date
            doctor: id bigint PK, name varchar(255), avatar_url varchar(255), email varchar(255) UNIQUE, \
            password varchar(255), phone varchar(20), specialty varchar(100), license_number varchar(50), \
            updated_at datetime, created_at datetime
            office: id bigint PK, name varchar(255), address varchar(255), state varchar(20), city varchar(50), \
            phone varchar(20), updated_at datetime, created_at datetime
            office_doctor_association: id bigint PK, doctor_id bigint FK doctor, office_id bigint FK office, \
            updated_at datetime, created_at datetime
            appointment: id bigint PK, patient_id bigint FK patient, doctor_id bigint FK doctor, \
            office_id bigint FK office, appointment_date datetime, \
            status enum('scheduled','completed','cancelled'), updated_at datetime, created_at datetime
            admin: id bigint PK, name varchar(255), email varchar(255) UNIQUE, password varchar(255)
            """;

    private final Engine engine;
    private final JdbcClient jdbc;

    SchemaTest(Engine engine) {
        this.engine = engine;
        this.jdbc = engine.bean(JdbcClient.class);
    }

    @Test
    void everyColumnIsAsAskedFor() {
        for (String line : ASKED_FOR.lines().toList()) {
            String table = line.substring(0, line.indexOf(':'));
            Map<String, String> columns = columns(table);
            List<String> found = new ArrayList<>();
            for (String asked : line.substring(line.indexOf(':') + 2).split(", ")) {
                String name = asked.substring(0, asked.indexOf(' '));
                found.add(name + " " + columns.get(name) + keys(table, name));
            }
            assertThat(table + ": " + String.join(", ", found)).isEqualTo(line);
        }
    }

    @Test
    void oneDoctorWorksInAnOfficeOnce() {
        assertThat(uniqueKeys("office_doctor_association")).contains(new TreeSet<>(Set.of("doctor_id", "office_id")));
    }

    @Test
    void theBackstopOfTheCalendarStands() {
        assertThat(uniqueKeys("appointment")).contains(new TreeSet<>(Set.of("doctor_id", "held_start")));
    }

    @ParameterizedTest
    @CsvSource({
        "office, time_zone", "appointment, starts_at", "appointment, ends_at", "appointment, reason",
        "appointment, version", "appointment, arrived_at", "appointment, cancelled_at", "appointment, cancelled_by",
        "appointment, cancel_reason", "calendar_day, busy", "working_hours, visit_minutes"
    })
    void whatWasAddedIsThere(String table, String column) {
        assertThat(columns(table)).containsKey(column);
    }

    /** Nobody reads it, so nobody is to wonder what it says. */
    @ParameterizedTest
    @CsvSource({"authenticator_app, wrong_codes", "authenticator_app, waits_until"})
    void whatIsNotUsedIsGone(String table, String column) {
        assertThat(columns(table)).isNotEmpty().doesNotContainKey(column);
    }

    private Map<String, String> columns(String table) {
        String type = engine == Engine.H2 ? """
                  CASE WHEN data_type = 'ENUM' THEN 'enum' ELSE LOWER(data_type) END""" : "LOWER(data_type)";
        return jdbc
                .sql("SELECT column_name AS c, " + type + " AS t, character_maximum_length AS l, " + enumValues()
                        + " AS v FROM information_schema.columns co WHERE table_schema = " + schema()
                        + " AND table_name = ?")
                .param(table)
                .query()
                .listOfRows()
                .stream()
                .collect(Collectors.toMap(
                        row -> String.valueOf(row.get("c")).toLowerCase(Locale.ROOT),
                        row -> type(
                                String.valueOf(row.get("t")), (Number) row.get("l"), String.valueOf(row.get("v")))));
    }

    /** In MySQL's words, which H2 has others for. */
    private static String type(String type, @Nullable Number length, String enumValues) {
        return switch (type) {
            case "character varying", "varchar" -> "varchar(" + length + ")";
            case "timestamp" -> "datetime";
            case "enum" -> enumValues;
            default -> type;
        };
    }

    private String enumValues() {
        return engine == Engine.H2
                ? "(SELECT 'enum(' || GROUP_CONCAT('''' || e.value_name || '''' ORDER BY e.value_ordinal SEPARATOR ',')"
                        + " || ')' FROM information_schema.enum_values e WHERE e.object_name = co.table_name"
                        + " AND e.enum_identifier = co.dtd_identifier)"
                : "column_type";
    }

    private String keys(String table, String column) {
        List<String> keys = jdbc.sql("""
                        SELECT tc.constraint_type FROM information_schema.table_constraints tc
                        JOIN information_schema.key_column_usage k ON k.constraint_name = tc.constraint_name
                          AND k.table_name = tc.table_name AND k.table_schema = tc.table_schema
                        WHERE tc.table_schema = %s AND tc.table_name = ? AND k.column_name = ?
                          AND 1 = (SELECT COUNT(*) FROM information_schema.key_column_usage other
                                   WHERE other.constraint_name = tc.constraint_name
                                     AND other.table_name = tc.table_name AND other.table_schema = tc.table_schema)
                        ORDER BY tc.constraint_type""".formatted(schema()))
                .params(table, column)
                .query(String.class)
                .list();
        StringBuilder words = new StringBuilder();
        for (String key : keys) {
            switch (key) {
                case "PRIMARY KEY" -> words.append(" PK");
                case "UNIQUE" -> words.append(" UNIQUE");
                case "FOREIGN KEY" -> words.append(" FK ").append(referenced(table, column));
                default -> {}
            }
        }
        return words.toString();
    }

    private String referenced(String table, String column) {
        if (engine == Engine.H2) {
            return jdbc.sql("""
                            SELECT target.table_name FROM information_schema.referential_constraints r
                            JOIN information_schema.key_column_usage k ON k.constraint_name = r.constraint_name
                            JOIN information_schema.table_constraints target
                              ON target.constraint_name = r.unique_constraint_name
                            WHERE k.table_name = ? AND k.column_name = ?""").params(table, column).query(String.class).single();
        }
        return jdbc.sql("""
                        SELECT referenced_table_name FROM information_schema.key_column_usage
                        WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ?
                          AND referenced_table_name IS NOT NULL""").params(table, column).query(String.class).single();
    }

    private List<Set<String>> uniqueKeys(String table) {
        return jdbc.sql("""
                        SELECT tc.constraint_name AS n, k.column_name AS c FROM information_schema.table_constraints tc
                        JOIN information_schema.key_column_usage k ON k.constraint_name = tc.constraint_name
                          AND k.table_name = tc.table_name AND k.table_schema = tc.table_schema
                        WHERE tc.table_schema = %s AND tc.table_name = ? AND tc.constraint_type = 'UNIQUE'
                        """.formatted(schema())).param(table).query().listOfRows().stream()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(row.get("n")),
                        Collectors.mapping(
                                row -> String.valueOf(row.get("c")).toLowerCase(Locale.ROOT),
                                Collectors.toCollection(TreeSet::new))))
                .values()
                .stream()
                .<Set<String>>map(columns -> columns)
                .toList();
    }

    private String schema() {
        return engine == Engine.H2 ? "'public'" : "DATABASE()";
    }
}
