package dev.outpatient;

import dev.outpatient.accounts.Authenticator;
import dev.outpatient.accounts.ServiceScope;
import dev.outpatient.accounts.ServiceTokens;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.Family;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The demo with what people come to do only later, so that the pages that are empty at first are seen with something. */
final class FilledClinic {

    /** Of the demo's people. */
    static final String DEMO_PASSWORD = "outpatient-demo";

    /** Who has no appointment; all three have the password of the fixtures. */
    static final String NEW_PATIENT = "new@demo.test";
    /** Whom the sign-in asks for a code. */
    static final String CODE_PATIENT = "code@demo.test";
    /** Who is a patient and a doctor. */
    static final String OF_TWO_ROLES = "both@demo.test";

    private static final String INVITED = "dana.ortiz@demo.test";
    private static final Pattern LETTER = Pattern.compile("href=\"[^\"]*?(/(?:reset|invited))(\\?[^\"]+)\"");
    private static final long PATIENCE = 15_000;

    private final ApplicationContext program;
    private final String url;
    private final JdbcClient jdbc;
    private final ClinicFixture clinic;
    private final Instant now;
    private final LocalDate today;
    private long importRun;
    private long runningImport;

    private FilledClinic(ApplicationContext program, String url) {
        this.program = program;
        this.url = url;
        this.jdbc = program.getBean(JdbcClient.class);
        this.clinic = new ClinicFixture(program);
        this.now = program.getBean(Clock.class).instant();
        this.today = LocalDate.ofInstant(now, ClinicFixture.BOSTON);
    }

    /** Fills the demo that runs at an address. */
    static FilledClinic of(ApplicationContext program, String url) {
        FilledClinic filled = new FilledClinic(program, url);
        filled.openRecords();
        filled.addFamilies();
        filled.addTokens();
        filled.closeAnOffice();
        filled.addImports();
        filled.addPeople();
        return filled;
    }

    /** Where the letters lead that wait in the inbox, by the patterns of the pages. */
    Map<String, String> letters() {
        try (PageClient visitor = new PageClient(url);
                PageClient admin = new PageClient(url)) {
            visitor.submit("/forgot", Map.of("email", NEW_PATIENT));
            admin.submit("/sign-in", Map.of("email", "admin@demo.test", "password", DEMO_PASSWORD));
            admin.submit(
                    "/admin/staff/new",
                    Map.of("kind", "DOCTOR", "name", "Dana Ortiz", "email", INVITED, "specialty", "Neurology"));
            return lettersIn(visitor);
        }
    }

    /** Letters are written after the answer. */
    private static Map<String, String> lettersIn(PageClient visitor) {
        Map<String, String> found = new TreeMap<>();
        long end = System.nanoTime() + PATIENCE * 1_000_000;
        while (found.size() < 2 && System.nanoTime() < end) {
            LETTER.matcher(visitor.get("/inbox").body())
                    .results()
                    .forEach(link -> found.putIfAbsent(link.group(1), link.group(1) + link.group(2)));
        }
        if (found.size() < 2) {
            throw new AssertionError("Only these letters came: " + found.keySet());
        }
        return found;
    }

    /** One that ended, with rows that were rejected. */
    String endedImport() {
        return "/admin/imports/" + importRun;
    }

    String runningImport() {
        return "/admin/imports/" + runningImport;
    }

    /** Of which no other may be running. */
    void endRunningImport() {
        jdbc.sql("DELETE FROM import_run WHERE id = ?").param(runningImport).update();
    }

    /** Does something while a defect is in the program: no table of offices is found. */
    void withoutOffices(Runnable act) {
        jdbc.sql("ALTER TABLE office RENAME TO office_away").update();
        try {
            act.run();
        } finally {
            jdbc.sql("ALTER TABLE office_away RENAME TO office").update();
        }
    }

