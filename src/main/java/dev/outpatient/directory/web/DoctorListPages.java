package dev.outpatient.directory.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryLists;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.directory.DoctorOrder;
import dev.outpatient.directory.Office;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All doctors for admins, on a page and as a file. */
@Controller
class DoctorListPages {

    static final String PATH = "/admin/doctors";

    private final DirectoryLists lists;
    private final Directory directory;

    DoctorListPages(DirectoryLists lists, Directory directory) {
        this.lists = lists;
        this.directory = directory;
    }

    @GetMapping(PATH)
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        Listing<DoctorOrder> listing = Listing.of(DoctorOrder.class, sort, page);
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("q", q);
        filter.put("specialty", specialty);
        filter.put("city", city);
        model.addAttribute(
                "list",
                new ListPage<>(PATH, filter, listing, lists.doctors(actor, filter(q, specialty, city), listing)));
        model.addAttribute("specialties", directory.listSpecialties());
        return "admin-doctors";
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return CsvFile.of(
                "doctors",
                List.of("id", "name", "specialty", "license_number", "phone", "email", "offices"),
                lists.exportDoctors(actor, filter(q, specialty, city), Listing.of(DoctorOrder.class, sort, null)),
                line -> Arrays.asList(
                        line.doctor().id().value(),
                        line.doctor().name(),
                        line.doctor().specialty(),
                        line.details().licenseNumber(),
                        line.details().phone(),
                        line.details().email(),
                        line.offices().stream().map(Office::name).collect(Collectors.joining("; "))));
    }

    private static DoctorFilter filter(@Nullable String q, @Nullable String specialty, @Nullable String city) {
        return new DoctorFilter(Texts.orNull(q), Texts.orNull(specialty), Texts.orNull(city), null, null, null);
    }
}
