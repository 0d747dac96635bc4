package dev.outpatient.reports.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.reports.Attendance;
import dev.outpatient.reports.AttendanceOrder;
import dev.outpatient.reports.AttendanceTotal;
import dev.outpatient.reports.DailyOrder;
import dev.outpatient.reports.DailyVisit;
import dev.outpatient.reports.MostPatients;
import dev.outpatient.reports.PatientsRank;
import dev.outpatient.reports.RecentFigures;
import dev.outpatient.reports.Reports;
import dev.outpatient.reports.Utilisation;
import dev.outpatient.reports.UtilisationOrder;
import dev.outpatient.reports.UtilisationTotal;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Rows;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The reports on pages, and as files for a spreadsheet. */
@Controller
class ReportPages {

    private static final String PATH = "/admin/reports";

    /** How many are shown after the doctors with most patients. */
    private static final int RUNNERS_UP = 5;
    /** Of a day, to a page: with so many it stays light. */
    private static final int VISITS = 50;

    /** Days that one press asks for, and where it leads. */
    public record Quick(String name, String href, boolean isShown) {}

    private final Reports reports;
    private final RecentFigures recent;
    private final Directory directory;
    private final Clock clock;

    ReportPages(Reports reports, RecentFigures recent, Directory directory, Clock clock) {
        this.reports = reports;
        this.recent = recent;
        this.directory = directory;
        this.clock = clock;
    }

