package dev.outpatient.reports.web;

import dev.outpatient.reports.Reports;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The reports for other programs. Each is whole: there are no pages. */
@RestController
@RequestMapping("/api/v1/reports")
class ReportsApi {

    record Items<T>(List<T> items) {}

    record DailyLine(
            DoctorId doctorId,
            String doctorName,
            LocalDateTime appointmentTime,
            String status,
            String patientName,
            @Nullable String patientPhone) {}

    record PatientsLine(DoctorId doctorId, String doctorName, long patientsSeen) {}

    record AttendanceLine(
            DoctorId doctorId,
            String doctorName,
            long appointments,
            long completed,
            long noShows,
            long cancelled,
            @Nullable Double noShowRate,
            @Nullable Double cancellationRate) {}

    record UtilisationLine(
            DoctorId doctorId,
            String doctorName,
            OfficeId officeId,
            String officeName,
            long offeredMinutes,
            long bookedMinutes,
            @Nullable Double rate) {}

    private final Reports reports;

    ReportsApi(Reports reports) {
        this.reports = reports;
    }

    @GetMapping("/daily")
    Items<DailyLine> daily(
            Actor actor,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam(required = false) @Nullable Long doctorId) {
        return new Items<>(reports.daily(actor, date, doctorId == null ? null : new DoctorId(doctorId)).stream()
                .map(line -> new DailyLine(
                        line.doctorId(),
                        line.doctorName(),
                        line.appointmentTime(),
                        line.status(),
                        line.patientName(),
                        line.patientPhone()))
                .toList());
    }

    @GetMapping("/most-patients")
    Items<PatientsLine> mostPatients(
            Actor actor,
            @RequestParam @Min(1000) @Max(9998) int year,
            @RequestParam(required = false) @Min(1) @Max(12) @Nullable Integer month) {
        return new Items<>(reports.mostPatients(actor, Year.of(year), month == null ? null : Month.of(month)).stream()
                .map(line -> new PatientsLine(line.doctorId(), line.doctorName(), line.patientsSeen()))
                .toList());
    }

    @GetMapping("/attendance")
    Items<AttendanceLine> attendance(
            Actor actor,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        return new Items<>(reports.attendance(actor, from, to).stream()
                .map(line -> new AttendanceLine(
                        line.doctorId(),
                        line.doctorName(),
                        line.appointments(),
                        line.completed(),
                        line.noShows(),
                        line.cancelled(),
                        orNull(line.noShowRate()),
                        orNull(line.cancellationRate())))
                .toList());
    }

    @GetMapping("/utilisation")
    Items<UtilisationLine> utilisation(
            Actor actor,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        return new Items<>(reports.utilisation(actor, from, to).stream()
                .map(line -> new UtilisationLine(
                        line.doctorId(),
                        line.doctorName(),
                        line.officeId(),
                        line.officeName(),
                        line.offeredMinutes(),
                        line.bookedMinutes(),
                        orNull(line.rate())))
                .toList());
    }

    private static @Nullable Double orNull(OptionalDouble rate) {
        return rate.isPresent() ? rate.getAsDouble() : null;
    }
}
