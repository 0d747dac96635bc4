package dev.outpatient.portal.web;

import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.directory.OfficeLine;
import dev.outpatient.directory.OfficeOrder;
import dev.outpatient.feedback.Rating;
import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.DayTimes;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Rows;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Every part of the pages on one page, for those who build them. Off unless asked for. */
@Controller
@ConditionalOnBooleanProperty("outpatient.style-page")
class StylePage {

    /** A form with one field that is right and one that is not. */
    public record Sample(
            @Nullable String name,
            @Nullable String email,
            @Nullable LocalDate date,
            @Nullable String password) {}

    private static final Doctor DOCTOR = new Doctor(new DoctorId(1), "Dr Ama Osei", null, "Cardiology", 1);
    private static final Office OFFICE = new Office(
            new OfficeId(1),
            new OfficeDetails(
                    "Harbor Office", "12 Harbor Street", "Boston", "MA", "617 555 0110", ZoneId.of("America/New_York")),
            1);
    private static final Duration VISIT = Duration.ofMinutes(30);

    private final Clock clock;

    StylePage(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/style")
    String style(@ModelAttribute("form") Sample form, BindingResult errors, Model model) {
        errors.rejectValue("email", "field.email.wrong");
        Instant morning = LocalDate.now(clock)
                .plusDays(1)
                .atTime(9, 30)
                .atZone(OFFICE.timeZone())
                .toInstant();
        List<Slot> slots = Stream.of(0, 30, 105)
                .map(minutes ->
                        new Slot(DOCTOR, OFFICE, TimeRange.of(morning.plus(minutes, ChronoUnit.MINUTES), VISIT)))
                .toList();
        List<AppointmentView> views = List.of(
                view(1, morning, AppointmentStatus.SCHEDULED, null, null),
                view(2, morning.plus(VISIT), AppointmentStatus.SCHEDULED, clock.instant(), null),
                view(3, morning.minus(7, ChronoUnit.DAYS), AppointmentStatus.COMPLETED, null, null),
                view(4, morning.minus(9, ChronoUnit.DAYS), AppointmentStatus.CANCELLED, null, Appointment.NO_SHOW));
        model.addAttribute(
                "card",
                new DoctorCard(
                        DOCTOR, List.of(OFFICE), Rating.of(Map.of(5, 54L, 4, 7L, 3, 2L)), DayTimes.of(slots), false));
        model.addAttribute("views", views);
        Listing<OfficeOrder> second = Listing.of(OfficeOrder.class, "-doctors", "2");
        model.addAttribute(
                "list", new ListPage<>("/style", Map.of(), second, new Rows<>(List.of(new OfficeLine(OFFICE, 6)), 42)));
        model.addAttribute("slot", slots.getFirst());
        model.addAttribute("now", clock.instant());
        model.addAttribute("names", List.of("Dr Ama Osei", "Lucía Moreno", "Tom Lee", "Mia Chen", "Sam Patel"));
        return "style";
    }

    private static AppointmentView view(
            long id,
            Instant startsAt,
            AppointmentStatus status,
            @Nullable Instant arrivedAt,
            @Nullable String cancelReason) {
        Appointment appointment = new Appointment(
                new AppointmentId(id),
                new PatientId(1),
                DOCTOR.id(),
                OFFICE.id(),
                TimeRange.of(startsAt, VISIT),
                status,
                "Follow-up",
                1,
                arrivedAt,
                null,
                null,
                cancelReason,
                null);
        return new AppointmentView(appointment, "Ana Ruiz", LocalDate.of(1980, 3, 4), DOCTOR, OFFICE);
    }
}
