package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.outpatient.Journeys.PASSWORD;
import static dev.outpatient.Journeys.bean;
import static dev.outpatient.Journeys.clinic;
import static dev.outpatient.Journeys.walk;

import com.microsoft.playwright.Locator;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What doctors come for, in the demo's clinic. */
@ExtendWith(Journeys.class)
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class DoctorJourneysTest {

    /** Finds the record of somebody seen lately from the day sheet, and prescribes. */
    @ParameterizedTest
    @CsvSource({"ENGLISH_WIDE, Zincol", "ENGLISH_NARROW, Ferrosan", "SPANISH_WIDE, Magnelit", "SPANISH_NARROW, Calcivor"
    })
    void aDoctorGoesFromTheDayToARecordAndPrescribes(Window window, String medicine) {
        walk(window, walk -> {
            walk.signIn("doctor@demo.test", PASSWORD);
            assertThat(walk.at("#day")).isVisible();
            Locator patients = walk.at(".day-sheet .day-name a");
            for (int days = 0; days < 7 && patients.count() == 0 || days == 0; days++) {
                walk.at("a[aria-label='" + walk.text("day.before") + "']").click();
                walk.page().waitForURL(Pattern.compile(".*date=.*"));
            }
            String name = patients.first().textContent();
            patients.first().click();
            assertThat(walk.at("h1")).containsText(name);
            walk.at("a.head-action[href^='/prescriptions/new']").click();
            walk.at("input[name$='.name']").first().fill(medicine);
            walk.at("input[name$='.dosage']").first().fill("15 mg");
            walk.at("[name$='.instructions']").first().fill("Una vez al día");
            walk.at("main .form-actions button.btn-primary").click();
            walk.isTold("prescribe.done");
            assertThat(walk.at("main")).containsText(medicine);
        });
    }

    /** Who arrived, who is done, who did not come, and who comes next: without a mouse. */
    @ParameterizedTest
    @EnumSource
    void aDoctorRunsTheDayByKeyboardAlone(Window window) {
        Own own = Own.in(DayPagesTest.whereItIsNoon());
        String first = "#visit-" + own.began(90);
        String second = "#visit-" + own.began(60);
        String third = "#visit-" + own.booked(DayPagesTest.halfHour(60));
        walk(window, walk -> {
            walk.signIn(own.email, ClinicFixture.PASSWORD);
            assertThat(walk.at("#day")).isVisible();
            walk.press("ArrowDown");
            assertThat(walk.at(third)).isFocused();
            walk.moveTo(first, "ArrowUp", 9);

            walk.press("a");
            assertThat(walk.at("#toasts")).containsText(walk.text("visit.arrive.done", "Pat Patient"));
            assertThat(walk.at(first + " .status")).hasText(walk.text("status.arrived"));
            assertThat(walk.at(first)).isFocused();
            walk.press("c");
            assertThat(walk.at(first + " .status")).hasText(walk.text("status.completed"));
            assertThat(walk.at(first)).isFocused();

            walk.moveTo(second, "ArrowDown", 9);
            walk.press("n");
            assertThat(walk.at("dialog[open]")).containsText(walk.text("no-show.ask"));
            assertThat(walk.at("dialog[open]")).hasAccessibleDescription(Pattern.compile(".*Pat Patient.*"));
            walk.enter("dialog[open] .btn-danger");
            assertThat(walk.at(second + " .status")).hasText(walk.text("status.no_show"));
            assertThat(walk.at(second)).isFocused();

            walk.press("/");
            assertThat(walk.at("#patient")).isFocused();
            walk.type("pat");
            assertThat(walk.at(".day-patients a").first()).isVisible();
            walk.press("Escape");
            assertThat(walk.at(second)).isFocused();
            assertThat(walk.at("#patient")).hasValue("");
            assertThat(walk.at(".day-patients a")).hasCount(0);
            walk.press("?");
            assertThat(walk.at("#keys")).isVisible();
            walk.press("Escape");
            assertThat(walk.at("#keys")).isHidden();
            assertThat(walk.at(second)).isFocused();

            walk.moveTo(third, "ArrowDown", 9);
            walk.press("p");
            walk.page().waitForURL(Pattern.compile(".*/prescriptions/new\\?.*"));
            walk.page().goBack();
            walk.press("ArrowDown");
            assertThat(walk.at(third)).isFocused();
            walk.press("s");
            walk.page().waitForURL(Pattern.compile(".*/patients/\\d+"));
            assertThat(walk.at("h1")).hasText("Pat Patient");
        });
    }

    /** Moves a visit from the week, then sees what a day off means for it before it is entered. */
    @ParameterizedTest
    @EnumSource
    void aDoctorChangesTheWeek(Window window) {
        Own own = Own.in(ClinicFixture.BOSTON);
        LocalDate monday = LocalDate.now(ClinicFixture.BOSTON)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .plusWeeks(1);
        LocalDate wednesday = monday.plusDays(2);
        AppointmentId visit = own.booked(
                monday.plusDays(1).atTime(10, 0).atZone(ClinicFixture.BOSTON).toInstant());
        walk(window, walk -> {
            walk.signIn(own.email, ClinicFixture.PASSWORD);
            walk.go("/week");
            for (int weeks = 1; weeks >= 0; weeks--) {
                walk.at("a[aria-label='" + walk.text("week.after") + "']").click();
                walk.page().waitForURL(Pattern.compile(".*date=" + monday.minusWeeks(weeks) + ".*"));
            }
            String shown = window.isWide() ? ".calendar a.visit" : "#week-list a.day-name";
            walk.at(shown + "[href$='/week/appointments/" + visit + "']").click();
            walk.at("#ask[open] a[data-step=move]").click();
            walk.isOn("move.title");
            walk.at("#times a.slot[href*='startsAt=" + wednesday + "T11:30']").click();
            walk.isOn("move.confirm.title");
            walk.at("main .form-actions button[type=submit]").click();
            walk.page().waitForURL(Pattern.compile(".*/week\\?date=.*"));
            assertThat(walk.at(".toast-note")).isVisible();
            assertThat(walk.at("#week-list [data-date='" + wednesday + "'] .week-visit[data-id='" + visit + "']"))
                    .hasCount(1);

            walk.at("main a[data-ask][href='/week/time-off/new']").click();
            assertThat(walk.at("#ask[open]")).isVisible();
            walk.at("#startsAt").fill(wednesday + "T08:00");
            walk.at("#endsAt").fill(wednesday + "T18:00");
            walk.at("#reason").fill("Congreso");
            walk.at("#ask button[type=submit]").click();
            assertThat(walk.at(".away-preview")).isFocused();
            assertThat(walk.at(".away-preview .notice li")).containsText("Pat Patient");
            walk.at(".away-preview button[type=submit]").click();
            walk.isTold("time-off.saved");
            assertThat(walk.at(".stranded li")).hasCount(1);
        });
    }

    /** Reads what patients say, and answers one who wrote. */
    @ParameterizedTest
    @EnumSource
    void aDoctorAnswersAPatient(Window window) {
        walk(window, walk -> {
            walk.signIn("doctor@demo.test", PASSWORD);
            walk.go("/feedback");
            assertThat(walk.at(".feedback-figures")).isVisible();
            // The demo is made from today's date on: those before may have answered all that is on the first page.
            while (walk.at(".feedback-list details").count() == 0) {
                walk.nextPage();
            }
            Locator asked = walk.at(".feedback-list details").first();
            asked.locator("summary").click();
            asked.locator("textarea").fill("Gracias. " + window);
            asked.locator("button[type=submit]").click();
            walk.isTold("feedback.answered");
            assertThat(walk.at(".feedback-answer", "Gracias. " + window)).isVisible();
        });
    }

    /** A doctor of one's own, who works all day in half-hours, and those who come. */
    private record Own(OfficeId office, ZoneId zone, DoctorId doctor, String email) {

        static Own in(ZoneId zone) {
            ClinicFixture clinic = clinic();
            OfficeId office = clinic.office(zone);
            String email = ClinicFixture.email("doctor");
            DoctorId doctor = clinic.doctor(email, office);
            clinic.week(doctor, office, LocalTime.of(8, 0), LocalTime.of(19, 0), 30);
            return new Own(office, zone, doctor, email);
        }

        /** One that should have begun so many minutes ago, at the last half-hour before. */
        AppointmentId began(int minutesAgo) {
            Visit visit = new Visit(
                    clinic().patient(),
                    doctor,
                    office,
                    zone,
                    DayPagesTest.halfHour(-minutesAgo),
                    Duration.ofMinutes(30),
                    AppointmentStatus.SCHEDULED,
                    "Cough since Sunday",
                    null);
            VisitRecords.Outcome outcome = bean(VisitRecords.class)
                    .record(Actor.OPERATOR, List.of(visit))
                    .getFirst();
            return ((VisitRecords.Outcome.Taken) outcome).id();
        }

        AppointmentId booked(Instant at) {
            return bean(Booking.class)
                    .book(Actor.OPERATOR, new BookingRequest(doctor, office, at, "Check-up", clinic().patient()), null)
                    .appointment()
                    .id();
        }
    }
}
