package dev.outpatient.portal.web;

import dev.outpatient.directory.OfficeLine;
import dev.outpatient.directory.OfficeOrder;
import dev.outpatient.feedback.Rating;
import dev.outpatient.imports.ImportRun;
import dev.outpatient.imports.RejectedLine;
import dev.outpatient.prescriptions.Medication;
import dev.outpatient.scheduling.Conflicts;
import dev.outpatient.scheduling.DayTimes;
import dev.outpatient.scheduling.ExplainedTime;
import dev.outpatient.scheduling.FreeWeek;
import dev.outpatient.scheduling.Slot;
import dev.outpatient.shared.ListPage;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.validation.DirectFieldBindingResult;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Every part of the pages, for those who build them: those of all pages on the first page, those of some on the second. Off
 * unless asked for.
 */
@Controller
@ConditionalOnBooleanProperty("outpatient.style-page")
class StylePage {

    /** A form of which some fields are right and some are not. */
    public record Sample(
            String name,
            @Nullable String address,
            @Nullable String city,
            @Nullable String state,
            @Nullable String phone,
            @Nullable String contact,
            @Nullable LocalDate born,
            @Nullable String note,
            @Nullable String secret,
            @Nullable String photo,
            List<Hours> rows,
            List<Medicine> medication) {}

    /** A range of a week, as it was typed. */
    public record Hours(
            String dayOfWeek,
            String startTime,
            String endTime,
            String visitMinutes,
            String officeId,
            @Nullable String validFrom,
            @Nullable String validTo,
            boolean limited) {}

    /** A medicine, as it was typed. */
    public record Medicine(String name, String dosage, String instructions) {}

    private final Clock clock;

    StylePage(Clock clock) {
        this.clock = clock;
    }

    @GetMapping("/style")
    String style(Model model) {
        Instant now = clock.instant();
        StyleSamples samples = new StyleSamples(now);
        List<Slot> slots = samples.slots();
        form(model);
        model.addAttribute("viewers", StyleSamples.viewers());
        model.addAttribute(
                "card",
                new DoctorCard(
                        StyleSamples.DOCTOR,
                        List.of(StyleSamples.OFFICE),
                        Rating.of(Map.of(5, 54L, 4, 7L, 3, 2L)),
                        DayTimes.of(slots),
                        false));
        model.addAttribute(
                "fullCard",
                new DoctorCard(StyleSamples.LONG_DOCTOR, List.of(StyleSamples.LONG_OFFICE), null, List.of(), false));
        model.addAttribute("views", samples.appointments());
        model.addAttribute("lines", samples.lines());
        model.addAttribute("away", samples.away());
        Listing<OfficeOrder> second = Listing.of(OfficeOrder.class, "-doctors", "2");
        Listing<OfficeOrder> first = Listing.of(OfficeOrder.class, null, null);
        List<OfficeLine> offices =
                List.of(new OfficeLine(StyleSamples.OFFICE, 6), new OfficeLine(StyleSamples.LONG_OFFICE, 0));
        model.addAttribute("list", new ListPage<>("/style", Map.of(), second, new Rows<>(offices, 42)));
        model.addAttribute("none", new ListPage<OfficeLine>("/style", Map.of(), first, new Rows<>(List.of(), 0)));
        model.addAttribute("slot", slots.getFirst());
        model.addAttribute("now", now);
        model.addAttribute("names", List.of("Dr Ama Osei", "Lucía Moreno", "Tom Lee", "Mia Chen", "?"));
        model.addAttribute("typed", new StyleSamples.Search("cardiology boston tuesday morning", "", null, null));
        model.addAttribute("day", samples.day());
        model.addAttribute("left", 600);
        return "style";
    }

    @GetMapping("/style/more")
    String more(Model model) {
        StyleSamples samples = new StyleSamples(clock.instant());
        form(model);
        model.addAttribute("view", samples.appointments().getFirst());
        model.addAttribute("late", samples.appointments().get(1));
        model.addAttribute("longView", samples.appointments().getLast());
        model.addAttribute("path", "/style/more");
        model.addAttribute("offices", List.of(StyleSamples.OFFICE, StyleSamples.LONG_OFFICE));
        model.addAttribute("office", StyleSamples.OFFICE);
        LocalDate day = samples.day();
        model.addAttribute("day", day);
        model.addAttribute(
                "week",
                new FreeWeek(
                        day, day.plusDays(6), DayTimes.of(samples.slots()), day.minusDays(7), day.plusDays(7), null));
        model.addAttribute(
                "conflicts",
                List.of(
                        new Conflicts.Conflict(samples.appointments().getFirst(), ExplainedTime.Reason.CLOSURE),
                        new Conflicts.Conflict(samples.appointments().getLast(), ExplainedTime.Reason.TIME_OFF)));
        model.addAttribute("picture", samples.picture());
        model.addAttribute("preview", samples.preview());
        model.addAttribute("allergies", StyleSamples.allergies());
        model.addAttribute("papers", samples.papers());
        List<Medication> medicines = List.of(
                new Medication("Amoxicillin", "500 mg", "Three times a day"),
                new Medication("Hydrochlorothiazide", "", ""));
        model.addAttribute("medicines", medicines);
        model.addAttribute("taken", List.of(new StyleSamples.Taken("1", medicines)));
        model.addAttribute(
                "found",
                List.of(
                        new StyleSamples.Found(1, "Ana Ruiz", LocalDate.of(1980, 3, 4)),
                        new StyleSamples.Found(2, StyleSamples.LONG_NAME, null)));
        model.addAttribute(
                "members",
                List.of(
                        new StyleSamples.Member(true, true),
                        new StyleSamples.Member(true, false),
                        new StyleSamples.Member(false, false)));
        model.addAttribute("outcomes", ImportRun.Outcome.values());
        model.addAttribute(
                "rejected",
                new RejectedLine(
                        1, "encounters.csv", 212, "PROVIDER", "the provider has another encounter at this time"));
        model.addAttribute("largest", 5);
        model.addAttribute("largestBytes", 5_000_000);
        return "style-more";
    }

    private static void form(Model model) {
        Sample sample = new Sample(
                "Harbor Office",
                "12 Harbor Street",
                "Boston",
                "MA",
                null,
                "ana at example",
                null,
                null,
                null,
                null,
                List.of(
                        new Hours("1", "09:00", "17:00", "30", "1", null, null, false),
                        new Hours("1", "16:00", "18:00", "30", "2", "2026-12-01", "2026-12-24", true)),
                List.of(new Medicine("Amoxicillin", "500 mg", "Three times a day"), new Medicine("", "", "")));
        BindingResult errors = new DirectFieldBindingResult(sample, "form");
        errors.rejectValue("contact", "field.email.wrong");
        errors.rejectValue("rows[1].startTime", "hours.clash");
        errors.rejectValue("medication[1].name", "prescribe.problem.name");
        model.addAttribute("form", sample);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
    }
}
