package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.scheduling.WatchedDay;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A doctor's day: who comes when, what is still free, and when the doctor is away. */
@Controller
class DayPage {

    /** More than any doctor offers on a day. */
    private static final int TIMES_ON_A_DAY = 300;

    private final Appointments appointments;
    private final SlotSearch slots;
    private final DoctorPlaces places;
    private final TimeOffs timeOffs;
    private final Hours hours;
    private final LiveDays live;
    private final Clock clock;

    DayPage(
            Appointments appointments,
            SlotSearch slots,
            DoctorPlaces places,
            TimeOffs timeOffs,
            Hours hours,
            LiveDays live,
            Clock clock) {
        this.appointments = appointments;
        this.slots = slots;
        this.places = places;
        this.timeOffs = timeOffs;
        this.hours = hours;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping("/day")
    String day(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            Actor actor,
            Model model) {
        List<Office> offices = places.offices(actor);
        LocalDate day = places.day(date, offices);
        ZoneId zone = places.zone(offices);
        DoctorId doctor = new DoctorId(actor.id());
        // First: what changes from here on is told.
        model.addAttribute("live", live.of(actor, WatchedDay.of(doctor, day), here(day), "/day/changes?date=" + day));
        SlotFilter ofDay = new SlotFilter(doctor, null, null, null, null, day, day, null);
        List<Slot> free = slots.search(actor, ofDay, TIMES_ON_A_DAY);
        List<TimeOff> timeOff = places.timeOff(actor, offices, day, day);
        List<AwayTime> away =
                timeOff.stream().map(off -> AwayTime.on(day, off, zone)).toList();
        model.addAttribute(
                "sheet",
                DaySheet.of(
                        appointments.daySheet(actor, day),
                        free,
                        away,
                        zone,
                        new Fit(hours.on(doctor, day), timeOff, places.closed(offices, day, day)),
                        clock.instant()));
        model.addAttribute("awayZone", zone);
        model.addAttribute("date", day);
        model.addAttribute("isToday", day.equals(places.today(offices)));
        model.addAttribute("here", here(day));
        return "day";
    }

    /** Takes one free time out of what is offered; there is a way back. */
    @PostMapping("/day/block")
    String block(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) OffsetDateTime startsAt,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) OffsetDateTime endsAt,
            Actor actor,
            RedirectAttributes flash) {
        long id = timeOffs.enter(actor, new DoctorId(actor.id()), startsAt.toInstant(), endsAt.toInstant(), null, null)
                .timeOff()
                .id();
        LocalDate day = startsAt.toLocalDate();
        flash.addFlashAttribute("toast", "day.blocked");
        flash.addFlashAttribute("undo", "/day/block/" + id + "/undo?date=" + day);
        return "redirect:" + here(day);
    }

    @PostMapping("/day/block/{id}/undo")
    String undo(
            @PathVariable long id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            Actor actor,
            RedirectAttributes flash) {
        try {
            timeOffs.remove(actor, new DoctorId(actor.id()), id);
        } catch (Problem.NotFound e) {
            // Pressed twice, or given back elsewhere: it is gone, as was wanted.
        }
        flash.addFlashAttribute("toast", "day.unblocked");
        return "redirect:" + here(date);
    }

    private static String here(LocalDate day) {
        return "/day?date=" + day;
    }
}
