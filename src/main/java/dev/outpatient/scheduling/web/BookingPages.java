package dev.outpatient.scheduling.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.BookingRequest;
import dev.outpatient.scheduling.NotBookable;
import dev.outpatient.scheduling.PatientBusy;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.SlotTaken;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** From a free time to an appointment: who it is for, why, and the confirmation. */
@Controller
class BookingPages {

    private static final String NO_TIME = "redirect:/doctors";
    private static final int ALTERNATIVES = 5;
    /** More than any doctor offers on a day. */
    private static final int TIMES_ON_A_DAY = 300;

    private final Booking booking;
    private final Appointments appointments;
    private final Directory directory;
    private final SlotSearch slots;

    BookingPages(Booking booking, Appointments appointments, Directory directory, SlotSearch slots) {
        this.booking = booking;
        this.appointments = appointments;
        this.directory = directory;
        this.slots = slots;
    }

    @GetMapping("/book")
    String ask(@ModelAttribute("wanted") WantedTime link, BindingResult ignored, @Nullable Actor actor, Model model) {
        return link.whole()
                .map(wanted -> {
                    model.addAttribute("form", BookForm.of(null));
                    return showChosen(wanted, actor, model);
                })
                .orElse(NO_TIME);
    }

    /** Another time is chosen instead of one that was taken; the reason stays. */
    @PostMapping(value = "/book", params = "choose")
    String choose(
            @ModelAttribute("wanted") WantedTime link,
            BindingResult ignored,
            @ModelAttribute("form") BookForm form,
            BindingResult ignoredToo,
            Actor actor,
            Model model) {
        return link.whole()
                .map(wanted -> {
                    model.addAttribute("form", BookForm.of(form.reason()));
                    return showChosen(wanted, actor, model);
                })
                .orElse(NO_TIME);
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
        if (errors.hasErrors()) {
            return showChosen(wanted, actor, model);
        }
        BookingRequest request = new BookingRequest(
                wanted.doctorId(), wanted.officeId(), wanted.startsAt().toInstant(), form.reason(), null);
        try {
            AppointmentView booked = booking.book(actor, request, RequestKey.of(form.key(), request));
            return "redirect:/booked/" + booked.appointment().id();
        } catch (SlotTaken e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return showRefused(wanted, e.type(), e.alternatives(), model);
        } catch (PatientBusy e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return showRefused(wanted, e.type(), List.of(), model);
        } catch (NotBookable e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            return showRefused(wanted, e.rule().word(), List.of(), model);
        }
    }

    @GetMapping("/booked/{id}")
    String booked(@PathVariable long id, Actor actor, Model model) {
        model.addAttribute("view", appointments.get(actor, new AppointmentId(id)));
        return "booked";
    }

    private String showChosen(WantedTime.Whole wanted, @Nullable Actor actor, Model model) {
        Office office = directory.getOffice(wanted.officeId());
        Optional<Slot> free = onSameDay(wanted, office).stream()
                .filter(slot -> slot.time().start().equals(wanted.startsAt().toInstant()))
                .findFirst();
        if (free.isEmpty()) {
            return showRefused(wanted, "gone", next(wanted, office), model);
        }
        model.addAttribute("endsAt", free.get().endsAt());
        model.addAttribute("stage", actor == null ? "who" : "reason");
        return show(wanted, office, model);
    }

    private String showRefused(WantedTime.Whole wanted, String problem, List<Slot> alternatives, Model model) {
        model.addAttribute("problem", problem);
        model.addAttribute("alternatives", alternatives);
        model.addAttribute("stage", "refused");
        return show(wanted, directory.getOffice(wanted.officeId()), model);
    }

    private String show(WantedTime.Whole wanted, Office office, Model model) {
        OffsetDateTime startsAt =
                wanted.startsAt().atZoneSameInstant(office.timeZone()).toOffsetDateTime();
        model.addAttribute("doctor", directory.getDoctor(wanted.doctorId()));
        model.addAttribute("office", office);
        model.addAttribute("startsAt", startsAt);
        model.addAttribute("here", wanted.path());
        return "book";
    }

    private List<Slot> onSameDay(WantedTime.Whole wanted, Office office) {
        LocalDate day = date(wanted, office);
        return slots.search(
                new SlotFilter(wanted.doctorId(), wanted.officeId(), null, null, null, day, day, null), TIMES_ON_A_DAY);
    }

    private List<Slot> next(WantedTime.Whole wanted, Office office) {
        return slots.search(
                new SlotFilter(wanted.doctorId(), null, null, null, null, date(wanted, office), null, null),
                ALTERNATIVES);
    }

    private static LocalDate date(WantedTime.Whole wanted, Office office) {
        return wanted.startsAt().atZoneSameInstant(office.timeZone()).toLocalDate();
    }
}
