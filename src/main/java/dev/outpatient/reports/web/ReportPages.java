package dev.outpatient.reports.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.Office;
import dev.outpatient.reports.Reports;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.DoctorId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The reports on pages, and as files for a spreadsheet. */
@Controller
class ReportPages {

    private static final int USUAL_DAYS = 30;

    private final Reports reports;
    private final Directory directory;
    private final Clock clock;

    ReportPages(Reports reports, Directory directory, Clock clock) {
        this.reports = reports;
        this.directory = directory;
        this.clock = clock;
    }

    /** Figures of a range of days, the last thirty at first, and the doctors with most patients in its last month and year. */
    @GetMapping("/admin/reports")
    String figures(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            Actor actor,
            Model model) {
        LocalDate last = to == null ? today() : to;
        LocalDate first = from == null ? last.minusDays(USUAL_DAYS - 1) : from;
        model.addAttribute("from", first);
        model.addAttribute("to", last);
        model.addAttribute("attendance", reports.attendance(actor, first, last));
        model.addAttribute("utilisation", reports.utilisation(actor, first, last));
        Year year = Year.from(last);
        model.addAttribute("ofMonth", reports.mostPatients(actor, year, last.getMonth()));
        model.addAttribute("ofYear", reports.mostPatients(actor, year, null));
        return "reports";
    }

    @GetMapping("/admin/reports/attendance.csv")
    ResponseEntity<String> attendance(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            Actor actor) {
        return CsvFile.of(
                "attendance-" + from + "-" + to,
                List.of("doctor_id", "doctor_name", "appointments", "completed", "no_shows", "cancelled"),
                reports.attendance(actor, from, to),
                line -> Arrays.asList(
                        line.doctorId(),
                        line.doctorName(),
                        line.appointments(),
                        line.completed(),
                        line.noShows(),
                        line.cancelled()));
    }

    @GetMapping("/admin/reports/utilisation.csv")
    ResponseEntity<String> utilisation(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            Actor actor) {
        return CsvFile.of(
                "utilisation-" + from + "-" + to,
                List.of("office_id", "office_name", "doctor_id", "doctor_name", "offered_minutes", "booked_minutes"),
                reports.utilisation(actor, from, to),
                line -> Arrays.asList(
                        line.officeId(),
                        line.officeName(),
                        line.doctorId(),
                        line.doctorName(),
                        line.offeredMinutes(),
                        line.bookedMinutes()));
    }

    @GetMapping("/admin/reports/day")
    String day(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable Long doctorId,
            Actor actor,
            Model model) {
        LocalDate day = date == null ? today() : date;
        model.addAttribute("date", day);
        model.addAttribute("doctorId", doctorId);
        model.addAttribute("doctors", directory.listDoctors(DoctorFilter.ALL));
        model.addAttribute("visits", reports.daily(actor, day, doctorId == null ? null : new DoctorId(doctorId)));
        return "report-day";
    }

    @GetMapping("/admin/reports/day.csv")
    ResponseEntity<String> dayFile(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam(required = false) @Nullable Long doctorId,
            Actor actor) {
        return CsvFile.of(
                "appointments-" + date,
                List.of("doctor_name", "appointment_time", "status", "patient_name", "patient_phone"),
                reports.daily(actor, date, doctorId == null ? null : new DoctorId(doctorId)),
                line -> Arrays.asList(
                        line.doctorName(),
                        line.appointmentTime(),
                        line.status(),
                        line.patientName(),
                        line.patientPhone()));
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
