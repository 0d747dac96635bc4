package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentFilter;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.Hold;
import dev.outpatient.scheduling.Holds;
import dev.outpatient.scheduling.NotBookable;
import dev.outpatient.scheduling.OfficeRules;
import dev.outpatient.scheduling.PatientBusy;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotTaken;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** From a free time to an appointment: who it is for, why, and the confirmation. */
@Controller
class BookingPages {

    private static final String NO_TIME = "redirect:/doctors";

    private final Booking booking;
    private final Appointments appointments;
    private final Holds holds;
    private final OfficeRules rules;
    private final Directory directory;
    private final ChosenTimes times;
    private final PatientChoices patients;
    private final Clock clock;

    BookingPages(
            Booking booking,
            Appointments appointments,
            Holds holds,
            OfficeRules rules,
            Directory directory,
            ChosenTimes times,
            PatientChoices patients,
            Clock clock) {
        this.booking = booking;
        this.appointments = appointments;
        this.holds = holds;
        this.rules = rules;
        this.directory = directory;
        this.times = times;
        this.patients = patients;
        this.clock = clock;
    }

    @GetMapping("/book")
    String ask(
            @ModelAttribute("wanted") WantedTime link,
            BindingResult ignored,
            @ModelAttribute("form") BookForm form,
            BindingResult ignoredToo,
            @Nullable Actor actor,
            Model model) {
        return link.whole()
                .map(wanted -> showChosen(wanted, form.anew(), actor, model))
                .orElse(NO_TIME);
    }

    /** Another time is chosen instead of one that was taken; the reason and the patient stay. */
    @PostMapping(value = "/book", params = "choose")
    String choose(
            @ModelAttribute("wanted") WantedTime link,
            BindingResult ignored,
            @ModelAttribute("form") BookForm form,
            BindingResult ignoredToo,
            Actor actor,
            Model model) {
        return ask(link, ignored, form, ignoredToo, actor, model);
    }

    /**
     * Keeps the time for a patient whose page shows it. The page asks for this by itself, so that a link that is only
     * followed holds nothing; without JavaScript nothing is held.
     */
    @PostMapping("/book/hold")
    String hold(
            @ModelAttribute("wanted") WantedTime link,
            BindingResult ignored,
            @ModelAttribute("form") BookForm form,
            BindingResult ignoredToo,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        WantedTime.Whole wanted =
                link.whole().orElseThrow(() -> Problem.Invalid.field("startsAt", "Say which time to hold."));
        try {
            Hold hold = holds.hold(
                    actor,
                    wanted.doctorId(),
                    wanted.officeId(),
                    wanted.startsAt().toInstant(),
                    null);
            model.addAttribute(
                    "left", Duration.between(clock.instant(), hold.expiresAt()).toSeconds());
            return "book :: held";
        } catch (SlotTaken | PatientBusy | NotBookable e) {
            // Said before anything is typed: in place of the form.
            response.setHeader("HX-Retarget", "#booking");
            response.setHeader("HX-Reswap", "outerHTML");
            showRefused(wanted, form, Refusals.word(e), Refusals.alternatives(e), actor, model);
            return "book :: booking";
        }
    }

    @PostMapping("/book")
    String book(
            @ModelAttribute("wanted") WantedTime link,
            BindingResult ignored,
            @Valid @ModelAttribute("form") BookForm form,
            BindingResult errors,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        WantedTime.Whole wanted = link.whole().orElse(null);
        if (wanted == null) {
            return NO_TIME;
        }
        if (actor.role() != Role.PATIENT && form.patientId() == null) {
            errors.rejectValue("patientId", "book.patient.missing");
        }
        if (errors.hasErrors()) {
            return showChosen(wanted, form, actor, model);
        }
        BookingRequest request = new BookingRequest(
                wanted.doctorId(),
                wanted.officeId(),
                wanted.startsAt().toInstant(),
                form.reason(),
                form.patientId() == null ? null : new PatientId(form.patientId()));
        try {
            AppointmentView booked = booking.book(actor, request, RequestKey.ofForm(form.key(), request));
            return "redirect:/booked/" + booked.appointment().id();
        } catch (SlotTaken | PatientBusy | NotBookable e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return showRefused(wanted, form, Refusals.word(e), Refusals.alternatives(e), actor, model);
        }
    }

