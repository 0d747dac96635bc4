package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A doctor's day: who comes when, and what is still free. */
@Controller
class DayPage {

    /** No doctor has seen or will see anybody further from today. */
    private static final int YEARS = 100;
    /** More than any doctor offers on a day. */
    private static final int TIMES_ON_A_DAY = 300;

    private final Appointments appointments;
    private final SlotSearch slots;
    private final Directory directory;
    private final Clock clock;

    DayPage(Appointments appointments, SlotSearch slots, Directory directory, Clock clock) {
        this.appointments = appointments;
        this.slots = slots;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/day")
    String day(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            Actor actor,
            Model model) {
        DoctorId doctor = new DoctorId(actor.id());
        LocalDate today = today(doctor);
        LocalDate day = date == null || Math.abs(date.getYear() - today.getYear()) > YEARS ? today : date;
        List<AppointmentView> booked = appointments.daySheet(actor, day);
        List<Slot> free = slots.search(new SlotFilter(doctor, null, null, null, null, day, day, null), TIMES_ON_A_DAY);
        model.addAttribute("sheet", DaySheet.of(booked, free, clock.instant()));
        model.addAttribute("date", day);
        model.addAttribute("isToday", day.equals(today));
        return "day";
    }

    /** The date on the wall of the first of the doctor's offices. */
    private LocalDate today(DoctorId doctor) {
        return directory.officesOf(List.of(doctor)).getOrDefault(doctor, List.of()).stream()
                .findFirst()
                .map(office -> LocalDate.now(clock.withZone(office.timeZone())))
                .orElseGet(() -> LocalDate.now(clock));
    }
}
