package dev.outpatient.portal.web;

import dev.outpatient.accounts.Staff.Member;
import dev.outpatient.audit.LogEntry;
import dev.outpatient.audit.LogOrder;
import dev.outpatient.audit.LogSearch;
import dev.outpatient.audit.LogSeverity;
import dev.outpatient.directory.Directory;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The trail for admins, and for a patient who saw the own record. */
@Controller
class LogPages {

    private static final String PATH = "/admin/logs";
    private static final int ACCESSES = 50;

    private final LogSearch logs;
    private final LogNames names;
    private final Directory directory;
    private final JsonMapper json;

    LogPages(LogSearch logs, LogNames names, Directory directory, JsonMapper json) {
        this.logs = logs;
        this.names = names;
        this.directory = directory;
        this.json = json;
    }

    @GetMapping(PATH)
    String list(
            @ModelAttribute("filter") LogList filter,
            BindingResult ignored,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        ZoneId zone = directory.zone();
        Chosen chosen = choose(actor, filter);
        LogList meant = filter.with(chosen.person());
        Page<LogEntry> page = chosen.matches().isEmpty() && chosen.isFound()
                ? logs.search(actor, meant.toFilter(zone), filter.inOrder(), filter.after(), Page.DEFAULT_LIMIT)
                : new Page<>(List.of(), null);
        model.addAttribute("filter", meant);
        model.addAttribute("chosen", chosen);
        model.addAttribute("entries", page.items());
        model.addAttribute("names", names.all(actor, page.items()));
        model.addAttribute("severities", List.of(LogSeverity.values()));
        model.addAttribute("orders", List.of(LogOrder.values()));
        model.addAttribute("turned", turned(request, filter.otherOrder()));
        model.addAttribute("zone", zone);
        model.addAttribute("first", filter.after() == null ? null : NextPages.link(PATH, request, null));
        model.addAttribute("next", page.next() == null ? null : NextPages.link(PATH, request, page.next()));
        model.addAttribute("csv", exportLink(meant, "csv"));
        model.addAttribute("jsonl", exportLink(meant, "jsonl"));
        return "admin-logs";
    }

    /**
     * Whose records are meant.
     *
     * @param name as the form shows it
     * @param matches those among whom the reader has to choose
     * @param isFound false when nobody has the name
     */
    public record Chosen(@Nullable Actor person, String name, List<Member> matches, boolean isFound) {}

    private Chosen choose(Actor actor, LogList filter) {
        Actor person = filter.chosen();
        String typed = filter.name() == null ? null : filter.name().strip();
        String known = person == null ? null : names.find(actor, person);
        if (typed == null || typed.isEmpty() && known == null || typed.equals(known)) {
            return new Chosen(person, known == null ? "" : known, List.of(), true);
        }
        if (typed.isEmpty()) {
            return new Chosen(null, "", List.of(), true);
        }
        List<Member> found = names.find(actor, typed);
        return found.size() == 1
                ? new Chosen(found.getFirst().account(), found.getFirst().name(), List.of(), true)
                : new Chosen(null, typed, found, !found.isEmpty());
    }

    /** Of what the page shows: the person by number, whatever was typed. */
    private static String exportLink(LogList filter, String format) {
        UriComponentsBuilder link =
                UriComponentsBuilder.fromPath(PATH + "/export").queryParam("format", format);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("role", filter.role());
        values.put("person", filter.person());
        values.put("as", filter.as());
        values.put("record", filter.record());
        values.put("severity", filter.severity());
        values.put("from", filter.from());
        values.put("to", filter.to());
        values.put("q", filter.q());
        values.put("order", filter.order());
        values.forEach((name, value) -> {
            if (value != null && !value.equals("")) {
                link.queryParam(name, value);
            }
        });
        return link.encode().build().toUriString();
    }

    /** As it is found, without end: it is written while it is read. */
    @GetMapping(PATH + "/export")
    void export(
            @ModelAttribute("filter") LogList filter,
            BindingResult ignored,
            @RequestParam(defaultValue = "csv") String format,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        boolean lines = format.equals("jsonl");
        response.setContentType(lines ? "application/x-ndjson" : "text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"trail." + (lines ? "jsonl" : "csv") + "\"");
        PrintWriter out = response.getWriter();
        if (!lines) {
            out.print(LogLines.HEAD);
        }
        logs.export(
                actor,
                filter.toFilter(directory.zone()),
                filter.inOrder(),
                entry -> out.print(lines ? json.writeValueAsString(LogLines.of(entry)) + "\n" : LogLines.csv(entry)));
    }

    /** The days on which somebody used the record, newest first. */
    @GetMapping("/account/access-log")
    String accessLog(Actor actor, @RequestParam @Nullable String after, HttpServletRequest request, Model model) {
        ZoneId zone = directory.zone();
        Page<LogEntry> page = logs.accessLog(actor, after, ACCESSES);
        Map<LocalDate, List<AccessLine>> days = new LinkedHashMap<>();
        for (AccessLine line : AccessLine.of(page.items(), names.doctors(page.items()), actor, zone)) {
            days.computeIfAbsent(line.at().toLocalDate(), day -> new ArrayList<>())
                    .add(line);
        }
        model.addAttribute("days", days);
        model.addAttribute("zone", zone);
        model.addAttribute("first", after == null ? null : "/account/access-log");
        model.addAttribute(
                "next", page.next() == null ? null : NextPages.link("/account/access-log", request, page.next()));
        return "access-log";
    }

    /** The same list from its beginning in another order. */
    private static String turned(HttpServletRequest request, LogOrder order) {
        return PATH
                + UriComponentsBuilder.newInstance()
                        .query(request.getQueryString())
                        .replaceQueryParam("after")
                        .replaceQueryParam("order", order.name())
                        .build()
                        .toUriString();
    }
}
