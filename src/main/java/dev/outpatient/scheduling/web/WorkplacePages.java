package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.DirectoryLists;
import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.directory.Workplace;
import dev.outpatient.directory.WorkplaceFilter;
import dev.outpatient.directory.WorkplaceOrder;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Rows;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
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

/** Who works where and how much, for admins, on a page and as a file. */
@Controller
class WorkplacePages {

    private static final String PATH = "/admin/workplaces";

    /** A doctor in an office, with the week there. */
    public record Line(Doctor doctor, Office office, WeekSummary week) {}

    private record Where(DoctorId doctor, OfficeId office) {}

    private final DirectoryLists lists;
    private final Directory directory;
    private final Hours hours;
    private final Clock clock;

    WorkplacePages(DirectoryLists lists, Directory directory, Hours hours, Clock clock) {
        this.lists = lists;
        this.directory = directory;
        this.hours = hours;
        this.clock = clock;
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
        Listing<WorkplaceOrder> listing = Listing.of(WorkplaceOrder.class, sort, page);
        Map<String, @Nullable String> filter = new LinkedHashMap<>();
        filter.put("q", q);
        filter.put("specialty", specialty);
        filter.put("city", city);
        Rows<Workplace> rows = lists.workplaces(actor, new WorkplaceFilter(q, specialty, city), listing);
        model.addAttribute(
                "list", new ListPage<>(PATH, filter, listing, new Rows<>(lines(rows.items()), rows.total())));
        model.addAttribute("specialties", directory.listSpecialties());
        return "admin-workplaces";
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String specialty,
            @RequestParam(required = false) @Nullable String city,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return CsvFile.of(
                "who-works-where",
                List.of(
                        "doctor_id",
                        "doctor",
                        "specialty",
                        "office_id",
                        "office",
                        "city",
                        "state",
                        "days",
                        "hours_a_week"),
                lines(lists.exportWorkplaces(
                        actor, new WorkplaceFilter(q, specialty, city), Listing.of(WorkplaceOrder.class, sort, null))),
                line -> Arrays.asList(
                        line.doctor().id(),
                        line.doctor().name(),
                        line.doctor().specialty(),
                        line.office().id(),
                        line.office().name(),
                        line.office().details().city(),
                        line.office().details().state(),
                        line.week().days().stream().map(Enum::name).collect(Collectors.joining(" ")),
                        BigDecimal.valueOf(line.week().hours())
                                .setScale(2, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString()));
    }

    private List<Line> lines(List<Workplace> places) {
        Map<Where, List<WorkingHours>> weeks =
                hours
                        .list(places.stream()
                                .map(place -> place.doctor().id())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.groupingBy(range -> new Where(range.doctorId(), range.officeId())));
        return places.stream()
                .map(place -> {
                    Office office = place.office();
                    LocalDate today = LocalDate.now(clock.withZone(office.timeZone()));
                    return new Line(
                            place.doctor(),
                            office,
                            WeekSummary.of(
                                    weeks.getOrDefault(new Where(place.doctor().id(), office.id()), List.of()), today));
                })
                .toList();
    }
}
