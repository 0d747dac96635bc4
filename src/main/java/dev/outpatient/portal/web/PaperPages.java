package dev.outpatient.portal.web;

import dev.outpatient.prescriptions.PrescriptionPapers;
import dev.outpatient.prescriptions.SignedPaper;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Problem;
import java.util.Locale;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Prescriptions as PDF, in the language of who asks. */
@Controller
class PaperPages {

    private final PrescriptionPapers papers;
    private final PrescriptionPdf pdf;

    PaperPages(PrescriptionPapers papers, PrescriptionPdf pdf) {
        this.papers = papers;
        this.pdf = pdf;
    }

    /** @param size without it, what the printers of the office hold */
    @GetMapping({"/prescriptions/{id}/pdf", "/api/v1/prescriptions/{id}/pdf"})
    ResponseEntity<byte[]> print(
            Actor actor,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable PaperSize size,
            Locale language) {
        if (!ObjectId.isValid(id)) {
            throw Problem.NotFound.of("prescription");
        }
        SignedPaper paper = papers.print(actor, new ObjectId(id));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("prescription-" + paper.paper().number() + ".pdf")
                                .build()
                                .toString())
                .body(pdf.of(paper, size == null ? PaperSize.at(paper.zone()) : size, language));
    }
}
