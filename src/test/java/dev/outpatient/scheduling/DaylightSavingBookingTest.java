package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outpatient.ClinicFixture;
import dev.outpatient.Engine;
import dev.outpatient.OnEachEngine;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bookings on the next days on which the clocks jump, with everything in between and on real engines. */
@OnEachEngine
class DaylightSavingBookingTest {

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final Engine engine;
    private final ClinicFixture clinic;
    private final Booking booking;
    private final CalendarAgreement check;

    DaylightSavingBookingTest(Engine engine) {
        this.engine = engine;
        this.clinic = new ClinicFixture(engine.program());
        this.booking = engine.bean(Booking.class);
        this.check = new CalendarAgreement(engine.program());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "Europe/London",
                "Australia/Sydney",
                "Australia/Lord_Howe",
                "Asia/Beirut",
                "America/Havana"
            })
    void bothInstantsOfAWallTimeThatComesTwiceAreBooked(ZoneId zone) {
        ZoneOffsetTransition jump = next(zone, ZoneOffsetTransition::isOverlap);
        LocalDateTime wall = jump.getDateTimeAfter();
        Instant first = wall.toInstant(jump.getOffsetBefore());
        Instant second = wall.toInstant(jump.getOffsetAfter());
        OfficeId office = office(zone);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        List<PatientId> patients = clinic.patients(3);
        assertThat(starts(doctor, wall.toLocalDate())).contains(first, second).isSorted();
        assertThat(second).isEqualTo(first.plus(jump.getDuration().abs()));

        AppointmentView one = book(patients.get(0), doctor, office, first);
        AppointmentView other = book(patients.get(1), doctor, office, second);

        assertThat(one.startsAt().toLocalDateTime()).isEqualTo(wall);
        assertThat(other.startsAt().toLocalDateTime()).isEqualTo(wall);
        check.dateIsOnTheWall(one.appointment().id(), first, zone);
        check.dateIsOnTheWall(other.appointment().id(), second, zone);
        assertThatThrownBy(() -> book(patients.get(2), doctor, office, second)).isInstanceOf(SlotTaken.class);
        assertThat(starts(doctor, wall.toLocalDate())).doesNotContain(first, second);
        assertThat(explained(doctor, office, wall.toLocalDate(), ExplainedTime.Reason.BOOKED))
                .containsExactly(first, second);
        assertThat(engine.bean(Appointments.class).daySheet(Actor.of(doctor), wall.toLocalDate()))
                .extracting(view -> view.appointment().id())
                .containsExactly(one.appointment().id(), other.appointment().id());
        check.calendarAgreesWithAppointments(doctor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "Europe/London",
                "Australia/Sydney",
                "Australia/Lord_Howe",
                "Asia/Beirut",
                "America/Havana"
            })
    void aWallTimeThatIsSkippedIsNoneOfThoseOffered(ZoneId zone) {
        ZoneOffsetTransition jump = next(zone, ZoneOffsetTransition::isGap);
        LocalDate date = jump.getDateTimeAfter().toLocalDate();
        OfficeId office = office(zone);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        PatientId patient = clinic.patient();
        long offered =
                Duration.between(date.atStartOfDay(zone), date.plusDays(1).atStartOfDay(zone))
                                .toMinutes()
                        / 30;
        assertThat(starts(doctor, date)).hasSize((int) offered).contains(jump.getInstant());
        AppointmentView before = book(patient, doctor, office, jump.getInstant().minus(HALF_HOUR));
        AppointmentView after = book(patient, doctor, office, jump.getInstant());
        // The earlier ends when the later begins, though their walls are an hour apart.
        assertThat(before.endsAt().toLocalDateTime()).isEqualTo(jump.getDateTimeAfter());
        assertThat(after.startsAt().toLocalDateTime()).isEqualTo(jump.getDateTimeAfter());
        check.dateIsOnTheWall(
                before.appointment().id(), before.appointment().time().start(), zone);
        check.calendarAgreesWithAppointments(doctor);
    }

    /** A visit that ends when the clocks jump ends when the hours do, whatever the wall shows then. */
    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Asia/Beirut"})
    void hoursThatEndAtTheJumpHoldTheVisitBeforeIt(ZoneId zone) {
        ZoneOffsetTransition jump = next(zone, ZoneOffsetTransition::isGap);
        LocalDateTime end = jump.getDateTimeBefore();
        OfficeId office = office(zone);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        AppointmentView last =
                book(clinic.patient(), doctor, office, jump.getInstant().minus(HALF_HOUR));
        AppointmentView later = book(clinic.patient(), doctor, office, jump.getInstant());
        LocalDate date = last.startsAt().toLocalDate();
        List<AppointmentView> outside = engine.bean(Hours.class)
                .replace(
                        Actor.of(doctor),
                        doctor,
                        List.of(new WorkingHours(
                                doctor,
                                office,
                                date.getDayOfWeek(),
                                end.toLocalTime().minusHours(1),
                                end.toLocalTime(),
                                30,
                                null,
                                null)));
        assertThat(outside)
                .extracting(view -> view.appointment().id())
                .containsExactly(later.appointment().id());
        assertThat(starts(doctor, date)).containsExactly(jump.getInstant().minus(HALF_HOUR.multipliedBy(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Europe/London", "Australia/Lord_Howe"})
    void aSeriesLeavesOutAWallTimeThatIsSkipped(ZoneId zone) {
        ZoneOffsetTransition jump = next(zone, ZoneOffsetTransition::isGap);
        OfficeId office = office(zone);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        LocalDateTime skipped = jump.getDateTimeBefore();
        Series series = series(doctor, office, skipped.minusDays(1).atZone(zone).toInstant(), 1, 3);
        assertThat(series.visits()).extracting(Series.Visit::refusal).containsExactly(null, "skipped", null);
        assertThat(series.visits())
                .extracting(Series.Visit::wantedTime)
                .containsExactly(skipped.minusDays(1), skipped, skipped.plusDays(1));
        Slot alternative = series.visits().get(1).alternative();
        assertThat(alternative).isNotNull();
        assertThat(alternative.time().start())
                .isBetween(jump.getInstant(), jump.getInstant().plus(Duration.ofHours(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Europe/London", "Australia/Lord_Howe"})
    void aSeriesTakesOfAWallTimeThatComesTwiceTheOneAsBefore(ZoneId zone) {
        ZoneOffsetTransition jump = next(zone, ZoneOffsetTransition::isOverlap);
        OfficeId office = office(zone);
        DoctorId doctor = clinic.alwaysWorking(office, 30);
        LocalDateTime twice = jump.getDateTimeAfter();
        Series series = series(doctor, office, twice.minusDays(1).atZone(zone).toInstant(), 1, 3);
        assertThat(series.visits()).extracting(Series.Visit::refusal).containsOnlyNulls();
        assertThat(series.visits())
                .extracting(visit -> {
                    AppointmentView booked = visit.appointment();
                    return booked == null ? null : booked.appointment().time().start();
                })
                .containsExactly(
                        twice.minusDays(1).toInstant(jump.getOffsetBefore()),
                        twice.toInstant(jump.getOffsetBefore()),
                        twice.plusDays(1).toInstant(jump.getOffsetAfter()));
    }

    /** The dates of a search are those on the wall of each office. */
    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "Pacific/Honolulu", "Pacific/Auckland", "Asia/Kathmandu"})
    void aSearchByDateFindsTheDateAtTheOffice(ZoneId zone) {
        OfficeId office = office(zone);
        DoctorId doctor = clinic.doctor(office);
        clinic.week(doctor, office, LocalTime.of(0, 0), LocalTime.MIDNIGHT, 60);
        LocalDate date = LocalDate.ofInstant(Instant.now(java.time.Clock.systemUTC()), zone)
                .plusDays(5);
        assertThat(starts(doctor, date))
                .isNotEmpty()
                .allMatch(start -> LocalDate.ofInstant(start, zone).equals(date))
                .startsWith(date.atStartOfDay(zone).toInstant())
                .isSorted();
    }

    private static ZoneOffsetTransition next(ZoneId zone, Predicate<ZoneOffsetTransition> kind) {
        Instant after = Instant.now(java.time.Clock.systemUTC()).plus(Duration.ofDays(5));
        ZoneOffsetTransition jump = zone.getRules().nextTransition(after);
        while (!kind.test(jump)) {
            jump = zone.getRules().nextTransition(jump.getInstant());
        }
        return jump;
    }

    private OfficeId office(ZoneId zone) {
        OfficeId office = clinic.office(zone);
        engine.bean(OfficeRules.class)
                .set(
                        Actor.OPERATOR,
                        office,
                        new BookingRules(Duration.ofHours(1), BookingRules.FURTHEST, Duration.ZERO, Duration.ZERO, 20));
        return office;
    }

    private List<Instant> starts(DoctorId doctor, LocalDate date) {
        return engine
                .bean(SlotSearch.class)
                .search(new SlotFilter(doctor, null, null, null, null, date, date, null), 1000)
                .stream()
                .map(slot -> slot.time().start())
                .toList();
    }

    private List<Instant> explained(DoctorId doctor, OfficeId office, LocalDate date, ExplainedTime.Reason reason) {
        return engine.bean(SlotReasons.class).explain(null, doctor, office, date).stream()
                .filter(time -> time.reason() == reason)
                .map(time -> time.startsAt().toInstant())
                .toList();
    }

    private AppointmentView book(PatientId patient, DoctorId doctor, OfficeId office, Instant start) {
        return booking.book(Actor.of(patient), new BookingRequest(doctor, office, start, null, null), null);
    }

    private Series series(DoctorId doctor, OfficeId office, Instant first, int everyDays, int visits) {
        return engine.bean(SeriesBooking.class)
                .book(
                        Actor.OPERATOR,
                        new SeriesRequest(doctor, office, clinic.patient(), first, everyDays, visits, null),
                        null);
    }
}
