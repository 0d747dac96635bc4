package dev.outpatient;

import static dev.outpatient.ApiClient.body;
import static dev.outpatient.ApiClient.invalid;
import static dev.outpatient.ApiClient.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.Visit;
import dev.outpatient.scheduling.VisitRecords;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** What decides about free times, and what becomes of an appointment, as clients of the API see it. */
@OnEachEngine
class SchedulingApiTest {

    private final ClinicFixture clinic;
    private final SlotSearch slots;
    private final VisitRecords records;
    private final ApiClient api;

    private OfficeId office = new OfficeId(0);
    private DoctorId doctor = new DoctorId(0);
    private PatientId patient = new PatientId(0);
    private String byDoctor = "";
    private String byPatient = "";
    private String byAdmin = "";

    SchedulingApiTest(Engine engine) {
        this.clinic = new ClinicFixture(engine.program());
        this.slots = engine.bean(SlotSearch.class);
        this.records = engine.bean(VisitRecords.class);
        this.api = new ApiClient(engine);
    }

    @BeforeEach
    void people() {
        office = clinic.office(ClinicFixture.BOSTON);
        doctor = clinic.doctor(office);
        clinic.week(doctor, office, LocalTime.of(9, 0), LocalTime.of(17, 0), 30);
        patient = clinic.patient();
        byDoctor = api.token(Actor.of(doctor));
        byPatient = api.token(Actor.of(patient));
        byAdmin = api.token(Actor.OPERATOR);
    }

    @Test
    void movingKeepsTheIdAndFreesTheOldTime() {
        Slot old = free(2);
        Slot wanted = free(5);
        String path = book(byPatient, old);
        String moved = body(api.post(path + "/move", byPatient, Map.of("startsAt", text(wanted)), "\"1\""));
        assertThat(path).endsWith("/" + JsonPath.<Integer>read(moved, "$.id"));
        assertThat(JsonPath.<String>read(moved, "$.startsAt")).isEqualTo(text(wanted));
        assertThat(startsOffered()).contains(text(old)).doesNotContain(text(wanted));
        problem(api.post(path + "/move", byPatient, Map.of("startsAt", text(old)), "\"1\""), 412, "stale");
    }

    @Test
    void aMoveThatIsRefusedLosesNothing() {
        Slot own = free(2);
        Slot taken = free(3);
        String path = book(byPatient, own);
        book(api.token(other()), taken);
        ResponseSpec refused = api.post(path + "/move", byPatient, Map.of("startsAt", text(taken)));
        String answer = body(refused);
        assertThat(JsonPath.<String>read(answer, "$.type")).isEqualTo("/problems/slot-taken");
        assertThat(JsonPath.<List<?>>read(answer, "$.alternatives")).hasSize(5);
        assertThat(JsonPath.<String>read(body(api.get(path, byPatient)), "$.startsAt"))
                .isEqualTo(text(own));
        problem(
                api.post(
                        path + "/move",
                        byPatient,
                        Map.of("startsAt", taken.startsAt().plusMinutes(5).toString())),
                422,
                "not-bookable");
        problem(api.post(path + "/move", api.token(other()), Map.of("startsAt", text(own))), 404, "not-found");
        invalid(api.post(path + "/move", byPatient, Map.of()), "startsAt");
    }

    @Test
    void anAppointmentThatHasStartedIsCompletedAndNotMoved() {
        String path = started();
        problem(api.post(path + "/move", byDoctor, Map.of("startsAt", text(free(1)))), 409, "invalid-transition");
        problem(api.post(path + "/cancel", byDoctor, Map.of()), 409, "invalid-transition");
        problem(api.post(path + "/complete", byPatient, Map.of()), 403, "forbidden");
        assertThat(status(api.post(path + "/arrive", byDoctor, Map.of()))).isEqualTo("scheduled");
        problem(api.post(path + "/arrive", byDoctor, Map.of()), 409, "invalid-transition");
        problem(api.post(path + "/no-show", byDoctor, Map.of()), 409, "invalid-transition");
        assertThat(status(api.post(path + "/complete", byDoctor, Map.of()))).isEqualTo("completed");
        problem(api.post(path + "/complete", byDoctor, Map.of()), 409, "invalid-transition");
    }