    private String showChosen(WantedTime.Whole wanted, BookForm form, @Nullable Actor actor, Model model) {
        Optional<Slot> free = times.find(actor, wanted);
        if (free.isEmpty()) {
            AppointmentView booked = onThatDay(wanted, actor).stream()
                    .filter(view -> view.startsAt().isEqual(wanted.startsAt()))
                    .findFirst()
                    .orElse(null);
            if (booked != null) {
                model.addAttribute("booked", booked);
                model.addAttribute("stage", "booked");
                return show(wanted, form, actor, model);
            }
            return showRefused(wanted, form, "gone", times.near(actor, wanted), actor, model);
        }
        OffsetDateTime startsAt = free.get().startsAt();
        model.addAttribute("endsAt", free.get().endsAt());
        model.addAttribute("stage", stage(wanted, actor));
        if (actor != null && actor.role() == Role.PATIENT) {
            Duration notice = rules.get(wanted.officeId()).cancelNotice();
            OffsetDateTime until = startsAt.minus(notice);
            model.addAttribute("until", notice.isZero() ? null : until);
            model.addAttribute("tooLate", until.toInstant().isBefore(clock.instant()));
            model.addAttribute("family", patients.family(actor));
            model.addAttribute(
                    "sameDay", onThatDay(wanted, actor).stream().findFirst().orElse(null));
        } else if (actor != null) {
            model.addAttribute("patients", patients.find(actor, form.patient(), form.patientId()));
        }
        return show(wanted, form, actor, model);
    }

    private static String stage(WantedTime.Whole wanted, @Nullable Actor actor) {
        if (actor == null) {
            return "who";
        }
        return switch (actor.role()) {
            case PATIENT -> "reason";
            case DOCTOR -> actor.is(wanted.doctorId()) ? "staff" : "another";
            case ADMIN -> "staff";
        };
    }

    /** What a patient and the family have with the doctor on that day already, as who goes back in the browser after booking. */
    private List<AppointmentView> onThatDay(WantedTime.Whole wanted, @Nullable Actor actor) {
        if (actor == null || actor.role() != Role.PATIENT) {
            return List.of();
        }
        LocalDate date = wanted.startsAt()
                .atZoneSameInstant(directory.getOffice(wanted.officeId()).timeZone())
                .toLocalDate();
        AppointmentFilter there = new AppointmentFilter(
                null, AppointmentStatus.SCHEDULED, null, date, date, wanted.doctorId(), null, null, null, null);
        return appointments.search(actor, there, null, Page.DEFAULT_LIMIT).items();
    }

    private String showRefused(
            WantedTime.Whole wanted,
            BookForm form,
            String problem,
            List<Slot> alternatives,
            @Nullable Actor actor,
            Model model) {
        boolean staff = actor != null && actor.role() != Role.PATIENT;
        model.addAttribute("problem", problem);
        model.addAttribute("problemCode", "book.problem." + problem + (staff ? ".staff" : ""));
        model.addAttribute("alternatives", alternatives);
        model.addAttribute("stage", "refused");
        return show(wanted, form, actor, model);
    }

    private String show(WantedTime.Whole wanted, BookForm form, @Nullable Actor actor, Model model) {
        model.addAttribute("form", form);
        // Who looks for another time goes on with the same patient.
        model.addAttribute("forPatient", actor != null && actor.role() != Role.DOCTOR ? form.patientId() : null);
        Office office = directory.getOffice(wanted.officeId());
        OffsetDateTime startsAt =
                wanted.startsAt().atZoneSameInstant(office.timeZone()).toOffsetDateTime();
        model.addAttribute("doctor", directory.getDoctor(wanted.doctorId()));
        model.addAttribute("office", office);
        model.addAttribute("startsAt", startsAt);
        model.addAttribute("here", wanted.path());
        return "book";
    }
}
