package dev.outpatient.patients.web;

import dev.outpatient.patients.PatientDetails;
import dev.outpatient.patients.PatientFilter;
import dev.outpatient.patients.PatientLists;
import dev.outpatient.patients.PatientOrder;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.Dates;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where an admin finds a patient, by whatever the patient says on the phone. */
@Controller
class PatientListPages {

    private static final String PATH = "/admin/patients";

    private final PatientLists lists;

    PatientListPages(PatientLists lists) {
        this.lists = lists;
    }

    @GetMapping(PATH)
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String born,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        Listing<PatientOrder> listing = Listing.of(PatientOrder.class, sort, page);
        LocalDate birthday = date(born);
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("q", q);
        filter.put("born", birthday == null ? null : birthday.toString());
        model.addAttribute(
                "list",
                new ListPage<>(PATH, filter, listing, lists.search(actor, new PatientFilter(q, birthday), listing)));
        return "admin-patients";
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String born,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return CsvFile.of(
                "patients",
                List.of("id", "name", "date_of_birth", "phone", "email", "address", "city", "state"),
                lists.export(actor, new PatientFilter(q, date(born)), Listing.of(PatientOrder.class, sort, null)),
                patient -> {
                    PatientDetails person = patient.details();
                    return Arrays.asList(
                            patient.id().value(),
                            person.name(),
                            person.dateOfBirth(),
                            person.phone(),
                            person.email(),
                            person.address(),
                            person.city(),
                            person.state());
                });
    }

    /** What is no date does not narrow. */
    private static @Nullable LocalDate date(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text.strip());
            return Dates.isMeant(date) ? date : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