    @Test
    void whoDidNotComeIsCancelledAsNoShow() {
        String path = started();
        String answer = body(api.post(path + "/no-show", byAdmin, Map.of()));
        assertThat(JsonPath.<String>read(answer, "$.status")).isEqualTo("cancelled");
        assertThat(JsonPath.<String>read(answer, "$.cancelReason")).isEqualTo("no_show");
        assertThat(JsonPath.<String>read(answer, "$.cancelledBy")).isEqualTo("admin");
    }

    @Test
    void nothingIsCompletedBeforeItStarts() {
        String path = book(byPatient, free(1));
        problem(api.post(path + "/complete", byDoctor, Map.of()), 409, "invalid-transition");
        problem(api.post(path + "/no-show", byDoctor, Map.of()), 409, "invalid-transition");
        problem(api.post(path + "/arrive", api.token(anotherDoctor()), Map.of()), 404, "not-found");
    }

    @Test
    void timeOffTakesFreeTimesAndNamesWhoIsAffected() {
        Slot booked = free(2);
        Slot other = free(3);
        String path = book(byPatient, booked);
        Map<String, Object> away = Map.of(
                "startsAt", text(booked),
                "endsAt", other.endsAt().toString(),
                "reason", "Conference");
        String entered = body(api.post("/doctors/" + doctor + "/time-off", byDoctor, away, null, "away-" + doctor));
        assertThat(JsonPath.<List<Integer>>read(entered, "$.affected[*].id"))
                .containsExactly(Integer.valueOf(path.substring(path.lastIndexOf('/') + 1)));
        assertThat(body(api.post("/doctors/" + doctor + "/time-off", byDoctor, away, null, "away-" + doctor)))
                .as("the same request again")
                .isEqualTo(entered);
        assertThat(JsonPath.<String>read(entered, "$.startsAt"))
                .as("with the offset of the office")
                .isEqualTo(text(booked));
        assertThat(startsOffered()).doesNotContain(text(other));
        assertThat(JsonPath.<String>read(body(api.post("/appointments", api.token(other()), wish(other))), "$.rule"))
                .isEqualTo("time-off");
        int id = JsonPath.read(entered, "$.id");
        assertThat(JsonPath.<List<String>>read(
                        body(api.get("/doctors/" + doctor + "/time-off", byAdmin)), "$.items[*].reason"))
                .containsExactly("Conference");
        problem(api.delete("/doctors/" + doctor + "/time-off/" + id, api.token(anotherDoctor())), 404, "not-found");
        api.delete("/doctors/" + doctor + "/time-off/" + id, byDoctor)
                .expectStatus()
                .isNoContent();
        assertThat(startsOffered()).contains(text(other));
        problem(api.delete("/doctors/" + doctor + "/time-off/" + id, byDoctor), 404, "not-found");
    }

    @Test
    void timeOffThatCanNotBeNamesTheField() {
        OffsetDateTime start = free(1).startsAt();
        String path = "/doctors/" + doctor + "/time-off";
        invalid(api.post(path, byDoctor, Map.of("startsAt", start.toString(), "endsAt", start.toString())), "endsAt");
        invalid(api.post(path, byDoctor, Map.of("startsAt", start.toString())), "endsAt");
        invalid(
                api.post(path, byDoctor, Map.of("startsAt", "2020-01-01T00:00:00Z", "endsAt", "2020-01-02T00:00:00Z")),
                "endsAt");
    }

    /** Which the databases would not keep. */
    @Test
    void yearsThatNoClinicMeansAreInvalid() {
        invalid(
                api.post(
                        "/doctors/" + doctor + "/time-off",
                        byDoctor,
                        Map.of("startsAt", "+12000-01-01T10:00:00Z", "endsAt", "+12000-01-02T10:00:00Z")),
                "endsAt");
        for (String year : List.of("0500", "9999", "+12000")) {
            Map<String, Object> range = Map.of(
                    "officeId",
                    office.value(),
                    "dayOfWeek",
                    "MONDAY",
                    "startTime",
                    "09:00",
                    "endTime",
                    "17:00",
                    "visitMinutes",
                    30,
                    "validTo",
                    year + "-01-01");
            invalid(api.put("/doctors/" + doctor + "/hours", byDoctor, List.of(range), null), "[0].validTo");
            invalid(
                    api.post(
                            "/appointments/series",
                            byAdmin,
                            Map.of(
                                    "doctorId",
                                    doctor.value(),
                                    "officeId",
                                    office.value(),
                                    "patientId",
                                    patient.value(),
                                    "startsAt",
                                    year + "-01-01T10:00:00Z",
                                    "everyDays",
                                    7,
                                    "visits",
                                    2)),
                    "startsAt");
        }
    }

