package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.ForPatient;
import dev.outpatient.shared.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The home page: one search, and the doctors who are free first. */
@Controller
class HomePage {

    private static final int DAYS = 14;

    private final Directory directory;
    private final FindDoctors doctors;
    private final Clock clock;

    HomePage(Directory directory, FindDoctors doctors, Clock clock) {
        this.directory = directory;
        this.doctors = doctors;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(
            @ModelAttribute("search") DoctorSearch search,
            BindingResult ignored,
            @RequestParam(required = false) @Nullable String patientId,
            @Nullable Actor actor,
            Model model) {
        List<Office> offices = directory.listOffices();
        model.addAttribute("found", doctors.find(null, search, offices));
        LocalDate today = ClinicDay.today(offices, clock);
        model.addAttribute("today", today);
        // An admin books on a page of its own.
        model.addAttribute("forPatient", actor != null && actor.isAdmin() ? null : ForPatient.of(actor, patientId));
        model.addAttribute("days", days(today, search.date()));
        model.addAttribute("specialties", directory.suggestSpecialties());
        model.addAttribute(
                "places",
                Stream.concat(Place.cities(offices).stream(), offices.stream().map(Office::name))
                        .toList());
        return "home";
    }

    /** The days to choose from: two weeks, and the one that was chosen by other means. */
    private static List<LocalDate> days(LocalDate today, @Nullable LocalDate chosen) {
        return Stream.concat(today.datesUntil(today.plusDays(DAYS)), Stream.ofNullable(chosen))
                .distinct()
                .sorted()
                .toList();
    }
}
