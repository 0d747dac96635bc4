package dev.outpatient.accounts.web;

import dev.outpatient.accounts.PasswordReset;
import dev.outpatient.accounts.Staff;
import dev.outpatient.accounts.StaffFilter;
import dev.outpatient.accounts.StaffOrder;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Role;
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

/** Who works for the clinic and may sign in, on a page and as a file. */
@Controller
class StaffListPages {

    private static final String PATH = "/admin/staff";

    private final Staff staff;
    private final PasswordReset reset;

    StaffListPages(Staff staff, PasswordReset reset) {
        this.staff = staff;
        this.reset = reset;
    }

    @GetMapping(PATH)
    String list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        Listing<StaffOrder> listing = Listing.of(StaffOrder.class, sort, page);
        StaffFilter wanted = filter(q, role, state);
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("q", q);
        filter.put("role", wanted.role() == null ? null : Listing.word(wanted.role()));
        filter.put("state", wanted.state() == null ? null : Listing.word(wanted.state()));
        model.addAttribute("list", new ListPage<>(PATH, filter, listing, staff.list(actor, wanted, listing)));
        model.addAttribute("passwordHelp", !reset.isPossible());
        return "staff";
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return CsvFile.of(
                "staff",
                List.of("id", "role", "name", "email", "state"),
                staff.export(actor, filter(q, role, state), Listing.of(StaffOrder.class, sort, null)),
                member -> Arrays.asList(
                        member.account().id(),
                        member.account().role().word(),
                        member.name(),
                        member.email(),
                        Listing.word(member.state())));
    }

    private static StaffFilter filter(@Nullable String q, @Nullable String role, @Nullable String state) {
        Role chosen = Listing.choice(Role.class, role);
        return new StaffFilter(
                q, chosen == Role.PATIENT ? null : chosen, Listing.choice(StaffFilter.State.class, state));
    }
}
