package dev.outpatient.portal.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.patients.EmergencyAccess;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.EmergencyFilter;
import dev.outpatient.patients.EmergencyOrder;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Problem;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a doctor opens a record in an emergency, and where admins review that. */
@Controller
class EmergencyPages {

    private static final String PATH = "/admin/emergencies";

    private final EmergencyAccesses accesses;
    private final Directory directory;
    private final Clock clock;

    EmergencyPages(EmergencyAccesses accesses, Directory directory, Clock clock) {
        this.accesses = accesses;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/emergency")
    String ask(Actor actor, Model model) {
        model.addAttribute("form", EmergencyForm.EMPTY);
        return show(actor, model);
    }

    @PostMapping("/emergency")
    String open(Actor actor, @Valid @ModelAttribute("form") EmergencyForm form, BindingResult errors, Model model) {
        if (errors.hasErrors()) {
            return show(actor, model);
        }
        try {
            EmergencyAccess opened =
                    accesses.open(actor, form.name(), Objects.requireNonNull(form.dateOfBirth()), form.reason());
            return "redirect:/patients/" + opened.patientId();
        } catch (Problem.Invalid e) {
            e.errors()
                    .forEach(error ->
                            errors.rejectValue(error.field(), "emergency.problem." + error.field(), error.message()));
            return show(actor, model);
        }
    }

    private String show(Actor actor, Model model) {
        model.addAttribute("open", accesses.listOpen(actor));
        model.addAttribute("zone", directory.zone());
        model.addAttribute("minutes", EmergencyAccesses.LASTS.toMinutes());
        model.addAttribute("today", LocalDate.now(clock));
        return "emergency";
    }

    @GetMapping(PATH)
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        Listing<EmergencyOrder> listing = Listing.of(EmergencyOrder.class, sort, page);
        EmergencyFilter wanted = filter(q, state);
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("q", q);
        filter.put("state", wanted.state() == null ? null : Listing.word(wanted.state()));
        model.addAttribute("list", new ListPage<>(PATH, filter, listing, accesses.list(actor, wanted, listing)));
        model.addAttribute("zone", directory.zone());
        return "emergencies";
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return CsvFile.of(
                "emergency-accesses",
                List.of(
                        "id",
                        "doctor",
                        "patient",
                        "reason",
                        "opened_at",
                        "expires_at",
                        "reviewed_at",
                        "reviewed_by",
                        "review_note"),
                accesses.export(actor, filter(q, state), Listing.of(EmergencyOrder.class, sort, null)),
                access -> Arrays.asList(
                        access.id(),
                        access.doctorName(),
                        access.patientName(),
                        access.reason(),
                        access.openedAt(),
                        access.expiresAt(),
                        access.reviewedAt(),
                        access.reviewedBy(),
                        access.reviewNote()));
    }

    private static EmergencyFilter filter(@Nullable String q, @Nullable String state) {
        return new EmergencyFilter(q, Listing.choice(EmergencyFilter.State.class, state));
    }
}
