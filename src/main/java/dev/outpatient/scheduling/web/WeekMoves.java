package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.InvalidTransition;
import dev.outpatient.scheduling.NotBookable;
import dev.outpatient.scheduling.PatientBusy;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.SlotTaken;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Moves an appointment to where it was dropped in the calendar, after asking: somebody has to tell the patient. */
@Controller
class WeekMoves {

    private static final int ALTERNATIVES = 5;

    private final Booking booking;
    private final Appointments appointments;
    private final SlotSearch slots;
    private final Hours hours;
    private final Directory directory;
    private final Weeks weeks;

    WeekMoves(
            Booking booking,
            Appointments appointments,
            SlotSearch slots,
            Hours hours,
            Directory directory,
            Weeks weeks) {
        this.booking = booking;
        this.appointments = appointments;
        this.slots = slots;
        this.hours = hours;
        this.directory = directory;
        this.weeks = weeks;
    }

    /**
     * @param to by the clock on the wall of the office in which the doctor works then
     * @param offset which of the two is meant where the clocks repeat the time; else the one of the old time, if it
     *     fits, or the first
     */
    @GetMapping("/week/move")
    String ask(
            @RequestParam long id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime to,
            @RequestParam(required = false) @Nullable Long officeId,
            @RequestParam(required = false) @Nullable ZoneOffset offset,
            Actor actor,
            Model model) {
        AppointmentView view = appointments.get(actor, new AppointmentId(id));
        Office office = officeId == null ? officeAt(view, to) : directory.getOffice(new OfficeId(officeId));
        ZoneOffset preferred = offset == null ? view.startsAt().getOffset() : offset;
        model.addAttribute("view", view);
        model.addAttribute("office", office);
        model.addAttribute(
                "to", WallTime.resolve(to, office.timeZone(), preferred).orElse(null));
        model.addAttribute("back", "/week?date=" + view.startsAt().toLocalDate());
        return "week-move";
    }

    @PostMapping("/week/move")
    String move(
            @RequestParam long id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) OffsetDateTime startsAt,
            @RequestParam long officeId,
            @RequestParam(required = false) @Nullable Integer version,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        AppointmentId appointment = new AppointmentId(id);
        try {
            AppointmentView moved =
                    booking.move(actor, appointment, startsAt.toInstant(), new OfficeId(officeId), version);
            flash.addFlashAttribute("toast", "week.move.done");
            flash.addFlashAttribute("toastAbout", moved.patientName());
            return "redirect:/week?date=" + moved.startsAt().toLocalDate();
        } catch (SlotTaken e) {
            model.addAttribute("alternatives", e.alternatives());
            return refused(appointment, e.type(), actor, model, response);
        } catch (NotBookable e) {
            model.addAttribute("alternatives", near(actor, appointment, startsAt));
            return refused(appointment, e.rule().word(), actor, model, response);
        } catch (PatientBusy e) {
            model.addAttribute("alternatives", near(actor, appointment, startsAt));
            return refused(appointment, e.type(), actor, model, response);
        } catch (InvalidTransition | Problem.Stale e) {
            return refused(appointment, e.type(), actor, model, response);
        }
    }

    /** The week as it is: the appointment stands where it stood, and above it is why. */
    private String refused(AppointmentId id, String problem, Actor actor, Model model, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        AppointmentView view = appointments.get(actor, id);
        model.addAttribute("problem", problem);
        model.addAttribute("refused", view);
        model.addAttribute("week", weeks.of(actor, view.startsAt().toLocalDate()));
        model.addAttribute("asList", false);
        return "week";
    }

    private List<Slot> near(Actor actor, AppointmentId id, OffsetDateTime wanted) {
        AppointmentView view = appointments.get(actor, id);
        return slots.nearest(actor, view.appointment().doctorId(), wanted.toInstant(), ALTERNATIVES);
    }

    /** Where the doctor works at that time: in the office of the appointment, if that can be. */
    private Office officeAt(AppointmentView view, LocalDateTime wall) {
        List<OfficeId> there = hours.get(view.appointment().doctorId()).stream()
                .filter(range -> range.holdsOn(wall.toLocalDate()) && covers(range, wall.toLocalTime()))
                .map(WorkingHours::officeId)
                .toList();
        return there.isEmpty() || there.contains(view.office().id())
                ? view.office()
                : directory.getOffice(there.getFirst());
    }

    private static boolean covers(WorkingHours range, LocalTime time) {
        return !time.isBefore(range.startTime())
                && (range.endTime().equals(LocalTime.MIDNIGHT) || time.isBefore(range.endTime()));
    }
}
