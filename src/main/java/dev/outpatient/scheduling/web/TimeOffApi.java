package dev.outpatient.scheduling.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.scheduling.TimeOff;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When a doctor is away. Times have the offset of the doctor's first office, where other pages tell them too. */
@RestController
@RequestMapping("/api/v1/doctors/{id}/time-off")
class TimeOffApi {

    record TimeOffBody(
            @NotNull OffsetDateTime startsAt,
            @NotNull OffsetDateTime endsAt,
            @Nullable @Size(max = 255) String reason) {}

    /** What makes a request the same, whatever offset its times are written in. */
    private record Wanted(
            long doctor,
            Instant startsAt,
            Instant endsAt,
            @Nullable String reason) {}

    record TimeOffAnswer(
            long id,
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            @Nullable String reason) {

        static TimeOffAnswer of(TimeOff off, ZoneId zone) {
            return new TimeOffAnswer(
                    off.id(),
                    off.time().start().atZone(zone).toOffsetDateTime(),
                    off.time().end().atZone(zone).toOffsetDateTime(),
                    off.reason());
        }
    }

    record EnteredAnswer(@JsonUnwrapped TimeOffAnswer timeOff, List<AppointmentAnswer> affected) {}

    private final TimeOffs timeOffs;
    private final DoctorClock doctorClock;

    TimeOffApi(TimeOffs timeOffs, DoctorClock doctorClock) {
        this.timeOffs = timeOffs;
        this.doctorClock = doctorClock;
    }

    @GetMapping
    Page<TimeOffAnswer> list(
            Actor actor,
            @PathVariable long id,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        DoctorId doctor = new DoctorId(id);
        // First: it refuses whoever may not see them.
        List<TimeOff> all = timeOffs.list(actor, doctor, null);
        ZoneId zone = doctorClock.of(doctor);
        return Page.of(all, after, limit, off -> Long.toString(off.id())).map(off -> TimeOffAnswer.of(off, zone));
    }

    @PostMapping
    ResponseEntity<EnteredAnswer> enter(
            Actor actor,
            @PathVariable long id,
            @Valid @RequestBody TimeOffBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Wanted wanted =
                new Wanted(id, body.startsAt().toInstant(), body.endsAt().toInstant(), body.reason());
        TimeOffs.Entered entered = timeOffs.enter(
                actor,
                new DoctorId(id),
                wanted.startsAt(),
                wanted.endsAt(),
                wanted.reason(),
                RequestKey.of(key, wanted));
        TimeOffAnswer off = TimeOffAnswer.of(entered.timeOff(), doctorClock.of(new DoctorId(id)));
        return ResponseEntity.created(URI.create("/api/v1/doctors/" + id + "/time-off/" + off.id()))
                .body(new EnteredAnswer(
                        off,
                        entered.affected().stream().map(AppointmentAnswer::of).toList()));
    }

    @DeleteMapping("/{timeOffId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Actor actor, @PathVariable long id, @PathVariable long timeOffId) {
        timeOffs.remove(actor, new DoctorId(id), timeOffId);
    }
}
