package dev.outpatient.scheduling.web;

import dev.outpatient.scheduling.ExplainedTime;
import dev.outpatient.scheduling.PartOfDay;
import dev.outpatient.scheduling.SlotFilter;
import dev.outpatient.scheduling.SlotReasons;
import dev.outpatient.scheduling.SlotSearch;
import dev.outpatient.scheduling.SlotView;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Free times, and why there is none. */
@RestController
@RequestMapping("/api/v1/slots")
class SlotsApi {

    /**
     * A stretch of the day.
     *
     * @param rule what takes it, such as {@code booked}; null when it is free
     */
    record WhyAnswer(
            OffsetDateTime startsAt,
            OffsetDateTime endsAt,
            @Nullable String rule,
            @Nullable String detail,
            @Nullable Long appointmentId) {

        static WhyAnswer of(ExplainedTime time) {
            ExplainedTime.Reason reason = time.reason();
            return new WhyAnswer(
                    time.startsAt(),
                    time.endsAt(),
                    reason == null ? null : reason.word(),
                    time.detail(),
                    time.appointmentId());
        }
    }

    private final SlotSearch slots;
    private final SlotReasons reasons;

    SlotsApi(SlotSearch slots, SlotReasons reasons) {
        this.slots = slots;
        this.reasons = reasons;
    }

    @GetMapping
    Page<SlotView> slots(
            @Nullable Actor viewer,
            @RequestParam @Nullable Long doctorId,
            @RequestParam @Nullable Long officeId,
            @RequestParam @Nullable String specialty,
            @RequestParam @Nullable String city,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam @Nullable PartOfDay partOfDay,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        SlotFilter filter = new SlotFilter(
                doctorId == null ? null : new DoctorId(doctorId),
                officeId == null ? null : new OfficeId(officeId),
                specialty,
                city,
                state,
                from,
                to,
                partOfDay);
        // Whoever asks, the answer is what patients can book.
        Actor patient = viewer != null && viewer.role() == Role.PATIENT ? viewer : null;
        return new Page<>(
                slots.search(patient, filter, limit).stream().map(SlotView::of).toList(), null);
    }

    @GetMapping("/why")
    Page<WhyAnswer> why(
            @Nullable Actor viewer,
            @RequestParam long doctorId,
            @RequestParam long officeId,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date) {
        List<ExplainedTime> times = reasons.explain(viewer, new DoctorId(doctorId), new OfficeId(officeId), date);
        return new Page<>(times.stream().map(WhyAnswer::of).toList(), null);
    }
}
