package dev.outpatient;

import static dev.outpatient.PageClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.directory.DirectoryAdministration;
import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of reports as an admin asks it, and its files. Each test has a year of its own. */
@OnEachEngine
class ReportPagesTest {

    private static final AtomicInteger years = new AtomicInteger(2600);
    private static final Pattern PLACE = Pattern.compile("ranking-place\">(\\d+)\\.<");
    private static final Pattern DOCTOR = Pattern.compile("<th scope=\"row\">([^<]+)</th>");
    private static final Pattern WHEN = Pattern.compile("<td class=\"nowrap\" data-label=\"When\">([^<]+)</td>");
    private static final Pattern PATIENTS = Pattern.compile("ranking-count\">(\\d+) patients?<");

    private final Engine engine;
    private final ClinicFixture clinic;
    private final PageClient admin;
    private final OfficeId office;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final LocalDate march = LocalDate.of(years.getAndIncrement(), 3, 15);

    ReportPagesTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.admin = new PageClient(engine.url());
        this.office = clinic.office(ClinicFixture.BOSTON);
    }

    @BeforeEach
    void signIn() {
        location(admin.submit("/sign-in", Map.of("email", clinic.admin(), "password", ClinicFixture.PASSWORD)));
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void theMonthAndTheYearAreChosenAndRankedWithWhoComesNext() {
        List<PatientId> patients = clinic.patients(3);
        DoctorId ada = doctor("Ada");
        DoctorId bo = doctor("Bo");
        seen(ada, march, patients.get(0), patients.get(1));
        seen(bo, march, patients.get(1), patients.get(2));
        List<DoctorId> others =
                List.of(doctor("Cy 1"), doctor("Cy 2"), doctor("Cy 3"), doctor("Cy 4"), doctor("Cy 5"), doctor("Cy 6"));
        others.forEach(other -> seen(other, march, patients.get(0)));
        seen(bo, march.plusMonths(2), patients.get(0));

        String page = get("?month=3&year=" + march.getYear()).body();
        assertThat(texts(PLACE, page))
                .as("all who are first and five after them, of the month and of the year")
                .containsExactly("1", "1", "3", "3", "3", "3", "3", "1", "2", "3", "3", "3", "3");
        assertThat(texts(PATIENTS, page)).startsWith("2", "2", "1").contains("3");
        assertThat(page)
                .contains("March " + march.getYear(), "<option value=\"3\" selected=\"selected\">March</option>")
                .contains("1 more doctor in the CSV file")
                .contains("/admin/reports/most-patients.csv?year=" + march.getYear() + "&amp;month=3")
                .containsSubsequence("Ada " + tag, "Bo " + tag, "Cy 1 " + tag);
        String may = get("?month=5&year=" + march.getYear()).body();
        assertThat(texts(PLACE, may)).as("the year is the same").startsWith("1", "1", "2");
        assertThat(get("?month=6&year=" + march.getYear()).body()).contains("No visit has taken place.");

        List<String> lines = admin.get("/admin/reports/most-patients.csv?month=3&year=" + march.getYear())
                .body()
                .lines()
                .toList();
        assertThat(lines).hasSize(1 + 8 + 8).first().isEqualTo("\uFEFFperiod,rank,doctor_id,doctor_name,patients_seen");
        assertThat(lines.subList(1, 4))
                .containsExactly(
                        march.toString().substring(0, 7) + ",1," + ada + ",Ada " + tag + ",2",
                        march.toString().substring(0, 7) + ",1," + bo + ",Bo " + tag + ",2",
                        march.toString().substring(0, 7) + ",3," + others.getFirst() + ",Cy 1 " + tag + ",1");
        assertThat(lines.get(9)).isEqualTo(march.getYear() + ",1," + bo + ",Bo " + tag + ",3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    month=13&year=2026              | month | Choose a month from the list.
                    month=march                     | month | Choose a month from the list.
                    year=26                         | year  | Enter a year from 1000 to 9998.
                    year=9999                       | year  | Enter a year from 1000 to 9998.
                    from=yesterday                  | from  | Enter a date with day
                    to=2026-02-30                   | to    | Enter a date with day
                    from=2026-03-02&to=2026-03-01   | to    | Choose a day that is not before the first.
                    from=2025-01-01&to=2026-01-02   | to    | Choose at most 366 days.
                    """)
    void whatIsWrongIsNamedAtItsField(String query, String field, String text) {
        HttpResponse<String> answer = get("?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<a href=\"#" + field + "\">" + text, "id=\"" + field + "-error\"", "aria-invalid=\"true\"");
    }

    @Test
    void emptyFieldsAskForWhatIsUsual() {
        HttpResponse<String> answer = get("?from=&to=&month=&year=&attendanceSort=nonsense&attendancePage=x");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("aria-invalid");
    }

    @Test
    void whoCameIsSortedLeafedThroughAndSummedUp() {
        PatientId patient = clinic.patient();
        for (int n = 0; n < 21; n++) {
            DoctorId doctor = doctor("Doc " + (char) ('A' + n));
            seen(doctor, march.plusDays(n), patient);
            if (n == 20) {
                visit(
                        doctor,
                        march.plusDays(n).atTime(15, 0),
                        patient,
                        AppointmentStatus.CANCELLED,
                        Appointment.NO_SHOW);
                visit(doctor, march.plusDays(n).atTime(16, 0), patient, AppointmentStatus.CANCELLED, "Ill");
            }
        }
        String range = "from=" + march + "&to=" + march.plusDays(30);
        Pattern name = Pattern.compile("<th scope=\"row\">Doc (\\w) " + tag + "</th>");
        String first = get("?" + range).body();
        assertThat(texts(name, first)).hasSize(20).startsWith("A", "B");
        assertThat(first)
                .contains("Page 1 of 2", "Pages: Who came", "All doctors")
                .contains("data-label=\"Appointments\">23</td>", "data-label=\"Took place\">21</td>");
        assertThat(texts(name, get("?" + range + "&attendancePage=2").body())).containsExactly("U");
        assertThat(texts(
                        name, get("?" + range + "&attendanceSort=-no-show-rate").body()))
                .startsWith("U", "A");
        assertThat(texts(name, get("?" + range + "&attendanceSort=-doctor").body()))
                .startsWith("U", "T");
        assertThat(get("?" + range + "&attendanceSort=-doctor").body())
                .as("the usual order is asked for by no word")
                .contains("/admin/reports?from=" + march + "&amp;to=" + march.plusDays(30) + "#attendance");
        // A link to another order keeps what was asked, and leads to its list.
        assertThat(get("?" + range + "&month=3&year=2026&utilisationSort=-full").body())
                .contains("/admin/reports?from=" + march + "&amp;to=" + march.plusDays(30)
                        + "&amp;month=3&amp;year=2026&amp;utilisationSort=-full&amp;attendanceSort=-doctor#attendance");
        assertThat(admin.get("/admin/reports/attendance.csv?" + range + "&attendanceSort=-cancelled")
                        .body()
                        .lines()
                        .toList())
                .hasSize(22)
                .element(1)
                .asString()
                .endsWith("Doc U " + tag + ",3,1,1,1");
    }

    private HttpResponse<String> get(String query) {
        return admin.get("/admin/reports" + query);
    }

    private static List<String> texts(Pattern text, String body) {
        return text.matcher(body).results().map(found -> found.group(1)).toList();
    }

    /** A big clinic has hundreds of visits on a day: the page shows fifty, sorts and leafs, the file has all. */
    @Test
    void aDayIsSortedAndLeafedThrough() {
        List<DoctorId> doctors = List.of(doctor("Ada"), doctor("Bo"));
        LocalDate day = march.plusDays(1);
        int each = 30;
        for (DoctorId doctor : doctors) {
            List<PatientId> patients = clinic.patients(each);
            for (int i = 0; i < each; i++) {
                visit(
                        doctor,
                        day.atTime(LocalTime.of(i / 2, i % 2 * 30)),
                        patients.get(i),
                        AppointmentStatus.COMPLETED,
                        null);
            }
        }
        String first = admin.get("/admin/reports/day?date=" + day).body();
        assertThat(texts(DOCTOR, first)).hasSize(50).startsWith("Ada " + tag).endsWith("Bo " + tag);
        assertThat(first)
                .contains("Page 1 of 2", "/admin/reports/day?date=" + day + "&amp;page=2")
                .contains("/admin/reports/day.csv?date=" + day);
        assertThat(texts(
                        DOCTOR,
                        admin.get("/admin/reports/day?date=" + day + "&page=2").body()))
                .hasSize(10)
                .containsOnly("Bo " + tag);
        String ofOne = "/admin/reports/day?date=" + day + "&doctorId=" + doctors.getLast();
        assertThat(texts(DOCTOR, admin.get(ofOne).body())).hasSize(each).containsOnly("Bo " + tag);

        assertThat(texts(WHEN, admin.get(ofOne + "&sort=-time").body())).startsWith("2:30 pm", "2:00 pm");
        assertThat(texts(
                        DOCTOR,
                        admin.get("/admin/reports/day?date=" + day + "&sort=time")
                                .body()))
                .startsWith("Ada " + tag, "Bo " + tag, "Ada " + tag, "Bo " + tag);
        String fromLast =
                admin.get("/admin/reports/day?date=" + day + "&sort=-doctor").body();
        assertThat(texts(DOCTOR, fromLast)).startsWith("Bo " + tag).endsWith("Ada " + tag);
        assertThat(texts(WHEN, fromLast)).startsWith("12:00 am", "12:30 am");
        assertThat(admin.get("/admin/reports/day?date=" + day + "&page=9").body())
                .as("past the end")
                .contains("Page 9 of 2", "Download CSV")
                .doesNotContain("There are no appointments on this day");
        assertThat(admin.get("/admin/reports/day.csv?date=" + day + "&sort=-time")
                        .body()
                        .lines()
                        .toList())
                .hasSize(1 + 2 * each)
                .element(1)
                .asString()
                .startsWith("Ada " + tag + "," + day + "T14:30");
    }

    private DoctorId doctor(String name) {
        return engine.bean(DirectoryAdministration.class)
                .addDoctor(
                        Actor.OPERATOR,
                        new DoctorDetails(name + " " + tag, null, null, null, "Cardiology", null),
                        (String) null);
    }

    /** One after the other, at an hour of each doctor's own, since nobody is at two doctors at once. */
    private void seen(DoctorId doctor, LocalDate day, PatientId... patients) {
        LocalDateTime wall = day.atTime((int) (doctor.value() % 12), 0);
        for (PatientId patient : patients) {
            visit(doctor, wall, patient, AppointmentStatus.COMPLETED, null);
            wall = wall.plusMinutes(30);
        }
    }

    private void visit(
            DoctorId doctor, LocalDateTime wall, PatientId patient, AppointmentStatus status, @Nullable String why) {
        assertThat(engine.bean(VisitRecords.class)
                        .record(
                                Actor.OPERATOR,
                                List.of(new Visit(
                                        patient,
                                        doctor,
                                        office,
                                        ClinicFixture.BOSTON,
                                        wall.atZone(ClinicFixture.BOSTON).toInstant(),
                                        Duration.ofMinutes(30),
                                        status,
                                        null,
                                        why))))
                .first()
                .isInstanceOf(VisitRecords.Outcome.Taken.class);
    }
}
