package dev.outpatient.patients.web;

import dev.outpatient.accounts.AlreadyActive;
import dev.outpatient.accounts.Continue;
import dev.outpatient.patients.FamilyBond;
import dev.outpatient.patients.FamilyOrder;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.patients.Patient;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Rows;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What admins confirm or refuse of who acts for whom. */
@Controller
class FamilyReviewPages {

    private static final String PATH = "/admin/family";

    private static final int SHOWN = 10;

    /** The fields that the page has a word for when they are wrong. */
    private static final Set<String> FIELDS = Set.of("patientId", "dateOfBirth", "email", "account");

    /** One that waits for an admin, with the patients who may be meant. */
    public record Waiting(FamilyBond bond, List<Patient> same) {}

    private final FamilyReview review;

    FamilyReviewPages(FamilyReview review) {
        this.review = review;
    }

    @GetMapping(PATH)
    String waiting(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        Listing<FamilyOrder> listing = Listing.of(FamilyOrder.class, sort, page).pagesOf(SHOWN);
        Rows<FamilyBond> bonds = review.list(actor, q, listing);
        Map<Long, List<Patient>> same = review.samePeople(actor, bonds.items());
        Map<String, @Nullable String> filter = new HashMap<>();
        filter.put("q", q);
        model.addAttribute(
                "list",
                new ListPage<>(
                        PATH,
                        filter,
                        listing,
                        bonds.map(bond -> new Waiting(bond, same.getOrDefault(bond.id(), List.of())))));
        return "family-review";
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return CsvFile.of(
                "family-requests",
                List.of(
                        "id",
                        "asked_at",
                        "manager_id",
                        "manager",
                        "manager_born_on",
                        "dependant_id",
                        "dependant",
                        "dependant_born_on",
                        "came_of_age"),
                review.export(actor, q, Listing.of(FamilyOrder.class, sort, null)),
                bond -> Arrays.asList(
                        bond.id(),
                        bond.askedAt(),
                        bond.managerId(),
                        bond.managerName(),
                        bond.managerBornOn(),
                        bond.dependantId(),
                        bond.name(),
                        bond.bornOn(),
                        bond.state() == FamilyBond.State.ASKED_AGAIN));
    }

    /**
     * @param patientId the patient who the child is already, or null for a new one
     * @param dateOfBirth where no birthday was known
     * @param after the list that the admin looks at, to come back to it
     */
    @PostMapping(PATH + "/{id}/confirm")
    String confirm(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable Long patientId,
            @RequestParam(required = false) @Nullable String dateOfBirth,
            @RequestParam(name = "continue", defaultValue = PATH) String after,
            RedirectAttributes flash) {
        try {
            review.confirm(actor, id, patientId == null ? null : new PatientId(patientId), date(dateOfBirth));
        } catch (Problem.Invalid e) {
            return wrong(flash, id, e, dateOfBirth, after);
        }
        return done(flash, "family.confirmed", after);
    }

    @PostMapping(PATH + "/{id}/refuse")
    String refuse(
            Actor actor,
            @PathVariable long id,
            @RequestParam(name = "continue", defaultValue = PATH) String after,
            RedirectAttributes flash) {
        review.refuse(actor, id);
        return done(flash, "family.refused", after);
    }

    /** Lets somebody who came of age answer, by an account of the own. */
    @PostMapping(PATH + "/{id}/invite")
    String invite(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(name = "continue", defaultValue = PATH) String after,
            Locale language,
            RedirectAttributes flash) {
        try {
            review.invite(actor, id, email, language);
        } catch (Problem.Invalid e) {
            return wrong(flash, id, e, email, after);
        } catch (AlreadyActive e) {
            return wrong(flash, id, "active", email, after);
        }
        return done(flash, "family.invited", after);
    }

    /** Back to the list, which says at the request what is wrong and still has what was typed. */
    private static String wrong(
            RedirectAttributes flash, long id, Problem.Invalid problem, @Nullable String typed, String after) {
        String field = problem.errors().getFirst().field();
        if (!FIELDS.contains(field)) {
            throw problem;
        }
        return wrong(flash, id, field, typed, after);
    }

    private static String wrong(RedirectAttributes flash, long id, String field, @Nullable String typed, String after) {
        flash.addFlashAttribute("wrongId", id);
        flash.addFlashAttribute("wrongField", field);
        flash.addFlashAttribute("typed", typed);
        return "redirect:" + Continue.safe(after);
    }

    /** What is no date is none, which is refused where one is needed. */
    private static @Nullable LocalDate date(@Nullable String typed) {
        try {
            return typed == null ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String done(RedirectAttributes flash, String toast, String after) {
        flash.addFlashAttribute("toast", toast);
        return "redirect:" + Continue.safe(after);
    }
}
