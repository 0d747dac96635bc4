package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DoctorFilter;
import dev.outpatient.scheduling.AppointmentFilter;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** All appointments of the clinic, for admins. */
@Controller
class AdminAppointmentPages {

    private static final String PATH = "/admin/appointments";

    private final Appointments appointments;
    private final Directory directory;
    private final Clock clock;

    AdminAppointmentPages(Appointments appointments, Directory directory, Clock clock) {
        this.appointments = appointments;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String list(
            @ModelAttribute("filter") AppointmentList filter,
            BindingResult ignored,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        UriComponentsBuilder query = query(request);
        Page<AppointmentView> page;
        try {
            page = appointments.search(actor, filter.toFilter(), filter.after(), Page.DEFAULT_LIMIT);
        } catch (Problem.Invalid e) {
            if (!isOf(e, "order")) {
                throw e;
            }
            model.addAttribute("unsorted", true);
            filter = filter.inUsualOrder();
            model.addAttribute("filter", filter);
            query.replaceQueryParam("order");
            page = appointments.search(actor, filter.toFilter(), null, Page.DEFAULT_LIMIT);
        }
        model.addAttribute("views", page.items());
        model.addAttribute("doctors", directory.listDoctors(DoctorFilter.ALL));
        model.addAttribute("offices", directory.listOffices());
        model.addAttribute("whens", AppointmentList.When.values());
        model.addAttribute("statuses", AppointmentList.State.values());
        model.addAttribute("orders", AppointmentFilter.Order.values());
        model.addAttribute("here", link(query, filter.after()));
        model.addAttribute("columns", new Columns(PATH, query, filter.inOrder()));
        model.addAttribute("file", PATH + ".csv" + link(query, null).substring(PATH.length()));
        model.addAttribute("first", filter.after() == null ? null : link(query, null));
        model.addAttribute("next", page.next() == null ? null : link(query, page.next()));
        model.addAttribute("now", clock.instant());
        return "admin-appointments";
    }

    /** The file, or the way back to the list when it would be too long: how long it is, the list does not count. */
    @GetMapping(PATH + ".csv")
    Object file(
            @ModelAttribute AppointmentList filter,
            BindingResult ignored,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes flash) {
        try {
            return file(appointments.export(actor, filter.toFilter()));
        } catch (Problem.Invalid e) {
            if (!isOf(e, "list") && !isOf(e, "order")) {
                throw e;
            }
            flash.addFlashAttribute("problem", "list.long");
            return "redirect:" + link(query(request), null);
        }
    }

    private static ResponseEntity<String> file(List<AppointmentView> all) {
        return CsvFile.of(
                "appointments",
                List.of("id", "starts_at", "time_zone", "patient", "doctor", "office", "status", "no_show"),
                all,
                view -> Arrays.asList(
                        view.appointment().id().value(),
                        view.startsAt(),
                        view.office().timeZone(),
                        view.patientName(),
                        view.doctor().name(),
                        view.office().name(),
                        view.appointment().status().word(),
                        view.appointment().isNoShow()));
    }

    private static boolean isOf(Problem.Invalid problem, String field) {
        return problem.errors().getFirst().field().equals(field);
    }

    /**
     * The heads of the columns that sort the list, for {@code parts.html}.
     *
     * @param query of the list as it is, from its beginning
     */
    public record Columns(String path, UriComponentsBuilder query, AppointmentFilter.Order order) {

        /** The value of {@code aria-sort} for a column, or null where the list is not sorted by it. */
        public @Nullable String direction(String word) {
            if (!Listing.word(order.column()).equals(word)) {
                return null;
            }
            return order.isDescending() ? "descending" : "ascending";
        }

        /** The same list from its beginning, sorted by the column, or the other way round where it is already. */
        public String sortedBy(String word) {
            AppointmentFilter.Order other = AppointmentFilter.Order.of(
                    Objects.requireNonNull(Listing.choice(AppointmentFilter.Column.class, word)),
                    "ascending".equals(direction(word)));
            return path
                    + query.cloneBuilder()
                            .replaceQueryParam("order", other.name())
                            .build()
                            .toUriString();
        }
    }

    /** The same list from another cursor on. */
    private static String link(UriComponentsBuilder query, @Nullable String after) {
        UriComponentsBuilder link = query.cloneBuilder();
        if (after != null) {
            link.queryParam("after", after);
        }
        return PATH + link.build().toUriString();
    }

    private static UriComponentsBuilder query(HttpServletRequest request) {
        return UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .replaceQueryParam("after");
    }
}