    @Test
    void aClosedOfficeOffersNothingThatDay() {
        Slot booked = free(2);
        String path = book(byPatient, booked);
        LocalDate date = booked.startsAt().toLocalDate();
        Map<String, Object> closing = Map.of("days", List.of(Map.of("date", date.toString(), "name", "Founders' Day")));
        problem(api.post("/offices/" + office + "/closures", byDoctor, closing), 403, "forbidden");
        String entered = body(api.post("/offices/" + office + "/closures", byAdmin, closing));
        assertThat(JsonPath.<List<String>>read(entered, "$.items[*].name")).containsExactly("Founders' Day");
        assertThat(path)
                .endsWith("/"
                        + JsonPath.<List<Integer>>read(entered, "$.affected[*].id")
                                .getFirst());
        assertThat(startsOffered()).noneMatch(start -> start.startsWith(date.toString()));
        assertThat(why(null, date)).extracting(line -> line.get("rule")).contains("closure");
        int id = JsonPath.<List<Integer>>read(entered, "$.items[*].id").getFirst();
        api.delete("/offices/" + office + "/closures/" + id, byAdmin)
                .expectStatus()
                .isNoContent();
        assertThat(startsOffered()).anyMatch(start -> start.startsWith(date.toString()));
    }

    @Test
    void theHolidaysOfAYearCanBeLoaded() {
        String list = body(api.get("/holidays?country=US&subdivision=MA&year=2027", byAdmin));
        assertThat(JsonPath.<List<String>>read(list, "$.items[?(@.date == '2027-12-24')].name"))
                .isNotEmpty();
        assertThat(JsonPath.<List<String>>read(list, "$.items[*].date"))
                .contains("2027-01-01", "2027-04-19")
                .doesNotHaveDuplicates();
        invalid(api.get("/holidays?country=Atlantis&year=2027", byAdmin), "country");
    }

    @Test
    void theRulesOfAnOfficeBindPatientsAndNotStaff() {
        Map<String, Object> rules = Map.of(
                "noticeMinutes", 60,
                "horizonDays", 30,
                "cancelNoticeMinutes", 40_000,
                "bufferMinutes", 30,
                "maxUpcoming", 2);
        problem(api.put("/offices/" + office + "/rules", byDoctor, rules, null), 403, "forbidden");
        api.put("/offices/" + office + "/rules", byAdmin, rules, null)
                .expectStatus()
                .isOk();
        Slot first = slotsOf(free(1).startsAt().toLocalDate().plusDays(3)).get(3);
        String path = book(byPatient, first);
        // The buffer: neither the time before nor the one after is offered, but staff may book it.
        Map<String, Object> next = with(wish(first), "startsAt", time(first.endsAt()));
        problem(api.post("/appointments", api.token(other()), next), 409, "slot-taken");
        assertThat(startsOffered()).doesNotContain(time(first.endsAt()));
        api.post(
                        "/appointments",
                        byAdmin,
                        with(next, "patientId", clinic.patient().value()))
                .expectStatus()
                .isCreated();
        problem(api.post(path + "/cancel", byPatient, Map.of()), 409, "too-late");
        problem(api.post(path + "/move", byPatient, Map.of("startsAt", text(free(40)))), 409, "too-late");
        book(byPatient, free(40));
        assertThat(JsonPath.<String>read(body(api.post("/appointments", byPatient, wish(free(60)))), "$.rule"))
                .isEqualTo("too-many");
        assertThat(status(api.post(path + "/cancel", byDoctor, Map.of()))).isEqualTo("cancelled");
        invalid(
                api.put("/offices/" + office + "/rules", byAdmin, with(rules, "bufferMinutes", 7), null),
                "bufferMinutes");
    }

