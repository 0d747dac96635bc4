package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.outpatient.Journeys.PASSWORD;
import static dev.outpatient.Journeys.bean;
import static dev.outpatient.Journeys.clinic;
import static dev.outpatient.Journeys.walk;

import com.microsoft.playwright.Locator;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What patients come for, in the demo's clinic. */
@ExtendWith(Journeys.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PatientJourneysTest {

    /** Finds a doctor, signs in on the way without losing the time, books, and cancels, without a mouse. */
    @ParameterizedTest
    @EnumSource
    void aPatientBooksAndCancelsByKeyboardAlone(Window window) {
        walk(window, walk -> {
            walk.open("/");
            walk.tabTo("#q");
            walk.type("dermatology");
            walk.press("Enter");
            walk.hasFound("Dermatology");
            walk.enter("a.slot:not(.slot-more)");
            assertThat(walk.at("#email")).isVisible();
            walk.tabTo("#email");
            walk.type("patient@demo.test");
            walk.tabTo("#password");
            walk.type(PASSWORD);
            walk.press("Enter");
            walk.isHeld();
            walk.tabTo("#reason");
            walk.type("Una mancha en el brazo");
            walk.enter("main .form-actions button[type=submit]");
            walk.isOn("booked.title");
            assertThat(walk.at(".summary-more")).containsText("Una mancha en el brazo");
            walk.enter("a[data-open=cancel]");
            assertThat(walk.at("dialog[open]")).isVisible();
            walk.enter("dialog[open] .btn-danger");
            walk.isTold("cancel.done");
        });
    }

    /** Sees first what comes next, takes it into a calendar, and moves it. */
    @ParameterizedTest
    @EnumSource
    void aPatientMovesTheNextAppointment(Window window) {
        String email = ClinicFixture.email("patient");
        PatientId patient = clinic().patient(email);
        Slot next = free(new SlotFilter(null, null, "Orthopedics", null, null, null, null, null), 2);
        Slot later = free(
                new SlotFilter(
                        next.doctor().id(),
                        null,
                        null,
                        null,
                        null,
                        next.startsAt().toLocalDate().plusDays(8),
                        null,
                        null),
                0);
        book(patient, later);
        book(patient, next);
        walk(window, walk -> {
            walk.signIn(email, ClinicFixture.PASSWORD);
            walk.go("/appointments");
            Locator first = walk.at(".appointment-card").first();
            assertThat(first).hasClass(Pattern.compile(".*appointment-card-next.*"));
            assertThat(first.locator("h3 time"))
                    .hasAttribute("datetime", next.startsAt().toString());
            Assertions.assertThat(walk.download("a[href$='/calendar.ics']"))
                    .startsWith("BEGIN:VCALENDAR")
                    .contains(next.doctor().name());

            first.locator("a[href$='/move']").click();
            walk.isOn("move.title");
            Locator time = walk.at("#times a.slot").last();
            String other = Objects.requireNonNull(time.getAttribute("href"))
                    .replaceAll(".*startsAt=(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d).*", "$1");
            time.click();
            walk.isOn("move.confirm.title");
            walk.at("main .form-actions button[type=submit]").click();
            walk.isOn("appointments.title");
            assertThat(walk.at(".toast-note")).isVisible();
            assertThat(walk.at(".appointment-card h3 time[datetime^='" + other + "']"))
                    .hasCount(1);
            assertThat(walk.at(".appointment-card")).hasCount(2);
        });
    }

    /** Reads what was prescribed, prints it, and asks for more. */
    @ParameterizedTest
    @EnumSource
    void aPatientAsksForARefill(Window window) {
        Past past = Past.completed();
        bean(Prescriptions.class)
                .write(
                        Actor.of(past.doctor),
                        new PrescriptionRequest(
                                past.visit,
                                List.of(new Medication("Metformin", "500 mg", "Dos veces al día")),
                                null,
                                2,
                                null,
                                null),
                        null);
        walk(window, walk -> {
            walk.signIn(past.patientEmail, ClinicFixture.PASSWORD);
            walk.go("/prescriptions");
            walk.at("main tbody a", "Metformin").click();
            assertThat(walk.at("main .data-table")).containsText("Dos veces al día");
            walk.leadsToPdf(walk.at("main a[type='application/pdf']"));
            walk.at("details:has(form[action$='/refills']) summary").click();
            walk.at("form[action$='/refills'] button").click();
            walk.isTold("refill.asked");
            assertThat(walk.at(".timeline")).containsText(walk.text("refill.state.waiting"));
            assertThat(walk.at("form[action$='/refills']")).hasCount(0);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aPatientTellsHowAVisitWas(Window window) {
        Past past = Past.completed();
        walk(window, walk -> {
            walk.signIn(past.patientEmail, ClinicFixture.PASSWORD);
            walk.go("/appointments");
            walk.at("#past a[href$='/feedback']").click();
            walk.isOn("feedback.ask", "Ada Doctor");
            walk.at(".rate-stars label").last().click();
            assertThat(walk.at("[name=rating][value='5']")).isChecked();
            walk.at("#comments").fill("Me escuchó.");
            walk.at("main .form-actions button[type=submit]").click();
            walk.isTold("feedback.thanks");
            assertThat(walk.at("a.btn[href$='/feedback']")).hasCount(0);
            assertThat(walk.at("#past a.given-stars")).hasCount(1);
        });
    }

    /** Keeps the own data and the family's, sees who looked into the record, and takes it along. */
    @ParameterizedTest
    @EnumSource
    void aPatientLooksAfterTheRecord(Window window) {
        Past past = Past.completed();
        walk(window, walk -> {
            walk.signIn(past.patientEmail, ClinicFixture.PASSWORD);
            walk.goByMenu("/account");
            walk.at(".account-card a[href='/account/profile']").click();
            walk.isOn("profile.title");
            walk.at("#phone").fill("617-555-0142");
            walk.at("main .form-actions button[type=submit]").click();
            walk.isTold("profile.done");

            walk.goByMenu("/family");
            walk.at("#name").fill("Mia Patient");
            walk.at("#dateOfBirth").fill("2019-02-03");
            walk.at("form[action='/family/children'] button").click();
            walk.isTold("family.asked-child");
            assertThat(walk.at(".family-row")).containsText("Mia Patient");
            assertThat(walk.at(".family-row")).containsText(walk.text("family.state.WAITING_CLINIC"));

            Journeys.visit(window, doctor -> {
                doctor.signIn(past.doctorEmail, ClinicFixture.PASSWORD);
                doctor.open("/patients/" + past.patient);
                assertThat(doctor.at("h1")).hasText("Pat Patient");
            });
            walk.goByMenu("/account/access-log");
            walk.reloadUntil(walk.at(".timeline", walk.text("access.did.record.read", "Ada Doctor"))
                    .first());

            walk.goByMenu("/account");
            walk.at(".account-card a[href='/account/data']").click();
            walk.isOn("data.title");
            Assertions.assertThat(walk.download("a[href$='/record.json']")).contains("617-555-0142", "Sore throat");
            walk.leadsToPdf(walk.at("a[href$='/record.pdf']"));
        });
    }

    /** Somebody who was with a doctor two days ago. */
    private record Past(
            AppointmentId visit, PatientId patient, String patientEmail, DoctorId doctor, String doctorEmail) {

        static Past completed() {
            ClinicFixture clinic = clinic();
            OfficeId office = clinic.office(ClinicFixture.BOSTON);
            String doctorEmail = ClinicFixture.email("doctor");
            DoctorId doctor = clinic.doctor(doctorEmail, office);
            String patientEmail = ClinicFixture.email("patient");
            PatientId patient = clinic.patient(patientEmail);
            VisitRecords.Outcome outcome = bean(VisitRecords.class)
                    .record(
                            Actor.OPERATOR,
                            List.of(new Visit(
                                    patient,
                                    doctor,
                                    office,
                                    ClinicFixture.BOSTON,
                                    DayPagesTest.halfHour(-2 * 24 * 60),
                                    Duration.ofMinutes(30),
                                    AppointmentStatus.COMPLETED,
                                    "Sore throat",
                                    null)))
                    .getFirst();
            AppointmentId visit = ((VisitRecords.Outcome.Taken) outcome).id();
            return new Past(visit, patient, patientEmail, doctor, doctorEmail);
        }
    }

    /** Not one of the very first: they may be too soon to be moved. */
    private static Slot free(SlotFilter filter, int place) {
        return bean(SlotSearch.class).search(filter, place + 1).getLast();
    }

    private static void book(PatientId patient, Slot slot) {
        bean(Booking.class)
                .book(
                        Actor.of(patient),
                        new BookingRequest(
                                slot.doctor().id(),
                                slot.office().id(),
                                slot.time().start(),
                                "Follow-up",
                                null),
                        null);
    }
}
