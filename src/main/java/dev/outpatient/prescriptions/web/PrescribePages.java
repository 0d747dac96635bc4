package dev.outpatient.prescriptions.web;

import dev.outpatient.accounts.RequestKey;
import dev.outpatient.patients.Allergies;
import dev.outpatient.prescriptions.Checked;
import dev.outpatient.prescriptions.Medicines;
import dev.outpatient.prescriptions.Prescription;
import dev.outpatient.prescriptions.PrescriptionConflict;
import dev.outpatient.prescriptions.PrescriptionList;
import dev.outpatient.prescriptions.PrescriptionRequest;
import dev.outpatient.prescriptions.PrescriptionStatus;
import dev.outpatient.prescriptions.PrescriptionWarnings;
import dev.outpatient.prescriptions.Prescriptions;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Problem.Invalid.FieldError;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The page on which a doctor prescribes. Whatever goes wrong, it keeps what was typed. */
@Controller
@RequestMapping("/prescriptions/new")
class PrescribePages {

    /** So many that were written before are looked through for what the patient takes now. */
    private static final int EARLIER = 50;

    private final Prescriptions prescriptions;
    private final Medicines medicines;
    private final Appointments appointments;
    private final Allergies allergies;
    private final Clock clock;

    PrescribePages(
            Prescriptions prescriptions,
            Medicines medicines,
            Appointments appointments,
            Allergies allergies,
            Clock clock) {
        this.prescriptions = prescriptions;
        this.medicines = medicines;
        this.appointments = appointments;
        this.allergies = allergies;
        this.clock = clock;
    }

    /** @param rows how many medicines there is room for, where somebody comes back to what was written */
    @GetMapping
    String open(
            Actor actor,
            @RequestParam long appointmentId,
            @RequestParam(required = false) @Nullable ObjectId replaces,
            @RequestParam(required = false) @Nullable Integer rows,
            Model model,
            HttpServletResponse response) {
        AppointmentView view = appointments.get(actor, new AppointmentId(appointmentId));
        PrescribeForm form = PrescribeForm.empty();
        try {
            if (replaces != null) {
                form = PrescribeForm.replacing(prescriptions.get(actor, replaces));
            }
        } catch (Problem.Unavailable e) {
            unavailable(model, response);
        }
        return show(actor, view, rows == null ? form : form.ofLength(rows), null, model);
    }

    @PostMapping(params = "add")
    String add(Actor actor, @RequestParam long appointmentId, @ModelAttribute("form") PrescribeForm form, Model model) {
        PrescribeForm longer = form.adding();
        model.addAttribute("focus", "medication[" + (longer.rows().size() - 1) + "].name");
        return show(actor, appointments.get(actor, new AppointmentId(appointmentId)), longer, null, model);
    }

    /** What was prescribed before is added to what is written. */
    @PostMapping(params = "repeat")
    String repeat(
            Actor actor,
            @RequestParam long appointmentId,
            @RequestParam ObjectId repeat,
            @ModelAttribute("form") PrescribeForm form,
            Model model,
            HttpServletResponse response) {
        AppointmentView view = appointments.get(actor, new AppointmentId(appointmentId));
        PrescribeForm longer = form;
        try {
            Prescription last = prescriptions.get(actor, repeat);
            if (!last.patientId().equals(view.appointment().patientId())) {
                throw Problem.NotFound.of("prescription");
            }
            longer = form.with(last);
        } catch (Problem.Unavailable e) {
            unavailable(model, response);
        }
        model.addAttribute("focus", "medication[" + (longer.rows().size() - 1) + "].name");
        return show(actor, view, longer, null, model);
    }

    @PostMapping(params = "drop")
    String drop(
            Actor actor,
            @RequestParam long appointmentId,
            @RequestParam("drop") int row,
            @ModelAttribute("form") PrescribeForm form,
            Model model) {
        model.addAttribute("focus", "medication[" + Math.max(0, row - 1) + "].name");
        return show(actor, appointments.get(actor, new AppointmentId(appointmentId)), form.without(row), null, model);
    }

