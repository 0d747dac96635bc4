package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Closure;
import dev.outpatient.scheduling.ClosureOrder;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** All days on which an office is or was closed, for admins, on a page and as a file. */
@Controller
class ClosureListPages {

    private static final String PATH = "/admin/offices/{id}/closures";

    private final Closures closures;
    private final Directory directory;
    private final Clock clock;

    ClosureListPages(Closures closures, Directory directory, Clock clock) {
        this.closures = closures;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String list(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        Office office = directory.getOffice(new OfficeId(id));
        List<Integer> years = closures.years(office.id());
        Integer chosen = year(year, years);
        Listing<ClosureOrder> listing = Listing.fromEnd(ClosureOrder.class, sort, page);
        Map<String, @Nullable String> filter = new HashMap<>();
        filter.put("year", chosen == null ? null : chosen.toString());
        model.addAttribute("office", office);
        model.addAttribute("years", years);
        model.addAttribute("today", LocalDate.now(clock.withZone(office.timeZone())));
        model.addAttribute(
                "list",
                new ListPage<>(
                        PATH.replace("{id}", office.id().toString()),
                        filter,
                        listing,
                        closures.list(actor, office.id(), chosen, listing)));
        return "office-closures";
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        Office office = directory.getOffice(new OfficeId(id));
        List<Closure> all = closures.list(
                        actor,
                        office.id(),
                        year(year, closures.years(office.id())),
                        Listing.fromEnd(ClosureOrder.class, sort, null).whole())
                .forFile();
        return CsvFile.of(
                "closed-days-" + office.id(),
                List.of("id", "office", "closed_on", "name"),
                all,
                closure -> Arrays.asList(closure.id(), office.name(), closure.closedOn(), closure.name()));
    }

    /** One of those that the page offers, or null for all. */
    private static @Nullable Integer year(@Nullable String text, List<Integer> years) {
        return years.stream()
                .filter(year -> year.toString().equals(text))
                .findFirst()
                .orElse(null);
    }
}
