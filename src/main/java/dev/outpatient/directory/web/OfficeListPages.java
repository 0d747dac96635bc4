package dev.outpatient.directory.web;

import dev.outpatient.directory.DirectoryLists;
import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.directory.OfficeFilter;
import dev.outpatient.directory.OfficeOrder;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
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

/** All offices for admins, on a page and as a file. */
@Controller
class OfficeListPages {

    static final String PATH = "/admin/offices";

    private final DirectoryLists lists;

    OfficeListPages(DirectoryLists lists) {
        this.lists = lists;
    }

    @GetMapping(PATH)
    String list(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        Listing<OfficeOrder> listing = Listing.of(OfficeOrder.class, sort, page);
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("name", name);
        filter.put("city", city);
        filter.put("state", state);
        model.addAttribute(
                "list",
                new ListPage<>(
                        PATH, filter, listing, lists.offices(actor, new OfficeFilter(name, city, state), listing)));
        return "admin-offices";
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return CsvFile.of(
                "offices",
                List.of("id", "name", "address", "city", "state", "phone", "time_zone", "doctors"),
                lists.exportOffices(
                        actor, new OfficeFilter(name, city, state), Listing.of(OfficeOrder.class, sort, null)),
                line -> {
                    OfficeDetails office = line.office().details();
                    return Arrays.asList(
                            line.office().id().value(),
                            office.name(),
                            office.address(),
                            office.city(),
                            office.state(),
                            office.phone(),
                            office.timeZone(),
                            line.doctors());
                });
    }
}
