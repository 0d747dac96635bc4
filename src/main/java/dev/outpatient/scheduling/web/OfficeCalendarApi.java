package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.BookingRules;
import dev.outpatient.scheduling.Closure;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.Holidays;
import dev.outpatient.scheduling.OfficeRules;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When an office is closed, and what it asks of patients who book. */
@RestController
@RequestMapping("/api/v1")
class OfficeCalendarApi {

    record DayBody(
            @NotNull LocalDate date,
            @NotNull @Size(max = 255) String name) {}

    record ClosuresBody(@NotNull @Size(min = 1, max = 400) List<@NotNull @Valid DayBody> days) {}

    record ClosureAnswer(long id, LocalDate date, String name) {

        static ClosureAnswer of(Closure closure) {
            return new ClosureAnswer(closure.id(), closure.closedOn(), closure.name());
        }
    }

    record EnteredAnswer(List<ClosureAnswer> items, List<AppointmentAnswer> affected) {}

    record RulesBody(
            @NotNull Integer noticeMinutes,
            @NotNull Integer horizonDays,
            @NotNull Integer cancelNoticeMinutes,
            @NotNull Integer bufferMinutes,
            @NotNull Integer maxUpcoming) {

        static RulesBody of(BookingRules rules) {
            return new RulesBody(
                    (int) rules.notice().toMinutes(),
                    (int) rules.horizon().toDays(),
                    (int) rules.cancelNotice().toMinutes(),
                    (int) rules.buffer().toMinutes(),
                    rules.maxUpcoming());
        }

        BookingRules rules() {
            return new BookingRules(
                    Duration.ofMinutes(noticeMinutes),
                    Duration.ofDays(horizonDays),
                    Duration.ofMinutes(cancelNoticeMinutes),
                    Duration.ofMinutes(bufferMinutes),
                    maxUpcoming);
        }
    }

    private final Closures closures;
    private final OfficeRules rules;
    private final Holidays holidays;

    OfficeCalendarApi(Closures closures, OfficeRules rules, Holidays holidays) {
        this.closures = closures;
        this.rules = rules;
        this.holidays = holidays;
    }

    @GetMapping("/offices/{id}/closures")
    Page<ClosureAnswer> list(
            @PathVariable long id,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        return new Page<>(
                closures.list(new OfficeId(id), from, to).stream()
                        .map(ClosureAnswer::of)
                        .toList(),
                null);
    }

    @PostMapping("/offices/{id}/closures")
    @ResponseStatus(HttpStatus.CREATED)
    EnteredAnswer enter(Actor actor, @PathVariable long id, @Valid @RequestBody ClosuresBody body) {
        Closures.Entered entered = closures.enter(
                actor,
                new OfficeId(id),
                body.days().stream()
                        .map(day -> new Closures.Day(day.date(), day.name()))
                        .toList());
        return new EnteredAnswer(
                entered.closures().stream().map(ClosureAnswer::of).toList(),
                entered.affected().stream().map(AppointmentAnswer::of).toList());
    }

    @DeleteMapping("/offices/{id}/closures/{closureId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Actor actor, @PathVariable long id, @PathVariable long closureId) {
        closures.remove(actor, new OfficeId(id), closureId);
    }

    @GetMapping("/offices/{id}/rules")
    RulesBody rules(@PathVariable long id) {
        return RulesBody.of(rules.get(new OfficeId(id)));
    }

    @PutMapping("/offices/{id}/rules")
    RulesBody setRules(Actor actor, @PathVariable long id, @Valid @RequestBody RulesBody body) {
        rules.set(actor, new OfficeId(id), body.rules());
        return RulesBody.of(rules.get(new OfficeId(id)));
    }

    /** The public holidays of a country's year, to close offices on. */
    @GetMapping("/holidays")
    Page<DayBody> holidays(
            @RequestParam String country, @RequestParam @Nullable String subdivision, @RequestParam int year) {
        return new Page<>(
                holidays.list(country, subdivision, year).stream()
                        .map(day -> new DayBody(day.date(), day.name()))
                        .toList(),
                null);
    }
}
