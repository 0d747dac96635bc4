package dev.outpatient.portal.web;

import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.patients.Allergy;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.ExplainedTime;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.scheduling.VisitAction;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Role;
import dev.outpatient.shared.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Invented people and what they do, for the style page: of each kind one as most are, and one that a page has to bear. What
 * belongs to another module's pages has a stand-in here with the same properties.
 */
final class StyleSamples {

    static final Duration VISIT = Duration.ofMinutes(30);

    /** As long as a name may well be. */
    static final String LONG_NAME = "Dr Maria Magdalena Wolfsberger-Featherstonehaugh de la Fuente y Montemayor";

    static final Doctor DOCTOR = new Doctor(new DoctorId(1), "Dr Ama Osei", null, "Cardiology", 1);
    static final Doctor LONG_DOCTOR =
            new Doctor(new DoctorId(2), LONG_NAME, null, "Obstetrics, gynecology and reproductive medicine", 1);
    static final Office OFFICE = new Office(
            new OfficeId(1),
            new OfficeDetails(
                    "Harbor Office", "12 Harbor Street", "Boston", "MA", "617 555 0110", ZoneId.of("America/New_York")),
            1);
    static final Office LONG_OFFICE = new Office(
            new OfficeId(2),
            new OfficeDetails(
                    "Center for Outpatient Surgery and Rehabilitation at the Old Customs House",
                    null,
                    null,
                    null,
                    null,
                    ZoneId.of("America/New_York")),
            1);

    /** A line of the day sheet. */
    public record Line(
            AppointmentView view, List<VisitAction> actions, ExplainedTime.@Nullable Reason missed, boolean next) {}

    /** Time off as it falls on a day. */
    public record Away(
            TimeOff timeOff, OffsetDateTime startsAt, OffsetDateTime endsAt, boolean fromStart, String extent) {}

    /** Some hours, as bars are drawn over them. */
    public record Scale(int from, int length, String grid, LocalTime begin, LocalTime end) {}

    /** A day of the picture of a week. */
    public record WeekDay(
            DayOfWeek day, List<Range> ranges, @Nullable Integer visits, boolean clashing) {}

    /** The hours of a day of the week. */
    public record Range(
            int start,
            int length,
            boolean clashes,
            boolean limited,
            List<LocalTime> first,
            @Nullable LocalTime last,
            Office office,
            Limits hours) {}

    /** From when to when hours hold. */
    public record Limits(
            @Nullable LocalDate validFrom, @Nullable LocalDate validTo) {}

    /** The picture of a week. */
    public record Picture(Scale scale, List<WeekDay> days) {}

    /** What would come of time off. */
    public record Preview(
            Off off,
            Scale scale,
            boolean freeOfTimes,
            List<OffDay> days,
            long more,
            boolean oneOffice,
            List<AppointmentView> affected) {}

    /** Time off that is not entered yet. */
    public record Off(OffsetDateTime startsAt, OffsetDateTime endsAt, LocalDate lastOn, boolean wholeDays) {}

    /** A day of it. */
    public record OffDay(LocalDate date, List<Bar> bars, List<Left> left, int visits, int gone) {}

    /** Free times without a gap. */
    public record Bar(int start, int length, boolean gone) {}

    /** The free times that remain. */
    public record Left(List<OffsetDateTime> first, @Nullable OffsetDateTime last, Office office) {}

    /** A prescription in a list. */
    public record Paper(
            String id,
            long patientId,
            String names,
            LocalDate date,
            String status,
            @Nullable String with) {}

    /** A prescription that is active. */
    public record Taken(String id, List<Medication> medication) {}

    /** Somebody found by name. */
    public record Found(long id, String name, @Nullable LocalDate birthDate) {}

    /** An account of somebody who works here. */
    public record Member(boolean open, boolean active) {}

    /** What was typed into the search of the home page. */
    public record Search(
            String q,
            String where,
            @Nullable LocalDate date,
            @Nullable DayOfWeek part) {}

    private static final Scale SCALE =
            new Scale(480, 600, "M540 0v12M720 0v12M900 0v12", LocalTime.of(8, 0), LocalTime.of(18, 0));

    private final Instant now;
    private final Instant morning;

    StyleSamples(Instant now) {
        this.now = now;
        this.morning = LocalDate.ofInstant(now, OFFICE.timeZone())
                .plusDays(1)
                .atTime(9, 30)
                .atZone(OFFICE.timeZone())
                .toInstant();
    }

    LocalDate day() {
        return LocalDate.ofInstant(morning, OFFICE.timeZone());
    }

    /** For each role, and for who has not signed in. */
    static List<Viewer> viewers() {
        return List.of(
                new Viewer(null, "", ""),
                new Viewer(Role.PATIENT, "Ana Ruiz", "patient:1"),
                new Viewer(Role.DOCTOR, LONG_NAME, "doctor:2"),
                new Viewer(Role.ADMIN, "Al Grant", "admin:1"));
    }

    List<Slot> slots() {
        return Stream.of(0, 30, 105)
                .map(minutes ->
                        new Slot(DOCTOR, OFFICE, TimeRange.of(morning.plus(minutes, ChronoUnit.MINUTES), VISIT)))
                .toList();
    }