    @Test
    void whyThereIsNoTimeSaysNothingOfOthersToAPatient() {
        Slot booked = free(3);
        String path = book(byPatient, booked);
        LocalDate date = booked.startsAt().toLocalDate();
        Map<String, Object> seenByDoctor = line(why(byDoctor, date), text(booked));
        assertThat(seenByDoctor).containsEntry("rule", "booked").containsEntry("detail", "Pat Patient");
        assertThat(path).endsWith("/" + seenByDoctor.get("appointmentId"));
        Map<String, Object> seenByOther = line(why(api.token(other()), date), text(booked));
        assertThat(seenByOther)
                .containsEntry("rule", "booked")
                .containsEntry("detail", null)
                .containsEntry("appointmentId", null);
        assertThat(line(why(api.token(anotherDoctor()), date), text(booked))).containsEntry("detail", null);
        List<Map<String, Object>> day = why(null, date);
        assertThat(day.getFirst()).containsEntry("rule", "no-hours");
        assertThat(String.valueOf(day.getFirst().get("startsAt"))).startsWith(date + "T00:00:00");
        assertThat(day.getLast()).containsEntry("rule", "no-hours");
        assertThat(day).extracting(line -> line.get("rule")).containsNull();
    }

    @Test
    void aHeldTimeIsOfferedToNobodyElse() {
        Slot slot = free(2);
        ResponseSpec held = api.post("/holds", byPatient, wish(slot));
        int id = JsonPath.read(body(held), "$.id");
        assertThat(startsOffered()).doesNotContain(text(slot));
        assertThat(startsOffered(byPatient)).contains(text(slot));
        problem(api.post("/appointments", api.token(other()), wish(slot)), 409, "slot-taken");
        problem(api.post("/holds", api.token(other()), wish(slot)), 409, "slot-taken");
        problem(api.delete("/holds/" + id, api.token(other())), 404, "not-found");
        assertThat(line(why(byDoctor, slot.startsAt().toLocalDate()), text(slot)))
                .containsEntry("rule", "held");
        assertThat(line(why(null, slot.startsAt().toLocalDate()), text(slot))).containsEntry("rule", "booked");
        book(byPatient, slot);
        problem(api.delete("/holds/" + id, byPatient), 404, "not-found");
    }

    @Test
    void aSeriesBooksWhatItCanAndReportsTheRest() {
        Slot first = free(2);
        OffsetDateTime third = first.startsAt()
                .toLocalDateTime()
                .plusDays(14)
                .atZone(ClinicFixture.BOSTON)
                .toOffsetDateTime();
        book(api.token(other()), with(wish(first), "startsAt", time(third)));
        Map<String, Object> wanted =
                with(with(with(wish(first), "patientId", patient.value()), "everyDays", 7), "visits", 4);
        problem(api.post("/appointments/series", byDoctor, wanted), 404, "not-found");
        problem(api.post("/appointments/series", byPatient, wanted), 403, "forbidden");
        String series = body(api.post("/appointments/series", byAdmin, wanted, null, "series-" + doctor));
        assertThat(JsonPath.<Integer>read(series, "$.booked")).isEqualTo(3);
        assertThat(JsonPath.<String>read(series, "$.items[2].refusal")).isEqualTo("slot-taken");
        assertThat(JsonPath.<String>read(series, "$.items[2].alternative.startsAt"))
                .isNotBlank();
        assertThat(body(api.post("/appointments/series", byAdmin, wanted, null, "series-" + doctor)))
                .isEqualTo(series);
        String path = "/appointments/series/" + JsonPath.<Integer>read(series, "$.id");
        problem(api.get(path, api.token(other())), 404, "not-found");
        String cancelled = body(api.post(
                path + "/cancel",
                byDoctor,
                Map.of("from", first.startsAt().toLocalDate().plusDays(1).toString())));
        assertThat(JsonPath.<List<?>>read(cancelled, "$.items")).hasSize(2);
        assertThat(JsonPath.<List<String>>read(body(api.get(path, byPatient)), "$.items[*].appointment.status"))
                .containsExactly("scheduled", "cancelled", "cancelled");
        invalid(api.post("/appointments/series", byAdmin, with(wanted, "visits", 1)), "visits");
    }