    @PostMapping
    String write(
            Actor actor,
            @RequestParam long appointmentId,
            @ModelAttribute("form") PrescribeForm sent,
            Model model,
            HttpServletResponse response,
            RedirectAttributes flash) {
        AppointmentView view = appointments.get(actor, new AppointmentId(appointmentId));
        PrescribeForm form = sent.tidy();
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        try {
            PrescriptionRequest request = form.request(view.appointment().id());
            Prescription written = prescriptions.write(actor, request, RequestKey.ofForm(form.key(), request));
            flash.addFlashAttribute("toast", "prescribe.done");
            return "redirect:/prescriptions/" + written.id();
        } catch (Problem.Invalid e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            e.errors().forEach(error -> reject(errors, error));
        } catch (PrescriptionWarnings e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            warn(model, e.checked(), errors, form);
        } catch (PrescriptionConflict e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            model.addAttribute("conflict", true);
        } catch (Problem.Unavailable e) {
            unavailable(model, response);
        }
        return show(actor, view, form, errors, model);
    }

    private static void warn(Model model, Checked checked, BindingResult errors, PrescribeForm form) {
        model.addAttribute("checked", checked);
        if (form.seen() != null
                && (form.overrideReason() == null || form.overrideReason().isBlank())) {
            reject(errors, new FieldError("overrideReason", "Say why you prescribe all the same."));
        }
    }

    private static void unavailable(Model model, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(Problem.Unavailable.RETRY_SECONDS));
        model.addAttribute("unavailable", true);
    }

    private static void reject(BindingResult errors, FieldError error) {
        String field = error.field();
        String last = field.substring(field.lastIndexOf('.') + 1);
        boolean known =
                last.matches("name|dosage|instructions|refills|replaces|replaceReason|overrideReason|medication");
        errors.rejectValue(known ? field : "medication", "prescribe.problem." + last, error.message());
    }

    private String show(
            Actor actor, AppointmentView view, PrescribeForm form, @Nullable BindingResult errors, Model model) {
        PatientId patient = view.appointment().patientId();
        model.addAttribute("form", form);
        model.addAttribute(
                BindingResult.MODEL_KEY_PREFIX + "form",
                errors == null ? new BeanPropertyBindingResult(form, "form") : errors);
        model.addAttribute("view", view);
        model.addAttribute("allergies", allergies.list(actor, patient));
        model.addAttribute("suggestions", medicines.search(actor, ""));
        model.addAttribute("fields", fields(form));
        model.addAttribute("here", address(view, form));
        before(actor, patient, model);
        return "prescribe";
    }

    /** Where this form stands again, with room for what is written in it. */
    private static String address(AppointmentView view, PrescribeForm form) {
        return UriComponentsBuilder.fromPath("/prescriptions/new")
                .queryParam("appointmentId", view.appointment().id())
                .queryParam("rows", form.rows().size())
                .queryParamIfPresent("replaces", Optional.ofNullable(form.replaces()))
                .encode()
                .build()
                .toUriString();
    }

    /** What was prescribed before: what the patient takes now, and the last one to be written once more. */
    private void before(Actor actor, PatientId patient, Model model) {
        try {
            PrescriptionList found = prescriptions.list(actor, patient, null, EARLIER);
            List<Prescription> earlier = found.items();
            model.addAttribute("unreadable", found.unreadable());
            Instant now = clock.instant();
            model.addAttribute("last", earlier.stream().findFirst().orElse(null));
            model.addAttribute(
                    "active",
                    earlier.stream()
                            .filter(one -> one.status(now) == PrescriptionStatus.ACTIVE)
                            .toList());
        } catch (Problem.Unavailable e) {
            model.addAttribute("last", null);
            model.addAttribute("active", List.of());
            model.addAttribute("unreadable", 0);
            model.addAttribute("away", true);
        }
    }

    /** The names of all fields in their order on the page. */
    private static List<String> fields(PrescribeForm form) {
        return Stream.of(
                        Stream.of("overrideReason", "medication"),
                        IntStream.range(0, form.rows().size())
                                .boxed()
                                .flatMap(i -> Stream.of("name", "dosage", "instructions")
                                        .map(name -> "medication[" + i + "]." + name)),
                        Stream.of("refills", "replaces", "replaceReason"))
                .flatMap(names -> names)
                .toList();
    }
}