    /** For a patient: one ahead, one that it is too late to change, one that nobody came to. */
    List<AppointmentView> appointments() {
        return List.of(
                view(1, morning, AppointmentStatus.SCHEDULED, null, null),
                view(2, morning.plus(1, ChronoUnit.HOURS), AppointmentStatus.SCHEDULED, null, null),
                view(
                        3,
                        morning.minus(9, ChronoUnit.DAYS),
                        AppointmentStatus.CANCELLED,
                        null,
                        Appointment.NO_SHOW,
                        LONG_NAME,
                        LONG_DOCTOR,
                        LONG_OFFICE));
    }

    /** For a doctor: one who is here, one who is waited for, one with all that can be done. */
    List<Line> lines() {
        AppointmentView here = view(11, morning, AppointmentStatus.SCHEDULED, now, null);
        AppointmentView late = view(
                12,
                morning.plus(VISIT),
                AppointmentStatus.SCHEDULED,
                null,
                null,
                "Maria Magdalena Wolfsberger-Featherstonehaugh de la Fuente",
                DOCTOR,
                LONG_OFFICE);
        return List.of(
                new Line(here, List.of(VisitAction.COMPLETE), null, true),
                new Line(
                        late,
                        List.of(VisitAction.ARRIVE, VisitAction.NO_SHOW, VisitAction.MOVE, VisitAction.CANCEL),
                        ExplainedTime.Reason.TIME_OFF,
                        false),
                new Line(view(13, morning, AppointmentStatus.COMPLETED, null, null), List.of(), null, false));
    }

    Away away() {
        OffsetDateTime start = at(13);
        return new Away(
                new TimeOff(1, DOCTOR.id(), TimeRange.of(start.toInstant(), Duration.ofHours(4)), "Conference"),
                start,
                at(17),
                false,
                "range");
    }

    Picture picture() {
        LocalTime nine = LocalTime.of(9, 0);
        Limits always = new Limits(null, null);
        Range whole = new Range(
                540, 480, false, false, List.of(nine, nine.plusMinutes(30)), LocalTime.of(16, 30), OFFICE, always);
        Range one = new Range(540, 180, true, false, List.of(nine), null, OFFICE, always);
        Range other = new Range(660, 240, true, true, List.of(nine), null, LONG_OFFICE, new Limits(day(), null));
        return new Picture(
                SCALE,
                List.of(
                        new WeekDay(DayOfWeek.MONDAY, List.of(whole), 16, false),
                        new WeekDay(DayOfWeek.TUESDAY, List.of(one, other), null, true),
                        new WeekDay(DayOfWeek.SUNDAY, List.of(), 0, false)));
    }

    Preview preview() {
        OffDay half = new OffDay(
                day(),
                List.of(new Bar(540, 240, false), new Bar(780, 240, true)),
                List.of(new Left(List.of(at(9), at(10)), at(12), OFFICE)),
                8,
                8);
        return new Preview(
                new Off(at(13), at(17), day(), false),
                SCALE,
                false,
                List.of(half),
                16,
                true,
                List.of(appointments().getFirst()));
    }

    static List<Allergy> allergies() {
        PatientId patient = new PatientId(1);
        return List.of(
                new Allergy(
                        1, patient, "Penicillin", "Rash", Allergy.Severity.SEVERE, Allergy.CLINIC, Instant.EPOCH, null),
                new Allergy(2, patient, "Latex", null, null, Allergy.CLINIC, Instant.EPOCH, null));
    }

    List<Paper> papers() {
        String id = "65f0c0ffee65f0c0ffee65f0";
        return List.of(
                new Paper(id, 1, "Amoxicillin", day(), "active", "Ana Ruiz"),
                new Paper(
                        id, 1, "Amoxicillin and clavulanate potassium, Hydrochlorothiazide", day(), "cancelled", null));
    }

    OffsetDateTime at(int hour) {
        return day().atTime(hour, 0).atZone(OFFICE.timeZone()).toOffsetDateTime();
    }

    private static AppointmentView view(
            long id,
            Instant startsAt,
            AppointmentStatus status,
            @Nullable Instant arrivedAt,
            @Nullable String cancelReason) {
        return view(id, startsAt, status, arrivedAt, cancelReason, "Ana Ruiz", DOCTOR, OFFICE);
    }

    private static AppointmentView view(
            long id,
            Instant startsAt,
            AppointmentStatus status,
            @Nullable Instant arrivedAt,
            @Nullable String cancelReason,
            String patient,
            Doctor doctor,
            Office office) {
        Appointment appointment = new Appointment(
                new AppointmentId(id),
                new PatientId(1),
                doctor.id(),
                office.id(),
                TimeRange.of(startsAt, VISIT),
                status,
                "Follow-up",
                1,
                arrivedAt,
                null,
                null,
                cancelReason,
                null);
        return new AppointmentView(appointment, patient, LocalDate.of(1980, 3, 4), "617 555 0144", doctor, office);
    }
}
