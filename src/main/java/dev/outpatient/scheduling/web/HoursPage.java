package dev.outpatient.scheduling.web;

import static java.util.stream.Collectors.toMap;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Conflicts;
import dev.outpatient.scheduling.Hours;
import dev.outpatient.scheduling.TimeOffs;
import dev.outpatient.scheduling.WorkingHours;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.ETag;
import dev.outpatient.shared.OfficeId;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/** Puts together the page of a doctor's hours and time off; two controllers show it. */
@Component
class HoursPage {

    private final Hours hours;
    private final TimeOffs timeOffs;
    private final Conflicts conflicts;
    private final Directory directory;
    private final DoctorClock doctorClock;

    HoursPage(Hours hours, TimeOffs timeOffs, Conflicts conflicts, Directory directory, DoctorClock doctorClock) {
        this.hours = hours;
        this.timeOffs = timeOffs;
        this.conflicts = conflicts;
        this.directory = directory;
        this.doctorClock = doctorClock;
    }

    /** The offices the doctor works in, in their order. */
    Map<OfficeId, Office> offices(DoctorId doctor) {
        return directory.officesOf(List.of(doctor)).getOrDefault(doctor, List.of()).stream()
                .collect(toMap(Office::id, office -> office, (a, b) -> a, LinkedHashMap::new));
    }

    /** As it is stored. */
    String show(HoursPlace place, Actor actor, Model model) {
        // First: it refuses whoever may not see them.
        model.addAttribute("timeOffs", timeOff(place, actor));
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", TimeOffForm.empty());
        }
        List<WorkingHours> week = hours.get(place.doctor());
        HoursForm form = HoursForm.of(week);
        model.addAttribute("stored", true);
        model.addAttribute("seen", ETag.ofContent(week));
        return show(place, form, week, new BeanPropertyBindingResult(form, "week"), actor, model);
    }

    /** As it is being edited. */
    String show(
            HoursPlace place,
            HoursForm form,
            List<WorkingHours> understood,
            BindingResult errors,
            Actor actor,
            Model model) {
        Map<OfficeId, Office> offices = offices(place.doctor());
        if (!model.containsAttribute("timeOffs")) {
            model.addAttribute("timeOffs", timeOff(place, actor));
            model.addAttribute("form", TimeOffForm.empty());
        }
        model.addAttribute("week", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "week", errors);
        model.addAttribute("days", form.days());
        model.addAttribute("picture", WeekPicture.of(understood, offices));
        model.addAttribute("path", place.path());
        model.addAttribute("doctor", directory.getDoctor(place.doctor()));
        model.addAttribute("offices", List.copyOf(offices.values()));
        model.addAttribute(
                "zones",
                offices.values().stream().map(Office::timeZone).distinct().count());
        model.addAttribute("conflicts", conflicts.ofDoctor(actor, place.doctor()));
        return "hours";
    }

    private List<TimeOffLine> timeOff(HoursPlace place, Actor actor) {
        ZoneId zone = doctorClock.of(place.doctor());
        return timeOffs.list(actor, place.doctor(), null).stream()
                .map(off -> TimeOffLine.of(off, zone))
                .toList();
    }
}
