package dev.outpatient.imports.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.outpatient.directory.Directory;
import dev.outpatient.imports.ImportRun;
import dev.outpatient.imports.Imports;
import dev.outpatient.imports.RejectedLine;
import dev.outpatient.imports.RejectionFilter;
import dev.outpatient.imports.RejectionOrder;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The rows that an import rejected, as a list and as files. */
@Controller
class RejectedRowPages {

    private static final String PATH = "/admin/imports/{id}/rejected";

    private static final List<String> HEAD = List.of("file", "line", "column", "reason");

    private final Imports imports;
    private final Reasons reasons;
    private final Directory directory;

    RejectedRowPages(Imports imports, Reasons reasons, Directory directory) {
        this.imports = imports;
        this.reasons = reasons;
        this.directory = directory;
    }

    @GetMapping(PATH)
    String list(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String file,
            @RequestParam(required = false) @Nullable String column,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Locale language,
            Model model) {
        ImportRun run = imports.get(actor, id);
        Listing<RejectionOrder> listing = Listing.of(RejectionOrder.class, sort, page);
        RejectionFilter wanted = new RejectionFilter(file, column);
        Map<String, @Nullable String> filter = new HashMap<>();
        filter.put("file", wanted.file());
        filter.put("column", wanted.column());
        model.addAttribute("run", run);
        model.addAttribute("files", imports.listRejectedFiles(actor, id));
        model.addAttribute("columns", imports.listRejectedColumns(actor, id));
        model.addAttribute(
                "list",
                new ListPage<>(
                        PATH.replace("{id}", Long.toString(id)),
                        filter,
                        listing,
                        imports.listRejected(actor, id, wanted, listing).map(row -> reasons.told(row, language))));
        model.addAttribute("zone", directory.zone());
        return "admin-import-rejected";
    }

    /** What the list shows, in its order, with the reasons in English. */
    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            Actor actor,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String file,
            @RequestParam(required = false) @Nullable String column,
            @RequestParam(required = false) @Nullable String sort) {
        return CsvFile.of(
                "rejected-" + id,
                HEAD,
                imports.listRejected(
                                actor,
                                id,
                                new RejectionFilter(file, column),
                                Listing.of(RejectionOrder.class, sort, null).whole())
                        .forFile(),
                row -> Arrays.asList(row.file(), row.line(), row.column(), row.reason()));
    }

    /** All of them as they were found, without end: it is written while it is read. */
    @GetMapping(PATH + "/all.csv")
    void all(Actor actor, @PathVariable long id, HttpServletResponse response) throws IOException {
        imports.get(actor, id);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejected-" + id + ".csv\"");
        CsvWriter csv = CsvWriter.builder().build(response.getWriter());
        csv.writeRecord(HEAD);
        imports.exportRejected(actor, id, row -> csv.writeRecord(fields(row)));
        csv.flush();
    }

    private static List<String> fields(RejectedLine row) {
        return List.of(row.file(), Long.toString(row.line()), row.column(), row.reason());
    }
}
