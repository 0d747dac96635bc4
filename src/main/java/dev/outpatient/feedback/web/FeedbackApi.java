package dev.outpatient.feedback.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.directory.Directory;
import dev.outpatient.feedback.Feedback;
import dev.outpatient.feedback.Feedbacks;
import dev.outpatient.feedback.Rating;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rating a visit, reading what was said of a doctor, answering and hiding it. */
@RestController
@RequestMapping("/api/v1")
class FeedbackApi {

    record GiveBody(
            @NotNull Long appointmentId,
            @NotNull @Min(1) @Max(5) Integer rating,
            @Nullable @Size(max = Feedbacks.LONGEST_TEXT) String comments) {}

    record AnswerBody(
            @NotBlank @Size(max = Feedbacks.LONGEST_TEXT) String answer) {}

    record HideBody(
            @NotBlank @Size(max = Feedbacks.LONGEST_TEXT) String reason) {}

    /** To its patient. */
    record GivenAnswer(
            String id,
            long appointmentId,
            long doctorId,
            int rating,
            @Nullable String comments,
            Instant createdAt) {}

    /**
     * To the doctor and admins.
     *
     * @param hidden then only admins get comments, answer and reason
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String id,
            int rating,
            @Nullable String comments,
            Instant createdAt,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            boolean hidden,
            @Nullable String hideReason) {}

    /** @param items null to those who may only know how a doctor is rated */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfDoctor(
            @Nullable Double average,
            @Nullable Long count,
            @Nullable Map<Integer, Long> counts,
            @Nullable List<Line> items,
            @Nullable String next) {}

    private final Feedbacks feedbacks;
    private final Directory directory;

    FeedbackApi(Feedbacks feedbacks, Directory directory) {
        this.feedbacks = feedbacks;
        this.directory = directory;
    }

    @PostMapping("/feedback")
    ResponseEntity<GivenAnswer> give(
            Actor actor,
            @Valid @RequestBody GiveBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Feedback given = feedbacks.give(
                actor,
                new AppointmentId(body.appointmentId()),
                body.rating(),
                body.comments(),
                RequestKey.of(key, body));
        return ResponseEntity.created(URI.create("/api/v1/doctors/" + given.doctorId() + "/feedback"))
                .body(new GivenAnswer(
                        given.id().toHexString(),
                        body.appointmentId(),
                        given.doctorId().value(),
                        given.rating(),
                        given.comments(),
                        given.createdAt()));
    }

    /** Average and count are anybody's, once there are enough; what was said is the doctor's and the admins'. */
    @GetMapping("/doctors/{id}/feedback")
    OfDoctor ofDoctor(
            @Nullable Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        DoctorId doctor = new DoctorId(id);
        directory.getDoctor(doctor);
        if (actor == null || !Feedbacks.mayRead(actor, doctor)) {
            Rating rating = feedbacks.publicRatings(List.of(doctor)).get(doctor);
            return rating == null
                    ? new OfDoctor(null, null, null, null, null)
                    : new OfDoctor(rating.average(), rating.count(), null, null, null);
        }
        Page<Feedback> page = feedbacks.list(actor, doctor, after, limit);
        Rating rating = feedbacks.rating(doctor);
        return new OfDoctor(
                rating.count() == 0 ? null : rating.average(),
                rating.count(),
                rating.counts(),
                page.items().stream().map(said -> line(said, actor.isAdmin())).toList(),
                page.next());
    }

    @PostMapping("/feedback/{id}/answer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(Actor actor, @PathVariable ObjectId id, @Valid @RequestBody AnswerBody body) {
        feedbacks.answer(actor, id, body.answer());
    }

    @PostMapping("/feedback/{id}/hide")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hide(Actor actor, @PathVariable ObjectId id, @Valid @RequestBody HideBody body) {
        feedbacks.hide(actor, id, body.reason());
    }

    private static Line line(Feedback said, boolean toAdmin) {
        boolean shown = said.hiding() == null || toAdmin;
        return new Line(
                said.id().toHexString(),
                said.rating(),
                shown ? said.comments() : null,
                said.createdAt(),
                shown && said.answer() != null ? said.answer().text() : null,
                shown && said.answer() != null ? said.answer().answeredAt() : null,
                said.hiding() != null,
                toAdmin && said.hiding() != null ? said.hiding().reason() : null);
    }
}
