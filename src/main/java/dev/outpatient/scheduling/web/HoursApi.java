package dev.outpatient.scheduling.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.outpatient.directory.Directory;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.ETag;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A doctor's week. */
@RestController
@RequestMapping("/api/v1/doctors/{id}/hours")
class HoursApi {

    record HoursBody(
            @NotNull Long officeId,
            @NotNull DayOfWeek dayOfWeek,
            @NotNull @JsonFormat(pattern = "HH:mm[:ss]") LocalTime startTime,
            @NotNull @JsonFormat(pattern = "HH:mm[:ss]") LocalTime endTime,
            @NotNull Integer visitMinutes,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {

        static HoursBody of(WorkingHours range) {
            return new HoursBody(
                    range.officeId().value(),
                    range.dayOfWeek(),
                    range.startTime(),
                    range.endTime(),
                    range.visitMinutes(),
                    range.validFrom(),
                    range.validTo());
        }

        WorkingHours hours(DoctorId doctor) {
            return new WorkingHours(
                    doctor, new OfficeId(officeId), dayOfWeek, startTime, endTime, visitMinutes, validFrom, validTo);
        }
    }

    /**
     * The week as it is now.
     *
     * @param affected the appointments ahead that lie outside of it
     */
    record Replaced(List<HoursBody> items, @Nullable String next, List<AppointmentAnswer> affected) {}

    private final Hours hours;
    private final Directory directory;

    HoursApi(Hours hours, Directory directory) {
        this.hours = hours;
        this.directory = directory;
    }

    @GetMapping
    ResponseEntity<Page<HoursBody>> get(Actor actor, @PathVariable long id) {
        List<WorkingHours> week = week(actor, new DoctorId(id));
        return ResponseEntity.ok().eTag(ETag.ofContent(week)).body(new Page<>(answer(week), null));
    }

    @PutMapping
    ResponseEntity<Replaced> replace(
            Actor actor,
            @PathVariable long id,
            @RequestBody @Size(max = 200) List<@NotNull @Valid HoursBody> week,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        DoctorId doctor = new DoctorId(id);
        List<AppointmentView> affected = hours.replace(
                actor, doctor, week.stream().map(range -> range.hours(doctor)).toList(), ETag.isStill(ifMatch));
        List<WorkingHours> now = week(actor, doctor);
        return ResponseEntity.ok()
                .eTag(ETag.ofContent(now))
                .body(new Replaced(
                        answer(now),
                        null,
                        affected.stream().map(AppointmentAnswer::of).toList()));
    }

    private static List<HoursBody> answer(List<WorkingHours> week) {
        return week.stream().map(HoursBody::of).toList();
    }

    private List<WorkingHours> week(Actor actor, DoctorId doctor) {
        directory.getDoctor(doctor);
        if (!actor.is(doctor) && !actor.isAdmin()) {
            throw Problem.NotFound.of("doctor");
        }
        return hours.get(doctor);
    }
}