    /** The address to book a time that somebody else has. */
    String takenTime() {
        return jdbc.sql("SELECT doctor_id, office_id, starts_at FROM appointment WHERE status = 'scheduled'"
                        + " AND starts_at > ? AND patient_id <> ? ORDER BY starts_at LIMIT 1")
                .params(UtcTime.toColumn(now.plus(Duration.ofDays(1))), id("patient", "patient@demo.test"))
                .query((row, i) -> "/book?doctorId=%d&officeId=%d&startsAt=%s"
                        .formatted(
                                row.getLong(1),
                                row.getLong(2),
                                UtcTime.toInstant(row.getObject(3, LocalDateTime.class))))
                .single();
    }

    /** An address that asks about several: {@code ?id=1&id=2}. */
    String several(String table, String rest) {
        return jdbc
                .sql("SELECT id FROM " + table + " " + rest + " ORDER BY id LIMIT 3")
                .query(Long.class)
                .list()
                .stream()
                .map(id -> "id=" + id)
                .reduce((a, b) -> a + "&" + b)
                .map(ids -> "?" + ids)
                .orElseThrow();
    }

    /** An address that asks about those who were invited and have not come. */
    String invited() {
        return "?account=doctor-" + id("doctor", INVITED);
    }

    private void openRecords() {
        EmergencyAccesses accesses = program.getBean(EmergencyAccesses.class);
        List<PatientId> strangers = program.getBean(Patients.class)
                .addAll(
                        Actor.OPERATOR,
                        List.of(
                                person("Rosa Delgado", null, 1958),
                                person("Henry Whitfield-Abernathy the Younger", null, 1991),
                                person("Amina Yusuf", null, 2003)),
                        null);
        Actor doctor = Actor.of(doctor());
        accesses.open(doctor, strangers.get(0), "Unconscious in the waiting room; asked for allergies");
        accesses.open(
                doctor,
                strangers.get(1),
                "Brought in by the ambulance after an accident, nobody with him could say what"
                        + " he takes, and the hospital that knows him did not answer");
        long seen = accesses.open(Actor.of(clinic.doctor(office())), strangers.get(2), "Chest pain, her doctor is away")
                .id();
        accesses.review(admin(), seen, "Spoke with the doctor. It was right.");
    }

    private void addFamilies() {
        Family family = program.getBean(Family.class);
        Actor parent = Actor.of(patient());
        long child = family.askForChild(parent, "Leo Brooks", today.minusYears(9));
        program.getBean(FamilyReview.class).confirm(Actor.OPERATOR, child, null);
        family.askForChild(parent, "Noa Brooks", today.minusYears(6));
        family.ask(parent, "grandfather@example.org");
        PatientId sister = program.getBean(Patients.class)
                .addAll(Actor.OPERATOR, List.of(person("June Brooks", ClinicFixture.email("june"), 1986)), null)
                .getFirst();
        family.ask(Actor.of(sister), "patient@demo.test");
    }

    private void addTokens() {
        ServiceTokens tokens = program.getBean(ServiceTokens.class);
        tokens.create(admin(), "Screen in the waiting room", Set.of(ServiceScope.READ_SLOTS), 30);
        tokens.create(admin(), "Billing", Set.of(ServiceScope.READ_APPOINTMENTS, ServiceScope.READ_PATIENTS), 365);
        tokens.revoke(
                admin(),
                tokens.create(admin(), "Telephone booking, until spring", Set.of(ServiceScope.WRITE_APPOINTMENTS), 1)
                        .token()
                        .id());
    }

    /** On a day for which visits are booked already, so that some need somebody. */
    private void closeAnOffice() {
        program.getBean(Closures.class)
                .enter(
                        Actor.OPERATOR,
                        office(),
                        List.of(
                                new Closures.Day(bookedDay(), "Water damage"),
                                new Closures.Day(today.plusDays(40), "Inventory"),
                                new Closures.Day(today.plusDays(75), "The day on which all of us learn what is new")));
        Instant away =
                today.plusDays(3).atTime(13, 0).atZone(ClinicFixture.BOSTON).toInstant();
        program.getBean(TimeOffs.class)
                .enter(Actor.of(doctor()), doctor(), away, away.plus(Duration.ofHours(3)), "Conference", null);
    }

