package dev.outpatient.prescriptions.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.patients.Allergies;
import dev.outpatient.patients.Patients;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionChain;
import dev.outpatient.prescriptions.PrescriptionConflict;
import dev.outpatient.prescriptions.PrescriptionList;
import dev.outpatient.prescriptions.PrescriptionPapers;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.prescriptions.Refilling;
import dev.outpatient.prescriptions.WrittenPrescriptions;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The lists of prescriptions, one of them with what may be done with it, and the question before it is cancelled. */
@Controller
class PrescriptionPages {

    private static final int SHOWN = 10;

    private final Prescriptions prescriptions;
    private final Refilling refilling;
    private final PrescriptionPapers papers;
    private final Allergies allergies;
    private final Directory directory;
    private final Patients patients;
    private final Clock clock;

    PrescriptionPages(
            Prescriptions prescriptions,
            Refilling refilling,
            PrescriptionPapers papers,
            Allergies allergies,
            Directory directory,
            Patients patients,
            Clock clock) {
        this.prescriptions = prescriptions;
        this.refilling = refilling;
        this.papers = papers;
        this.allergies = allergies;
        this.directory = directory;
        this.patients = patients;
        this.clock = clock;
    }

    /** @param patient somebody of the family, or a patient in care; without, the own */
    @GetMapping("/prescriptions")
    String list(
            Actor actor,
            @RequestParam(required = false) @Nullable Long patient,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        PatientId whose = patient == null ? null : new PatientId(patient);
        boolean written = actor.role() == Role.DOCTOR && whose == null;
        PrescriptionList page;
        if (written) {
            WrittenPrescriptions own = prescriptions.listWritten(actor, after, SHOWN);
            page = own.list();
            List<PrescriptionLine> lines = lines(
                    actor,
                    Stream.concat(own.waiting().stream(), page.items().stream()).toList());
            model.addAttribute("waiting", lines.subList(0, own.waiting().size()));
            model.addAttribute("lines", lines.subList(own.waiting().size(), lines.size()));
        } else {
            page = prescriptions.list(actor, whose, after, SHOWN);
            model.addAttribute("lines", lines(actor, page.items()));
            model.addAttribute("allergies", allergies.list(actor, whose == null ? new PatientId(actor.id()) : whose));
        }
        String first = "/prescriptions" + (whose == null ? "" : "?patient=" + whose);
        model.addAttribute("unreadable", page.unreadable());
        model.addAttribute("first", after == null ? null : first);
        model.addAttribute(
                "next", page.next() == null ? null : first + (whose == null ? "?" : "&") + "after=" + page.next());
        model.addAttribute(
                "whose", whose == null ? null : patients.byId(List.of(whose)).get(whose));
        return "prescriptions";
    }

    @GetMapping("/prescriptions/{id}")
    String show(Actor actor, @PathVariable ObjectId id, Model model) {
        return page(actor, prescriptions.get(actor, id), model);
    }

    private String page(Actor actor, Prescription prescription, Model model) {
        fill(actor, prescription, model);
        model.addAttribute("paper", papers.facts(prescription));
        PrescriptionChain chain = prescriptions.chain(actor, prescription);
        model.addAttribute("chain", chain);
        model.addAttribute(
                "versions",
                chain.items().stream().map(other -> line(other, null)).toList());
        return "prescription";
    }

    @GetMapping("/prescriptions/{id}/cancel")
    String askToCancel(Actor actor, @PathVariable ObjectId id, Model model) {
        Prescription prescription = prescriptions.get(actor, id);
        requireDoctor(actor, prescription);
        fill(actor, prescription, model);
        return "prescription-cancel";
    }

    @PostMapping("/prescriptions/{id}/cancel")
    String cancel(
            Actor actor,
            @PathVariable ObjectId id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        try {
            prescriptions.cancel(actor, id, reason);
            flash.addFlashAttribute("toast", "prescription.cancelled");
            return "redirect:/prescriptions/" + id;
        } catch (Problem.Invalid e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("reason", reason);
            model.addAttribute("wrong", true);
            fill(actor, prescriptions.get(actor, id), model);
            return "prescription-cancel";
        } catch (PrescriptionConflict e) {
            flash.addFlashAttribute("problem", "prescription.problem.changed");
            return "redirect:/prescriptions/" + id;
        }
    }

    @PostMapping("/prescriptions/{id}/refills")
    String ask(Actor actor, @PathVariable ObjectId id, RedirectAttributes flash) {
        return answered(id, "refill.asked", flash, () -> refilling.ask(actor, id));
    }

    @PostMapping("/prescriptions/{id}/refills/{requestId}/grant")
    String grant(Actor actor, @PathVariable ObjectId id, @PathVariable int requestId, RedirectAttributes flash) {
        return answered(id, "refill.granted", flash, () -> refilling.grant(actor, id, requestId));
    }

    @PostMapping("/prescriptions/{id}/refills/{requestId}/decline")
    String decline(
            Actor actor,
            @PathVariable ObjectId id,
            @PathVariable int requestId,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        try {
            return answered(id, "refill.declined", flash, () -> refilling.decline(actor, id, requestId, reason));
        } catch (Problem.Invalid e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("declining", requestId);
            model.addAttribute("reason", reason);
            return page(actor, prescriptions.get(actor, id), model);
        }
    }

    private static String answered(ObjectId id, String toast, RedirectAttributes flash, Runnable step) {
        try {
            step.run();
            flash.addFlashAttribute("toast", toast);
        } catch (PrescriptionConflict e) {
            flash.addFlashAttribute("problem", "prescription.problem.changed");
        }
        return "redirect:/prescriptions/" + id;
    }

    private static void requireDoctor(Actor actor, Prescription prescription) {
        if (!actor.is(prescription.doctorId())) {
            throw Problem.Forbidden.to("cancel it: only the doctor who wrote it may");
        }
    }

    private void fill(Actor actor, Prescription prescription, Model model) {
        model.addAttribute("line", line(prescription, null));
        model.addAttribute("prescription", prescription);
        model.addAttribute("doctor", directory.getDoctor(prescription.doctorId()));
        model.addAttribute(
                "patient",
                Objects.requireNonNull(
                        patients.byId(List.of(prescription.patientId())).get(prescription.patientId())));
        model.addAttribute("own", actor.is(prescription.doctorId()));
        model.addAttribute("mine", actor.is(prescription.patientId()));
        model.addAttribute("zone", directory.zone());
        model.addAttribute("today", LocalDate.ofInstant(clock.instant(), directory.zone()));
    }

    private List<PrescriptionLine> lines(Actor actor, List<Prescription> several) {
        Function<Prescription, @Nullable String> with;
        if (actor.role() == Role.DOCTOR) {
            Map<PatientId, String> names =
                    patients
                            .byId(several.stream()
                                    .map(Prescription::patientId)
                                    .distinct()
                                    .toList())
                            .entrySet()
                            .stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey,
                                    patient -> patient.getValue().name()));
            with = prescription -> names.get(prescription.patientId());
        } else {
            var doctors = directory.doctorsById(
                    several.stream().map(Prescription::doctorId).distinct().toList());
            with = prescription -> doctors.containsKey(prescription.doctorId())
                    ? doctors.get(prescription.doctorId()).name()
                    : null;
        }
        return several.stream()
                .map(prescription -> line(prescription, with.apply(prescription)))
                .toList();
    }

    private PrescriptionLine line(Prescription prescription, @Nullable String with) {
        return PrescriptionLine.of(prescription, directory.zone(), clock.instant(), with);
    }
}
