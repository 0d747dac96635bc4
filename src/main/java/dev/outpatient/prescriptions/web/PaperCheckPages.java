package dev.outpatient.prescriptions.web;

import dev.outpatient.prescriptions.PaperStatus;
import dev.outpatient.prescriptions.PrescriptionPapers;
import dev.outpatient.shared.Problem;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriUtils;

/**
 * Says to whoever holds a paper, such as a pharmacist, whether the prescription stands. The QR code leads here, or
 * somebody types what stands under it.
 */
@Controller
class PaperCheckPages {

    private static final String ROBOTS = "X-Robots-Tag";

    private final PrescriptionPapers papers;

    PaperCheckPages(PrescriptionPapers papers) {
        this.papers = papers;
    }

    @GetMapping("/p")
    String ask(Model model) {
        model.addAttribute("form", new PaperForm("", ""));
        return "paper-find";
    }

    @PostMapping("/p")
    String find(@Valid @ModelAttribute("form") PaperForm form, BindingResult errors) {
        if (errors.hasErrors()) {
            return "paper-find";
        }
        return "redirect:/p/" + UriUtils.encodePathSegment(form.number(), StandardCharsets.UTF_8) + "/"
                + UriUtils.encodePathSegment(form.code(), StandardCharsets.UTF_8);
    }

    @GetMapping("/p/{number}/{code}")
    String show(@PathVariable String number, @PathVariable String code, Model model, HttpServletResponse response) {
        model.addAttribute("form", new BirthdayForm(null));
        return page(number, code, model, response);
    }

    @PostMapping("/p/{number}/{code}")
    String confirm(
            @PathVariable String number,
            @PathVariable String code,
            @Valid @ModelAttribute("form") BirthdayForm form,
            BindingResult errors,
            Model model,
            HttpServletResponse response) {
        if (!errors.hasErrors()) {
            try {
                model.addAttribute("details", papers.confirm(number, code, Objects.requireNonNull(form.birthday())));
            } catch (Problem.Invalid e) {
                errors.rejectValue("birthday", "paper.birthday.wrong");
            } catch (Problem.NotFound e) {
                // The page says so.
            }
        }
        return page(number, code, model, response);
    }

    private String page(String number, String code, Model model, HttpServletResponse response) {
        response.setHeader(ROBOTS, "noindex, nofollow");
        Optional<PaperStatus> paper = papers.check(number, code);
        if (paper.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return "paper-unknown";
        }
        model.addAttribute("paper", paper.get());
        return "paper-check";
    }
}
