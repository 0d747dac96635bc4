package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.scheduling.DayVersions;
import dev.outpatient.scheduling.WatchedDay;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events that tell a page of a day that it changed. The script of the page then loads it anew, by the rules of
 * the page; no event says anything of a patient.
 */
@RestController
class DayChanges {

    private final LiveDays live;
    private final DayVersions days;
    private final Directory directory;

    DayChanges(LiveDays live, DayVersions days, Directory directory) {
        this.live = live;
        this.days = days;
        this.directory = directory;
    }

    /** @param version what the page shows; the stream begins with an event when there is another by now */
    @GetMapping(path = "/day/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> ofDoctor(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam(defaultValue = "") String version,
            Actor actor,
            HttpServletRequest request) {
        return open(actor, WatchedDay.of(new DoctorId(actor.id()), date), version, request);
    }

    @GetMapping(path = "/admin/day/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> ofOffice(
            @RequestParam long officeId,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date,
            @RequestParam(defaultValue = "") String version,
            Actor actor,
            HttpServletRequest request) {
        OfficeId office = directory.getOffice(new OfficeId(officeId)).id();
        return open(actor, WatchedDay.of(office, date), version, request);
    }

    private ResponseEntity<SseEmitter> open(Actor actor, WatchedDay day, String version, HttpServletRequest request) {
        // Asked for the refusal alone: the first event comes with all others.
        days.get(actor, day);
        return live.open(actor, day, version, request.getSession(false));
    }
}
