package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.DayTimes;
import dev.outpatient.scheduling.ForPatient;
import dev.outpatient.scheduling.FreeWeek;
import dev.outpatient.scheduling.FreeWeeks;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The doctors as everybody may see them: the list, and one with a week of free times. */
@Controller
class DoctorPages {

    private final Directory directory;
    private final DoctorCards cards;
    private final FreeWeeks freeWeeks;
    private final Hours hours;

    DoctorPages(Directory directory, DoctorCards cards, FreeWeeks freeWeeks, Hours hours) {
        this.directory = directory;
        this.cards = cards;
        this.freeWeeks = freeWeeks;
        this.hours = hours;
    }

    @GetMapping("/doctors")
    String list(
            @ModelAttribute("filter") DoctorList filter,
            BindingResult ignored,
            HttpServletRequest request,
            Model model) {
        OfficeId office = filter.officeId() == null ? null : new OfficeId(filter.officeId());
        DoctorFilter wanted =
                new DoctorFilter(blankToNull(filter.q()), blankToNull(filter.specialty()), null, null, office, null);
        if (filter.partOfDay() != null) {
            wanted = wanted.among(hours.doctorsWorking(filter.partOfDay(), office));
        }
        Page<Doctor> page = directory.searchDoctors(wanted, blankToNull(filter.after()), Page.DEFAULT_LIMIT);
        // Before the cards, which then know the offices and read none again.
        model.addAttribute("offices", directory.listOffices());
        SlotFilter times = new SlotFilter(null, office, null, null, null, null, null, filter.partOfDay());
        model.addAttribute("cards", cards.of(page.items(), times));
        model.addAttribute("specialties", directory.listSpecialties());
        model.addAttribute("first", filter.after() == null ? null : NextPages.link("/doctors", request, null));
        model.addAttribute("next", page.next() == null ? null : NextPages.link("/doctors", request, page.next()));
        return "doctors";
    }

    @GetMapping("/doctors/{id}")
    String doctor(
            @PathVariable long id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable String patientId,
            @Nullable Actor actor,
            Model model) {
        DoctorId doctorId = new DoctorId(id);
        Doctor doctor = directory.getDoctor(doctorId);
        List<Office> offices = directory.officesOf(List.of(doctorId)).getOrDefault(doctorId, List.of());
        List<WorkingHours> ranges = hours.get(doctorId);
        // An admin who books on the phone goes on with the same patient, and is not bound by the rules for patients.
        Long forPatient = ForPatient.of(actor, patientId);
        boolean onThePhone = actor != null && actor.isAdmin() && forPatient != null;
        FreeWeek week = freeWeeks.of(onThePhone ? actor : null, doctorId, from);
        List<DayTimes> days = week.eachDay(day -> usualOffice(day, offices, ranges));
        model.addAttribute("doctor", doctor);
        model.addAttribute(
                "weeks",
                offices.stream()
                        .map(office -> OfficeWeek.of(office, ranges, week.start()))
                        .toList());
        model.addAttribute("rating", cards.ratings(List.of(doctorId)).get(doctorId));
        model.addAttribute("days", week.days().isEmpty() ? List.of() : days);
        // Where there is no time at all, the first day on which there should be explains it.
        model.addAttribute(
                "whyOn",
                days.stream()
                        .filter(day -> works(day.date(), day.office(), ranges))
                        .findFirst()
                        .orElse(days.isEmpty() ? null : days.getFirst()));
        model.addAttribute("week", week);
        model.addAttribute("forPatient", forPatient);
        return "doctor";
    }

    /** Where the doctor mostly is on such a day of the week, or the first office; null without any. */
    private static @Nullable Office usualOffice(LocalDate date, List<Office> offices, List<WorkingHours> ranges) {
        return offices.stream()
                .filter(office -> works(date, office, ranges))
                .findFirst()
                .orElse(offices.isEmpty() ? null : offices.getFirst());
    }

    private static boolean works(LocalDate date, Office office, List<WorkingHours> ranges) {
        return ranges.stream()
                .anyMatch(range -> range.officeId().equals(office.id()) && range.dayOfWeek() == date.getDayOfWeek());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