    private LocalDate bookedDay() {
        return jdbc.sql("SELECT MIN(appointment_date) FROM appointment WHERE status = 'scheduled' AND office_id = ?"
                        + " AND starts_at > ?")
                .params(office().value(), UtcTime.toColumn(now.plus(Duration.ofDays(5))))
                .query(LocalDateTime.class)
                .optional()
                .map(LocalDateTime::toLocalDate)
                .orElse(today.plusDays(9));
    }

    private void addImports() {
        LocalDateTime start = UtcTime.toColumn(now.minus(2, ChronoUnit.HOURS));
        importRun = insert(
                "INSERT INTO import_run (started_by, started_at, seen_at, ended_at, outcome, bytes_read, bytes_total)"
                        + " VALUES (?, ?, ?, ?, 'done', 48000, 48000)",
                start,
                start.plusMinutes(4));
        file("patients.csv", start, 467, 460, 3);
        file("encounters.csv", start, 12_480, 12_102, 2);
        reject(1, "patients.csv", 22, "BIRTHDATE", "not a date");
        reject(2, "patients.csv", 103, "EMAIL", "somebody else has it");
        reject(3, "patients.csv", 466, "NAME", "missing");
        reject(4, "encounters.csv", 212, "PROVIDER", "overlap: the provider has another encounter at this time");
        reject(5, "encounters.csv", 9_004, "DESCRIPTION", "longer than 500 characters");
        runningImport = insert(
                "INSERT INTO import_run (started_by, started_at, seen_at, ended_at, running, current_file, bytes_read,"
                        + " bytes_total) VALUES (?, ?, ?, ?, 1, 'encounters.csv', 250, 1000)",
                UtcTime.toColumn(now.minus(3, ChronoUnit.MINUTES)),
                null);
    }

    private long insert(String sql, LocalDateTime start, @Nullable LocalDateTime end) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        // Long after now, so that a clock that goes on does not think that its node is lost.
        jdbc.sql(sql)
                .params(Arrays.asList(
                        admin().id(), start, end == null ? UtcTime.toColumn(now.plus(Duration.ofHours(1))) : end, end))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private void file(String name, LocalDateTime end, long rows, long taken, long rejected) {
        jdbc.sql("INSERT INTO import_run_file VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(importRun, name, end, rows, taken, rows - taken - rejected, rejected, 0)
                .update();
    }

    private void reject(long seq, String file, long line, String column, String why) {
        jdbc.sql("INSERT INTO import_rejection VALUES (?, ?, ?, ?, ?, ?)")
                .params(importRun, seq, file, line, column, why)
                .update();
    }

    private void addPeople() {
        clinic.patient(NEW_PATIENT);
        Authenticator.of(program, Actor.of(clinic.patient(CODE_PATIENT)));
        clinic.patient(OF_TWO_ROLES);
        clinic.doctor(OF_TWO_ROLES, office());
    }

    private PatientDetails person(String name, @Nullable String email, int born) {
        return new PatientDetails(
                name, email, "617 555 0142", "4 Elm Street", "Boston", "MA", LocalDate.of(born, 5, 17));
    }

    private Actor admin() {
        return Actor.admin(id("admin", "admin@demo.test"));
    }

    private DoctorId doctor() {
        return new DoctorId(id("doctor", "doctor@demo.test"));
    }

    private PatientId patient() {
        return new PatientId(id("patient", "patient@demo.test"));
    }

    /** One in which the doctor of the demo works. */
    private OfficeId office() {
        return new OfficeId(jdbc.sql("SELECT MIN(office_id) FROM office_doctor_association WHERE doctor_id = ?")
                .param(doctor().value())
                .query(Long.class)
                .single());
    }

    private long id(String table, String email) {
        return jdbc.sql("SELECT id FROM " + table + " WHERE email = ?")
                .param(email)
                .query(Long.class)
                .single();
    }
}