    @Test
    void changedHoursNameWhatLiesOutside() {
        Slot morning = slotsOf(free(1).startsAt().toLocalDate().plusDays(2)).getFirst();
        String path = book(byPatient, morning);
        Map<String, Object> afternoon = Map.of(
                "officeId",
                office.value(),
                "dayOfWeek",
                morning.startsAt().getDayOfWeek().name(),
                "startTime",
                "13:00",
                "endTime",
                "17:00",
                "visitMinutes",
                20);
        String answer = body(api.put("/doctors/" + doctor + "/hours", byDoctor, List.of(afternoon), null));
        assertThat(path)
                .endsWith("/"
                        + JsonPath.<List<Integer>>read(answer, "$.affected[*].id")
                                .getFirst());
        assertThat(JsonPath.<List<?>>read(answer, "$.items")).hasSize(1);
        String week = "/doctors/" + doctor + "/hours";
        String seen = Objects.requireNonNull(api.get(week, byDoctor)
                .returnResult(String.class)
                .getResponseHeaders()
                .getETag());
        Map<String, Object> longer = with(afternoon, "endTime", "18:00");
        api.put(week, byDoctor, List.of(longer), seen).expectStatus().isOk();
        problem(api.put(week, byDoctor, List.of(afternoon), seen), 412, "stale");
        api.put(week, byDoctor, List.of(afternoon), null).expectStatus().isOk();
        Map<String, Object> without = new HashMap<>(afternoon);
        without.remove("visitMinutes");
        invalid(api.put(week, byDoctor, List.of(afternoon, without), null), "[1].visitMinutes");
        invalid(api.put(week, byDoctor, "{", null), "body");
        String overlapping = body(api.put(
                "/doctors/" + doctor + "/hours",
                byDoctor,
                List.of(afternoon, with(afternoon, "startTime", "16:00")),
                null));
        assertThat(JsonPath.<String>read(overlapping, "$.errors[0].field")).isEqualTo("[1].startTime");
        assertThat(JsonPath.<String>read(overlapping, "$.errors[0].message"))
                .contains("16:00 to 17:00", "13:00 to 17:00");
    }

    @Test
    void aDoctorBooksForPatientsInCare() {
        Slot slot = free(4);
        Map<String, Object> wanted = with(wish(slot), "patientId", patient.value());
        problem(api.post("/appointments", byDoctor, wanted), 404, "not-found");
        book(byPatient, free(1));
        api.post("/appointments", byDoctor, wanted).expectStatus().isCreated();
        problem(
                api.post("/appointments", api.token(anotherDoctor()), with(wanted, "startsAt", text(free(9)))),
                403,
                "forbidden");
    }

    private Actor other() {
        return Actor.of(clinic.patient());
    }

    private Actor anotherDoctor() {
        return Actor.of(clinic.doctor(office));
    }

    /** The n-th free time from now on. */
    private Slot free(int n) {
        return slots.search(SlotFilter.of(doctor), n + 1).get(n);
    }

    private List<Slot> slotsOf(LocalDate date) {
        return slots.search(new SlotFilter(doctor, null, null, null, null, date, date, null), 100);
    }

    /** An appointment that began ten minutes ago. */
    private String started() {
        VisitRecords.Outcome outcome = records.record(
                        Actor.OPERATOR,
                        List.of(new Visit(
                                patient,
                                doctor,
                                office,
                                ClinicFixture.BOSTON,
                                Instant.now().minus(Duration.ofMinutes(10)),
                                Duration.ofMinutes(30),
                                AppointmentStatus.SCHEDULED,
                                null,
                                null)))
                .getFirst();
        return "/appointments/" + ((VisitRecords.Outcome.Taken) outcome).id();
    }

    private String book(String token, Slot slot) {
        return book(token, wish(slot));
    }

    private String book(String token, Map<String, Object> wish) {
        String booked = body(api.post("/appointments", token, wish));
        return "/appointments/" + JsonPath.<Integer>read(booked, "$.id");
    }

    private List<String> startsOffered() {
        return startsOffered(null);
    }

    private List<String> startsOffered(@Nullable String token) {
        return JsonPath.read(body(api.get("/slots?limit=100&doctorId=" + doctor, token)), "$.items[*].startsAt");
    }

    private List<Map<String, Object>> why(@Nullable String token, LocalDate date) {
        return JsonPath.read(
                body(api.get("/slots/why?doctorId=%s&officeId=%s&date=%s".formatted(doctor, office, date), token)),
                "$.items");
    }

    private static Map<String, Object> line(List<Map<String, Object>> day, String startsAt) {
        return day.stream()
                .filter(line -> startsAt.equals(line.get("startsAt")))
                .findFirst()
                .orElseThrow();
    }

    private static String status(ResponseSpec answer) {
        return JsonPath.read(body(answer), "$.status");
    }

    private static String text(Slot slot) {
        return time(slot.startsAt());
    }

    private static String time(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static Map<String, Object> wish(Slot slot) {
        return Map.of(
                "doctorId", slot.doctor().id().value(),
                "officeId", slot.office().id().value(),
                "startsAt", text(slot));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }
}
