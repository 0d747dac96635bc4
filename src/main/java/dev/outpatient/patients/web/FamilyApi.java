package dev.outpatient.patients.web;

import dev.outpatient.patients.Family;
import dev.outpatient.patients.FamilyBond;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** For whom a patient acts, who asks, and what admins decide about it. */
@RestController
@RequestMapping("/api/v1")
class FamilyApi {

    /** A child by name and birthday, or somebody by e-mail. */
    record NewDependant(
            @Nullable @Size(max = 255) String name,
            @Nullable LocalDate dateOfBirth,
            @Nullable @Email @Size(max = 255) String email) {}

    record ConfirmBody(@Nullable Long patientId, @Nullable LocalDate dateOfBirth) {}

    record Asked(long id) {}

    record BondAnswer(
            long id,
            String state,
            long managerId,
            String managerName,
            @Nullable Long patientId,
            @Nullable String name,
            @Nullable LocalDate dateOfBirth,
            @Nullable String email,
            Instant askedAt,
            @Nullable LocalDate until) {

        static BondAnswer of(FamilyBond bond) {
            return new BondAnswer(
                    bond.id(),
                    bond.state().name().toLowerCase(Locale.ROOT),
                    bond.managerId().value(),
                    bond.managerName(),
                    bond.dependantId() == null ? null : bond.dependantId().value(),
                    bond.name(),
                    bond.bornOn(),
                    bond.email(),
                    bond.askedAt(),
                    bond.until());
        }
    }

    private final Family family;
    private final FamilyReview review;

    FamilyApi(Family family, FamilyReview review) {
        this.family = family;
        this.review = review;
    }

    @GetMapping("/me/dependants")
    Page<BondAnswer> dependants(Actor actor) {
        return page(family.dependants(actor));
    }

    @PostMapping("/me/dependants")
    @ResponseStatus(HttpStatus.CREATED)
    Asked ask(Actor actor, @Valid @RequestBody NewDependant body) {
        if (body.email() != null) {
            if (body.name() != null || body.dateOfBirth() != null) {
                throw Problem.Invalid.field("email", "Name a child, or ask an adult by e-mail, not both.");
            }
            return new Asked(family.ask(actor, body.email()));
        }
        if (body.name() == null) {
            throw Problem.Invalid.field("name", "Enter the name of the child.");
        }
        if (body.dateOfBirth() == null) {
            throw Problem.Invalid.field("dateOfBirth", "Enter the birthday of the child.");
        }
        return new Asked(family.askForChild(actor, body.name(), body.dateOfBirth()));
    }

    @PostMapping("/me/dependants/{id}/ask")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void askAgain(Actor actor, @PathVariable long id) {
        family.askAgain(actor, id);
    }

    @DeleteMapping({"/me/dependants/{id}", "/me/managers/{id}"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Actor actor, @PathVariable long id) {
        family.end(actor, id);
    }

    @GetMapping("/me/managers")
    Page<BondAnswer> managers(Actor actor) {
        return page(family.managers(actor));
    }

    @GetMapping("/me/family-requests")
    Page<BondAnswer> requests(Actor actor) {
        return page(family.requests(actor));
    }

    @PostMapping("/me/family-requests/{id}/accept")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void accept(Actor actor, @PathVariable long id) {
        family.accept(actor, id);
    }

    @PostMapping("/me/family-requests/{id}/decline")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decline(Actor actor, @PathVariable long id) {
        family.decline(actor, id);
    }

    @GetMapping("/family-requests")
    Page<BondAnswer> waiting(
            Actor actor,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return review.list(actor, after, limit).map(BondAnswer::of);
    }

    @PostMapping("/family-requests/{id}/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(Actor actor, @PathVariable long id, @RequestBody(required = false) @Nullable ConfirmBody body) {
        Long same = body == null ? null : body.patientId();
        review.confirm(actor, id, same == null ? null : new PatientId(same), body == null ? null : body.dateOfBirth());
    }

    @PostMapping("/family-requests/{id}/refuse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuse(Actor actor, @PathVariable long id) {
        review.refuse(actor, id);
    }

    private static Page<BondAnswer> page(List<FamilyBond> bonds) {
        return new Page<>(bonds.stream().map(BondAnswer::of).toList(), null);
    }
}
