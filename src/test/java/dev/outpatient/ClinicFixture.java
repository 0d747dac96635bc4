package dev.outpatient;

import dev.outpatient.accounts.Admins;
import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationContext;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Fills a program with people and places of its own, so that tests on one database don't meet. */
public final class ClinicFixture {

    /** Everybody's. */
    public static final String PASSWORD = "a good password";

    public static final ZoneId BOSTON = ZoneId.of("America/New_York");

    private static final Map<String, String> hashes = new ConcurrentHashMap<>();

    private final DirectoryAdministration administration;
    private final Patients patients;
    private final Hours hours;
    private final Admins admins;
    private final PasswordEncoder passwords;

    public ClinicFixture(ApplicationContext program) {
        this.administration = program.getBean(DirectoryAdministration.class);
        this.patients = program.getBean(Patients.class);
        this.hours = program.getBean(Hours.class);
        this.admins = program.getBean(Admins.class);
        this.passwords = program.getBean(PasswordEncoder.class);
    }

    public OfficeId office(ZoneId zone) {
        return administration.addOffice(
                Actor.OPERATOR, new OfficeDetails("Office " + unique(), "1 Main St", "Boston", "MA", null, zone));
    }

    /** Without hours. */
    public DoctorId doctor(OfficeId... offices) {
        return doctor(email("doctor"), offices);
    }

    public DoctorId doctor(String email, OfficeId... offices) {
        DoctorId id = administration.addDoctor(
                Actor.OPERATOR,
                new DoctorDetails("Ada Doctor", null, email, "617-555-0100", "Cardiology", "MA-1"),
                hash());
        Arrays.stream(offices).forEach(office -> administration.assign(Actor.OPERATOR, id, office));
        return id;
    }

    /** One who works all day on every day, in visits of the given length. */
    public DoctorId alwaysWorking(OfficeId office, int visitMinutes) {
        return alwaysWorking(email("doctor"), office, visitMinutes);
    }

    public DoctorId alwaysWorking(String email, OfficeId office, int visitMinutes) {
        DoctorId id = doctor(email, office);
        week(id, office, LocalTime.MIN, LocalTime.MIDNIGHT, visitMinutes);
        return id;
    }

    public void week(DoctorId doctor, OfficeId office, LocalTime start, LocalTime end, int visitMinutes) {
        hours.replace(
                Actor.OPERATOR,
                doctor,
                Arrays.stream(DayOfWeek.values())
                        .map(day -> new WorkingHours(doctor, office, day, start, end, visitMinutes, null, null))
                        .toList());
    }

    public PatientId patient() {
        return patients(1).getFirst();
    }

    public PatientId patient(String email) {
        return patients.addAll(Actor.OPERATOR, List.of(person(email)), hash()).getFirst();
    }

    /** The e-mail of an admin who can sign in. */
    public String admin() {
        String email = email("admin");
        admins.add("Al Admin", email, hash());
        return email;
    }

    public Actor adminAccount() {
        return adminAccount(email("admin"));
    }

    public Actor adminAccount(String email) {
        return Actor.admin(admins.add("Al Admin", email, hash()));
    }

    /** They can't sign in. */
    public List<PatientId> patients(int count) {
        return patients.addAll(
                Actor.OPERATOR,
                IntStream.range(0, count)
                        .mapToObj(i -> person(email("patient")))
                        .toList(),
                null);
    }

    /** Hashing is slow on purpose; everybody has the same. */
    private String hash() {
        return hashes.computeIfAbsent(PASSWORD, passwords::encode);
    }

    public static String email(String name) {
        return name + "-" + unique() + "@example.org";
    }

    private static PatientDetails person(String email) {
        return new PatientDetails(
                "Pat Patient", email, "617-555-0199", "2 Main St", "Boston", "MA", LocalDate.of(1980, 5, 17));
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
