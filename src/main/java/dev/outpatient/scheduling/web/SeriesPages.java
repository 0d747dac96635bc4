package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.patients.Patients;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Booking;
import dev.outpatient.scheduling.NotBookable;
import dev.outpatient.scheduling.PatientBusy;
import dev.outpatient.scheduling.Series;
import dev.outpatient.scheduling.SeriesAlternatives;
import dev.outpatient.scheduling.SeriesBooking;
import dev.outpatient.scheduling.SeriesId;
import dev.outpatient.scheduling.SlotTaken;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A series as it was booked: what was refused gets another time, and the rest can be called off. */
@Controller
class SeriesPages {

    private final SeriesBooking series;
    private final SeriesAlternatives alternatives;
    private final Booking booking;
    private final Directory directory;
    private final Patients patients;
    private final Clock clock;

    SeriesPages(
            SeriesBooking series,
            SeriesAlternatives alternatives,
            Booking booking,
            Directory directory,
            Patients patients,
            Clock clock) {
        this.series = series;
        this.alternatives = alternatives;
        this.booking = booking;
        this.directory = directory;
        this.patients = patients;
        this.clock = clock;
    }

    @GetMapping("/series/{id}")
    String series(@PathVariable long id, Actor actor, Model model) {
        return show(series.get(actor, new SeriesId(id)), "series", actor, model);
    }

    /** Takes the alternative for a visit that was refused. */
    @PostMapping("/series/{id}/book")
    String book(
            @PathVariable long id,
            @RequestParam int visit,
            @ModelAttribute("wanted") MoveForm wanted,
            BindingResult ignored,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        SeriesId key = new SeriesId(id);
        if (wanted.startsAt() == null || wanted.officeId() == null) {
            throw Problem.Invalid.field("startsAt", "Say which time to book.");
        }
        try {
            AppointmentView booked = alternatives.book(
                    actor,
                    key,
                    visit,
                    new OfficeId(wanted.officeId()),
                    wanted.startsAt().toInstant());
            flash.addFlashAttribute("toast", "series.done");
            flash.addFlashAttribute("toastAt", booked.startsAt());
            return "redirect:/series/" + id;
        } catch (SlotTaken | PatientBusy | NotBookable e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            model.addAttribute("problem", Refusals.word(e));
            return show(series.get(actor, key), "series", actor, model);
        }
    }

    @GetMapping("/series/{id}/cancel")
    String askCancel(
            @PathVariable long id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            Actor actor,
            Model model) {
        return showCancel(series.get(actor, new SeriesId(id)), from, actor, model);
    }

    @PostMapping("/series/{id}/cancel")
    String cancel(
            @PathVariable long id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            Actor actor,
            Model model,
            RedirectAttributes flash) {
        SeriesId key = new SeriesId(id);
        if (from == null) {
            return showCancel(series.get(actor, key), null, actor, model);
        }
        SeriesBooking.Cancelled cancelled = series.cancel(actor, key, from, null);
        flash.addFlashAttribute("toast", cancelled.kept().isEmpty() ? "series.cancelled" : "series.cancelled-some");
        return "redirect:/series/" + id;
    }

    private String showCancel(Series shown, @Nullable LocalDate from, Actor actor, Model model) {
        List<AppointmentView> open = open(shown, actor);
        LocalDate first = open.stream()
                .map(view -> view.startsAt().toLocalDate())
                .filter(date -> from == null || !date.isBefore(from))
                .findFirst()
                .orElse(null);
        model.addAttribute("open", open);
        model.addAttribute("from", first);
        model.addAttribute(
                "count",
                first == null
                        ? 0
                        : open.stream()
                                .filter(view -> !view.startsAt().toLocalDate().isBefore(first))
                                .count());
        return show(shown, "series-cancel", actor, model);
    }

    /** The visits that can still be called off. */
    private List<AppointmentView> open(Series shown, Actor actor) {
        List<AppointmentView> booked = shown.visits().stream()
                .map(Series.Visit::appointment)
                .filter(Objects::nonNull)
                .toList();
        Map<AppointmentId, Instant> until = booking.changeableUntil(
                actor, booked.stream().map(AppointmentView::appointment).toList());
        return booked.stream()
                .filter(view -> Change.of(
                                view.appointment(),
                                Objects.requireNonNull(
                                        until.get(view.appointment().id())),
                                clock.instant())
                        == Change.OPEN)
                .toList();
    }

    private String show(Series shown, String page, Actor actor, Model model) {
        model.addAttribute("series", shown);
        model.addAttribute(
                "booked",
                shown.visits().stream()
                        .filter(visit -> visit.appointment() != null)
                        .count());
        model.addAttribute("cancellable", !open(shown, actor).isEmpty());
        model.addAttribute("doctor", directory.getDoctor(shown.doctorId()));
        model.addAttribute("office", directory.getOffice(shown.officeId()));
        model.addAttribute("patient", patients.byId(List.of(shown.patientId())).get(shown.patientId()));
        model.addAttribute("home", Back.home(actor));
        return page;
    }
}