    /** Figures of some days, and how the doctors rank by patients in a month and its year. */
    @GetMapping(PATH)
    String figures(
            @ModelAttribute("form") ReportQuery form,
            BindingResult errors,
            Actor actor,
            Model model,
            HttpServletResponse response) {
        LocalDate today = today();
        Days days = form.days(today, errors);
        // Nobody has seen anybody yet on the days to come.
        YearMonth month = form.most(days == null || days.to().isAfter(today) ? today : days.to(), errors);
        if (errors.hasErrors()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        // What is wrong stays in its field, but for a date, of which a browser shows only what is one.
        model.addAttribute("from", days == null ? form.from() : days.from());
        model.addAttribute("to", days == null ? form.to() : days.to());
        model.addAttribute("months", Month.values());
        model.addAttribute("month", month == null ? form.month() : month.getMonthValue());
        model.addAttribute("year", month == null ? form.year() : month.getYear());
        model.addAttribute("quick", quick(form, today, days));
        model.addAttribute("days", days);
        if (days != null) {
            figures(form, days, actor, model);
        }
        if (month != null) {
            MostPatients most = recent.mostPatients(actor, month);
            model.addAttribute("most", most);
            model.addAttribute("ofMonth", beginning(most.ofMonth()));
            model.addAttribute("ofYear", beginning(most.ofYear()));
        }
        return "reports";
    }

    private void figures(ReportQuery form, Days days, Actor actor, Model model) {
        List<Attendance> attendance = recent.attendance(actor, days.from(), days.to());
        Listing<AttendanceOrder> attended = form.attendance();
        model.addAttribute(
                "attendance",
                new ListPage<>(
                        PATH,
                        "attendance",
                        asked(form, days),
                        attended,
                        Rows.of(AttendanceOrder.sort(attendance, attended), attended)));
        model.addAttribute("attended", AttendanceTotal.of(attendance));
        List<Utilisation> utilisation = recent.utilisation(actor, days.from(), days.to());
        Listing<UtilisationOrder> used = form.utilisation();
        model.addAttribute(
                "utilisation",
                new ListPage<>(
                        PATH,
                        "utilisation",
                        asked(form, days),
                        used,
                        Rows.of(UtilisationOrder.sort(utilisation, used), used)));
        model.addAttribute("used", UtilisationTotal.of(utilisation));
    }

    /** The days as they are shown, since a file asks for both. */
    private static Map<String, @Nullable String> asked(ReportQuery form, Days days) {
        Map<String, @Nullable String> asked = form.asked();
        asked.put("from", days.from().toString());
        asked.put("to", days.to().toString());
        return asked;
    }

    private static List<Quick> quick(ReportQuery form, LocalDate today, @Nullable Days shown) {
        return Days.quick(today).entrySet().stream()
                .map(quick -> {
                    UriComponentsBuilder link = UriComponentsBuilder.fromPath(PATH);
                    Map<String, Object> values = new LinkedHashMap<>();
                    asked(form, quick.getValue()).forEach((name, value) -> {
                        if (value != null && !value.isBlank()) {
                            values.put(name, value);
                        }
                    });
                    values.keySet().forEach(name -> link.queryParam(name, "{" + name + "}"));
                    return new Quick(
                            quick.getKey(),
                            link.encode().buildAndExpand(values).toUriString(),
                            quick.getValue().equals(shown));
                })
                .toList();
    }

    /** All who are first, and some who come after them. */
    private static List<PatientsRank> beginning(List<PatientsRank> ranks) {
        return Stream.concat(
                        ranks.stream().filter(PatientsRank::isFirst),
                        ranks.stream().filter(rank -> !rank.isFirst()).limit(RUNNERS_UP))
                .toList();
    }

    /** The whole ranking, first of the month, then of the year. */
    @GetMapping(PATH + "/most-patients.csv")
    ResponseEntity<String> mostPatients(
            @RequestParam @Min(1000) @Max(9998) int year, @RequestParam @Min(1) @Max(12) int month, Actor actor) {
        MostPatients most = reports.mostPatients(actor, YearMonth.of(year, month));
        return CsvFile.of(
                "most-patients-" + most.month(),
                List.of("period", "rank", "doctor_id", "doctor_name", "patients_seen"),
                Stream.concat(
                                most.ofMonth().stream()
                                        .map(rank -> Map.entry(most.month().toString(), rank)),
                                most.ofYear().stream()
                                        .map(rank -> Map.entry(
                                                Year.of(most.month().getYear()).toString(), rank)))
                        .toList(),
                line -> Arrays.asList(
                        line.getKey(),
                        line.getValue().rank(),
                        line.getValue().seen().doctorId(),
                        line.getValue().seen().doctorName(),
                        line.getValue().seen().patientsSeen()));
    }

    @GetMapping(PATH + "/attendance.csv")
    ResponseEntity<String> attendance(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(required = false) @Nullable String attendanceSort,
            Actor actor) {
        return CsvFile.of(
                "attendance-" + from + "-" + to,
                List.of("doctor_id", "doctor_name", "appointments", "completed", "no_shows", "cancelled"),
                AttendanceOrder.sort(
                        reports.attendance(actor, from, to), Listing.of(AttendanceOrder.class, attendanceSort, null)),
                line -> Arrays.asList(
                        line.doctorId(),
                        line.doctorName(),
                        line.appointments(),
                        line.completed(),
                        line.noShows(),
                        line.cancelled()));
    }

    @GetMapping(PATH + "/utilisation.csv")
    ResponseEntity<String> utilisation(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(required = false) @Nullable String utilisationSort,
            Actor actor) {
        return CsvFile.of(
                "utilisation-" + from + "-" + to,
                List.of("office_id", "office_name", "doctor_id", "doctor_name", "offered_minutes", "booked_minutes"),
                UtilisationOrder.sort(
                        reports.utilisation(actor, from, to),
                        Listing.of(UtilisationOrder.class, utilisationSort, null)),
                line -> Arrays.asList(
                        line.officeId(),
                        line.officeName(),
                        line.doctorId(),
                        line.doctorName(),
                        line.offeredMinutes(),
                        line.bookedMinutes()));
    }

    @GetMapping(PATH + "/day")
    String day(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable Long doctorId,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        LocalDate day = date == null ? today() : date;
        Listing<DailyOrder> listing = Listing.of(DailyOrder.class, sort, page).pagesOf(VISITS);
        Map<String, @Nullable String> asked = new LinkedHashMap<>();
        asked.put("date", day.toString());
        asked.put("doctorId", doctorId == null ? null : doctorId.toString());
        model.addAttribute("date", day);
        model.addAttribute("doctorId", doctorId);
        model.addAttribute("doctors", directory.listDoctors(DoctorFilter.ALL));
        List<DailyVisit> visits = DailyOrder.sort(reports.daily(actor, day, of(doctorId)), listing);
        model.addAttribute(
                "zones", visits.stream().map(DailyVisit::timeZone).distinct().toList());
        model.addAttribute("list", new ListPage<>(PATH + "/day", asked, listing, Rows.of(visits, listing)));
        return "report-day";
    }

    @GetMapping(PATH + "/day.csv")
    ResponseEntity<String> dayFile(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam(required = false) @Nullable Long doctorId,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return CsvFile.of(
                "appointments-" + date,
                List.of("doctor_name", "appointment_time", "status", "patient_name", "patient_phone"),
                DailyOrder.sort(reports.daily(actor, date, of(doctorId)), Listing.of(DailyOrder.class, sort, null)),
                line -> Arrays.asList(
                        line.doctorName(),
                        line.appointmentTime(),
                        line.status(),
                        line.patientName(),
                        line.patientPhone()));
    }

    private static @Nullable DoctorId of(@Nullable Long doctor) {
        return doctor == null ? null : new DoctorId(doctor);
    }

    /** By the calendar of the first office. */
    private LocalDate today() {
        ZoneId zone = directory.listOffices().stream()
                .findFirst()
                .map(Office::timeZone)
                .orElse(ZoneOffset.UTC);
        return LocalDate.now(clock.withZone(zone));
    }
}
