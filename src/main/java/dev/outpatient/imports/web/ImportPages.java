package dev.outpatient.imports.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.imports.ImportOrder;
import dev.outpatient.imports.ImportRun;
import dev.outpatient.imports.Imports;
import dev.outpatient.imports.Upload;
import dev.outpatient.imports.UploadRefused;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.CsvFile;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Where an admin sends the files of another system, and sees how far their import is and what it rejected. */
@Controller
class ImportPages {

    private static final String PATH = "/admin/imports";

    private static final int REJECTED_SHOWN = 20;

    private final Imports imports;
    private final Reasons reasons;
    private final Directory directory;
    private final Clock clock;

    ImportPages(Imports imports, Reasons reasons, Directory directory, Clock clock) {
        this.imports = imports;
        this.reasons = reasons;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String page,
            Actor actor,
            Model model) {
        return list(
                actor,
                Listing.choice(ImportRun.Outcome.class, state),
                Listing.fromEnd(ImportOrder.class, sort, page),
                model);
    }

    @GetMapping(PATH + ".csv")
    ResponseEntity<String> file(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        Instant now = clock.instant();
        return CsvFile.of(
                "imports",
                List.of("id", "started_at", "ended_at", "outcome", "message"),
                imports.list(
                                actor,
                                Listing.choice(ImportRun.Outcome.class, state),
                                Listing.fromEnd(ImportOrder.class, sort, null).whole())
                        .forFile(),
                run -> Arrays.asList(
                        run.id(), run.startedAt(), run.endedAt(), Listing.word(run.outcome(now)), run.message()));
    }

    private String list(Actor actor, ImportRun.@Nullable Outcome outcome, Listing<ImportOrder> listing, Model model) {
        Map<String, @Nullable String> filter = new HashMap<>();
        filter.put("state", outcome == null ? null : Listing.word(outcome));
        model.addAttribute("list", new ListPage<>(PATH, filter, listing, imports.list(actor, outcome, listing)));
        model.addAttribute("running", imports.isRunning(actor));
        model.addAttribute("now", clock.instant());
        model.addAttribute("zone", directory.zone());
        return "admin-imports";
    }

    @PostMapping(PATH)
    String start(
            Actor actor,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Locale language,
            Model model,
            HttpServletResponse response) {
        List<Upload> uploads = files == null
                ? List.of()
                : files.stream()
                        .filter(file -> !file.isEmpty())
                        .map(file -> new Upload(String.valueOf(file.getOriginalFilename()), file))
                        .toList();
        try {
            return "redirect:" + PATH + "/" + imports.start(actor, uploads);
        } catch (UploadRefused e) {
            response.setStatus(
                    e.why() == UploadRefused.Why.RUNNING
                            ? HttpServletResponse.SC_CONFLICT
                            : HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("problem", "imports.problem." + e.why());
            model.addAttribute("about", reasons.told(e.about(), language));
            return list(actor, null, Listing.fromEnd(ImportOrder.class, null, null), model);
        }
    }

    @GetMapping(PATH + "/{id}")
    String show(Actor actor, @PathVariable long id, Locale language, Model model) {
        ImportRun run = imports.get(actor, id);
        Instant now = clock.instant();
        model.addAttribute("run", run);
        model.addAttribute("outcome", run.outcome(now));
        model.addAttribute("stoppedBy", run.message() == null ? null : reasons.told(run.message(), language));
        model.addAttribute(
                "minutesLeft", run.left(now).map(ImportPages::minutes).orElse(null));
        model.addAttribute(
                "rejected",
                imports.listRejected(actor, id, REJECTED_SHOWN).stream()
                        .map(row -> reasons.told(row, language))
                        .toList());
        model.addAttribute("rejectedCount", imports.countRejected(actor, id));
        model.addAttribute("zone", directory.zone());
        return "admin-import";
    }

    /** Rounded up; 0 for less than a minute. */
    private static long minutes(Duration left) {
        return left.toSeconds() < 60 ? 0 : left.plusSeconds(59).toMinutes();
    }
}
