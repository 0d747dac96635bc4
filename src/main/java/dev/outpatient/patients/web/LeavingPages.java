package dev.outpatient.patients.web;

import dev.outpatient.accounts.BadCredentials;
import dev.outpatient.patients.Leaving;
import dev.outpatient.patients.RecordExport;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where patients get all that is kept about them, and leave. */
@Controller
class LeavingPages {

    private final RecordExport export;
    private final RecordPdf pdf;
    private final Leaving leaving;
    private final Clock clock;

    LeavingPages(RecordExport export, RecordPdf pdf, Leaving leaving, Clock clock) {
        this.export = export;
        this.pdf = pdf;
        this.leaving = leaving;
        this.clock = clock;
    }

    @GetMapping("/account/data")
    String show(Actor actor, Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Period keep = leaving.howLongToKeep();
        model.addAttribute(
                "closesOn",
                leaving.find(actor)
                        .map(leave -> LocalDate.ofInstant(leave.closesAt(), ZoneOffset.UTC))
                        .orElse(null));
        model.addAttribute("waitDays", ChronoUnit.DAYS.between(today, today.plus(leaving.howLongToWait())));
        model.addAttribute("keepYears", keep.equals(Period.ofYears(keep.getYears())) ? keep.getYears() : null);
        model.addAttribute("keepDays", ChronoUnit.DAYS.between(today, today.plus(keep)));
        return "account-data";
    }

    /** The same for programs and for people who keep it. */
    @GetMapping({"/account/data/record.json", "/api/v1/me/record"})
    ResponseEntity<Map<String, Object>> json(Actor actor) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("exportedAt", clock.instant());
        record.putAll(export.of(actor));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, file("json"))
                .body(record);
    }

    @GetMapping("/account/data/record.pdf")
    ResponseEntity<byte[]> pdf(Actor actor, Locale language) {
        Map<String, List<?>> sections = export.of(actor);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, file("pdf"))
                .body(pdf.of(sections, actor, clock.instant(), language));
    }

    @PostMapping("/account/data/close")
    String close(
            Actor actor, @RequestParam(defaultValue = "") String password, RedirectAttributes flash, Locale language) {
        try {
            leaving.ask(actor, password, language);
            flash.addFlashAttribute("toast", "data.close.asked");
        } catch (BadCredentials e) {
            flash.addFlashAttribute("wrongPassword", true);
            // The field, which so has the focus without scripts too.
            return "redirect:/account/data#password";
        }
        return "redirect:/account/data#close";
    }

    @PostMapping("/account/data/keep")
    String keep(Actor actor, RedirectAttributes flash) {
        try {
            leaving.takeBack(actor);
            flash.addFlashAttribute("toast", "data.keep.done");
        } catch (Problem.NotFound e) {
            flash.addFlashAttribute("toast", "data.keep.late");
        }
        return "redirect:/account/data";
    }

    private String file(String kind) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return ContentDisposition.attachment()
                .filename("record-" + today + "." + kind)
                .build()
                .toString();
    }
}
