package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.DayTimes;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
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
import org.springframework.web.util.UriComponentsBuilder;

/** The doctors as everybody may see them: the list, and one with a week of free times. */
@Controller
class DoctorPages {

    private static final int WEEK = 7;
    /** More than any doctor offers in a week. */
    private static final int TIMES_IN_A_WEEK = 1000;

    private final Directory directory;
    private final DoctorCards cards;
    private final SlotSearch slots;
    private final Hours hours;
    private final Clock clock;

    DoctorPages(Directory directory, DoctorCards cards, SlotSearch slots, Hours hours, Clock clock) {
        this.directory = directory;
        this.cards = cards;
        this.slots = slots;
        this.hours = hours;
        this.clock = clock;
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
        SlotFilter times = new SlotFilter(null, office, null, null, null, null, null, filter.partOfDay());
        // Where a word of the address could not be understood, the model holds no filter.
        model.addAttribute("filter", filter);
        model.addAttribute("cards", cards.of(page.items(), times));
        model.addAttribute("specialties", directory.listSpecialties());
        model.addAttribute("offices", directory.listOffices());
        model.addAttribute("first", filter.after() == null ? null : link(request, null));
        model.addAttribute("next", page.next() == null ? null : link(request, page.next()));
        return "doctors";
    }

    @GetMapping("/doctors/{id}")
    String doctor(
            @PathVariable long id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            Model model) {
        DoctorId doctorId = new DoctorId(id);
        Doctor doctor = directory.getDoctor(doctorId);
        List<Office> offices = directory.officesOf(List.of(doctorId)).getOrDefault(doctorId, List.of());
        LocalDate today = ClinicDay.today(offices, clock);
        boolean sensible = from != null && from.isAfter(today) && from.isBefore(today.plusYears(1));
        LocalDate start = from != null && sensible ? from : today;
        List<Slot> week = slots.search(week(doctorId, start), TIMES_IN_A_WEEK);
        List<WorkingHours> ranges = hours.get(doctorId);
        List<DayTimes> days = DayTimes.ofEach(start, WEEK, week, day -> usualOffice(day, offices, ranges));
        model.addAttribute("doctor", doctor);
        model.addAttribute(
                "weeks",
                offices.stream().map(office -> OfficeWeek.of(office, ranges)).toList());
        model.addAttribute("rating", cards.ratings(List.of(doctorId)).get(doctorId));
        model.addAttribute("days", week.isEmpty() ? List.of() : days);
        // Where there is no time at all, the first day on which there should be explains it.
        model.addAttribute(
                "whyOn",
                days.stream()
                        .filter(day -> works(day.date(), day.office(), ranges))
                        .findFirst()
                        .orElse(days.isEmpty() ? null : days.getFirst()));
        model.addAttribute("start", start);
        model.addAttribute("end", start.plusDays(WEEK - 1));
        model.addAttribute("earlier", start.isAfter(today) ? later(today, start.minusDays(WEEK)) : null);
        model.addAttribute("later", start.plusDays(WEEK));
        model.addAttribute("nextFree", week.isEmpty() ? nextFree(doctorId, start) : null);
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

    private @Nullable Slot nextFree(DoctorId doctor, LocalDate from) {
        SlotFilter after = new SlotFilter(doctor, null, null, null, null, from, null, null);
        return slots.search(after, 1).stream().findFirst().orElse(null);
    }

    private static SlotFilter week(DoctorId doctor, LocalDate from) {
        return new SlotFilter(doctor, null, null, null, null, from, from.plusDays(WEEK - 1), null);
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    /** The same list from another cursor on. */
    private static String link(HttpServletRequest request, @Nullable String after) {
        UriComponentsBuilder link = UriComponentsBuilder.newInstance().query(request.getQueryString());
        link.replaceQueryParam("after");
        if (after != null) {
            link.queryParam("after", after);
        }
        return "/doctors" + link.build().toUriString();
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
