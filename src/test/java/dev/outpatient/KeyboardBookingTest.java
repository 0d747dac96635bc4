package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.outpatient.patients.Family;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Booking without a mouse, step by step: where the focus goes, and that nothing is lost on the way. */
@ExtendWith(Journeys.class)
@ParameterizedClass
@EnumSource
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class KeyboardBookingTest {

    private static final String TIME = "aside dl time";
    private static final String BOOK = "main .form-actions button[type=submit]";
    private static final AtomicInteger times = new AtomicInteger();

    private static @Nullable Place place;

    private final Window window;

    KeyboardBookingTest(Window window) {
        this.window = window;
    }

    /** A doctor with eight times on each day, and a patient who acts for a child. */
    private record Place(OfficeId office, DoctorId doctor, PatientId patient, String email) {

        static Place open() {
            ClinicFixture clinic = Journeys.clinic();
            OfficeId office = clinic.office(ClinicFixture.BOSTON);
            DoctorId doctor = clinic.doctor(office);
            clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(13, 0), 30);
            String email = ClinicFixture.email("patient");
            PatientId patient = clinic.patient(email);
            long asked = Journeys.bean(Family.class)
                    .askForChild(
                            Actor.of(patient),
                            "Noa Patient",
                            LocalDate.now(ClinicFixture.BOSTON).minusYears(7));
            Journeys.bean(FamilyReview.class).confirm(clinic.adminAccount(), asked, null);
            return new Place(office, doctor, patient, email);
        }

        AppointmentId book(PatientId who, LocalDateTime at) {
            return Journeys.bean(Booking.class)
                    .book(
                            Actor.of(who),
                            new BookingRequest(
                                    doctor,
                                    office,
                                    at.atZone(ClinicFixture.BOSTON).toInstant(),
                                    "Follow-up",
                                    null),
                            null)
                    .appointment()
                    .id();
        }

        String path(LocalDateTime at) {
            String start = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(ClinicFixture.BOSTON));
            return "/book?doctorId=" + doctor + "&officeId=" + office + "&startsAt=" + start.replace("+", "%2B");
        }
    }

    @BeforeAll
    static void open() {
        place = Place.open();
    }

    @Test
    void theFirstPressOfTabLeadsPastTheHeader() {
        Journeys.walk(window, walk -> {
            walk.open("/");
            walk.press("Tab");
            assertThat(walk.at(".skip-link")).isFocused();
            assertThat(walk.at(".skip-link")).isInViewport();
            walk.press("Enter");
            assertThat(walk.at("#main")).isFocused();
            walk.press("Tab");
            assertThat(walk.at("#q")).isFocused();
        });
    }

    @Test
    void theSearchAnswersAndTheFocusStaysInIt() {
        Journeys.walk(window, walk -> {
            walk.open("/");
            walk.tabTo("#q");
            walk.type("pediatrics");
            walk.press("Enter");
            walk.hasFound("Pediatrics");
            assertThat(walk.at("#q")).isFocused();
            assertThat(walk.at("#q")).hasValue("pediatrics");
            assertThat(walk.at("#found-count")).containsText(Pattern.compile("\\d"));
            walk.tabTo(".doctor-list a.slot");
        });
    }

    @Test
    void thePartOfTheDayIsChosenByArrows() {
        Journeys.walk(window, walk -> {
            walk.open("/");
            walk.tabTo("#part");
            walk.press("ArrowDown");
            assertThat(walk.at("#part")).hasValue("AM");
            walk.enter(".search-bar button");
            walk.page().waitForURL(Pattern.compile(".*part=AM.*"));
            assertThat(walk.at("#part")).hasValue("AM");
            assertThat(walk.at(".search-bar button")).isFocused();
        });
    }

    @Test
    void aTimeIsChosen() {
        LocalDateTime at = time();
        signedIn(walk -> {
            walk.open("/doctors/" + here().doctor + "?from=" + at.toLocalDate());
            walk.enter("a.slot[href*='startsAt=" + at + "']");
            assertThat(walk.at(TIME)).hasAttribute("datetime", Pattern.compile(at + ".*"));
            assertThat(walk.at("#reason")).isVisible();
        });
    }

    @Test
    void theTimeIsChangedForOneOfAnotherWeek() {
        LocalDateTime at = time();
        signedIn(walk -> {
            ask(walk, at);
            walk.enter(".other-time a");
            walk.page().waitForURL(Pattern.compile(".*/doctors/\\d+\\?.*"));
            Locator week = walk.at("#times .day-tools > span");
            String before = Objects.requireNonNull(week.textContent());
            walk.enter("#later");
            assertThat(week).not().hasText(before);
            assertThat(walk.at("#later")).isFocused();
            walk.enter("#times a.slot");
            walk.page().waitForURL(Pattern.compile(".*/book\\?.*"));
            assertThat(walk.at(TIME)).isVisible();
            Assertions.assertThat(walk.at(TIME).getAttribute("datetime")).isGreaterThan(at.toString());
        });
    }

    @Test
    void whoItIsForIsChosenByArrows() {
        signedIn(walk -> {
            ask(walk, time());
            Locator people = walk.at("[name=patientId]");
            assertThat(people.first()).isChecked();
            walk.tabTo("[name=patientId]");
            walk.press("ArrowDown");
            assertThat(people.nth(1)).isChecked();
            assertThat(people.nth(1)).isFocused();
            walk.press("Tab");
            assertThat(walk.at("#reason")).isFocused();
        });
    }

    @Test
    void aVisitorSignsInAndTheTimeWaits() {
        LocalDateTime at = time();
        Journeys.walk(window, walk -> {
            walk.open(here().path(at));
            walk.tabTo("#email");
            walk.type(here().email);
            walk.tabTo("#password");
            walk.type(ClinicFixture.PASSWORD);
            walk.press("Enter");
            assertThat(walk.at("#reason")).isVisible();
            assertThat(walk.at(TIME)).hasAttribute("datetime", Pattern.compile(at + ".*"));
        });
    }

    @Test
    void aMistakeIsLedBackToAndWhatWasTypedIsThere() {
        String long501 = "a".repeat(501);
        signedIn(walk -> {
            ask(walk, time());
            walk.tabTo("#reason");
            walk.type(long501);
            walk.enter(BOOK);
            assertThat(walk.at(".error-summary")).isFocused();
            walk.press("Tab");
            assertThat(walk.at(".error-summary a")).isFocused();
            walk.press("Enter");
            assertThat(walk.at("#reason")).isFocused();
            assertThat(walk.at("#reason")).hasValue(long501);
            assertThat(walk.at("#reason")).hasAttribute("aria-invalid", "true");
        });
    }

    @Test
    void aTimeThatIsGoneIsChangedForOneNearby() {
        LocalDateTime at = time();
        here().book(Journeys.clinic().patient(), at);
        signedIn(walk -> {
            walk.open(here().path(at));
            assertThat(walk.at("main [role=alert]")).isFocused();
            walk.press("Tab");
            assertThat(walk.at("button.slot").first()).isFocused();
            walk.press("Enter");
            assertThat(walk.at("#reason")).isVisible();
            assertThat(walk.at(TIME)).not().hasAttribute("datetime", Pattern.compile(at + ".*"));
        });
    }

    @Test
    void theBookingIsConfirmed() {
        LocalDateTime at = time();
        signedIn(walk -> {
            ask(walk, at);
            walk.tabTo("#reason");
            walk.type("Fiebre desde el domingo");
            walk.enter(BOOK);
            walk.isOn("booked.title");
            assertThat(walk.at(".summary-more")).containsText("Fiebre desde el domingo");
            assertThat(walk.at("main .summary time")).hasAttribute("datetime", Pattern.compile(at + ".*"));
        });
    }

    @Test
    void escapeKeepsTheAppointmentAndTheFocusIsBack() {
        AppointmentId booked = here().book(here().patient, time());
        signedIn(walk -> {
            walk.open("/booked/" + booked);
            walk.enter("a[data-open=cancel]");
            assertThat(walk.at("dialog[open]")).isVisible();
            assertThat(walk.at("dialog[open] :focus")).hasCount(1);
            walk.press("Escape");
            assertThat(walk.at("dialog[open]")).hasCount(0);
            assertThat(walk.at("a[data-open=cancel]")).isFocused();
        });
    }

    @Test
    void theAppointmentIsCancelled() {
        AppointmentId booked = here().book(here().patient, time());
        signedIn(walk -> {
            walk.open("/booked/" + booked);
            walk.enter("a[data-open=cancel]");
            assertThat(walk.at("dialog[open]")).isVisible();
            walk.enter("dialog[open] .btn-danger");
            walk.isTold("cancel.done");
        });
    }

    /** The page of the booking, settled. */
    private static void ask(Walk walk, LocalDateTime at) {
        walk.open(here().path(at));
        walk.isHeld();
    }

    private void signedIn(Consumer<Walk> step) {
        Journeys.walkAs(here().email, ClinicFixture.PASSWORD, window, step);
    }

    /** One that no other test takes. */
    private static LocalDateTime time() {
        int number = times.getAndIncrement();
        return LocalDate.now(ClinicFixture.BOSTON)
                .plusDays(2 + number / 8)
                .atTime(9, 0)
                .plusMinutes(30L * (number % 8));
    }

    private static Place here() {
        return Objects.requireNonNull(place);
    }
}
