package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.AppointmentStatus;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.scheduling.Closure;
import dev.outpatient.scheduling.Closures;
import dev.outpatient.scheduling.WatchedDay;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Dates;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The day of an office for admins: who works, who comes when, and what is still free. */
@Controller
class OfficeDayPage {

    private final OfficeDays days;
    private final Appointments appointments;
    private final Closures closures;
    private final Directory directory;
    private final LiveDays live;
    private final Clock clock;

    OfficeDayPage(
            OfficeDays days,
            Appointments appointments,
            Closures closures,
            Directory directory,
            LiveDays live,
            Clock clock) {
        this.days = days;
        this.appointments = appointments;
        this.closures = closures;
        this.directory = directory;
        this.live = live;
        this.clock = clock;
    }

    /** @param officeId the first by name in which somebody works, when it is none */
    @GetMapping("/admin/day")
    String day(
            @RequestParam(required = false) @Nullable Long officeId,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            Actor actor,
            Model model) {
        Dates.check("date", date);
        List<Office> offices = directory.listOffices();
        model.addAttribute("offices", offices);
        if (offices.isEmpty()) {
            return "office-day";
        }
        Office office = offices.stream()
                .filter(one -> officeId != null && one.id().value() == officeId)
                .findFirst()
                .orElseGet(() -> days.first(offices, date));
        LocalDate today = LocalDate.now(clock.withZone(office.timeZone()));
        LocalDate day = date == null ? today : date;
        String query = "?officeId=" + office.id() + "&date=" + day;
        String here = "/admin/day" + query;
        // First: what changes from here on is told.
        model.addAttribute("live", live.of(actor, WatchedDay.of(office.id(), day), here, "/admin/day/changes" + query));
        List<AppointmentView> visits = appointments.ofOffice(actor, office.id(), OfficeDays.range(office, day)).stream()
                .filter(view -> Weeks.isShown(view.appointment()))
                .toList();
        Closure closure = closures.find(office, day).orElse(null);
        model.addAttribute("office", office);
        model.addAttribute("date", day);
        model.addAttribute("isToday", day.equals(today));
        model.addAttribute("closure", closure);
        OfficeDay shown = days.of(actor, office, day, visits, closure != null);
        model.addAttribute("day", shown);
        model.addAttribute("next", shown.doctors().isEmpty() ? days.next(office, day) : null);
        model.addAttribute("here", here);
        addFigures(visits, model);
        return "office-day";
    }

    private static void addFigures(List<AppointmentView> visits, Model model) {
        model.addAttribute(
                "visits", count(visits, AppointmentStatus.SCHEDULED) + count(visits, AppointmentStatus.COMPLETED));
        model.addAttribute("done", count(visits, AppointmentStatus.COMPLETED));
        model.addAttribute(
                "waiting",
                visits.stream()
                        .map(AppointmentView::appointment)
                        .filter(one -> one.status() == AppointmentStatus.SCHEDULED && one.arrivedAt() != null)
                        .count());
    }

    private static long count(List<AppointmentView> visits, AppointmentStatus status) {
        return visits.stream()
                .filter(view -> view.appointment().status() == status)
                .count();
    }
}
