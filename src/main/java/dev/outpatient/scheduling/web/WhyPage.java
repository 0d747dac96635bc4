package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.ForPatient;
import dev.outpatient.scheduling.SlotReasons;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Answers "why is there no time?" with the whole of a doctor's day in an office. */
@Controller
class WhyPage {

    /** Nothing is known of days further from today. */
    private static final int YEARS = 3;

    private final SlotReasons reasons;
    private final Directory directory;
    private final Clock clock;

    WhyPage(SlotReasons reasons, Directory directory, Clock clock) {
        this.reasons = reasons;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/doctors/{id}/why")
    String why(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String officeId,
            @RequestParam(required = false) @Nullable String date,
            @RequestParam(required = false) @Nullable String patientId,
            @Nullable Actor viewer,
            Model model) {
        DoctorId doctor = new DoctorId(id);
        model.addAttribute("doctor", directory.getDoctor(doctor));
        List<Office> offices = directory.officesOf(List.of(doctor)).getOrDefault(doctor, List.of());
        Office office = offices.stream()
                .filter(place -> place.id().toString().equals(officeId))
                .findFirst()
                .or(() -> offices.stream().findFirst())
                .orElseThrow(() -> Problem.NotFound.of("office"));
        LocalDate today = LocalDate.now(clock.withZone(office.timeZone()));
        LocalDate day = Typed.date(date)
                .filter(asked -> Math.abs(asked.getYear() - today.getYear()) <= YEARS)
                .orElse(today);
        boolean full = viewer != null && (viewer.is(doctor) || viewer.isAdmin());
        model.addAttribute(
                "lines", WhyLine.of(reasons.explain(viewer, doctor, office.id(), day), full, clock.instant()));
        model.addAttribute("full", full);
        model.addAttribute("forPatient", ForPatient.of(viewer, patientId));
        model.addAttribute("office", office);
        model.addAttribute("offices", offices);
        model.addAttribute("date", day);
        model.addAttribute("isToday", day.equals(today));
        return "why";
    }
}
