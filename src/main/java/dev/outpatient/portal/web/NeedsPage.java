package dev.outpatient.portal.web;

import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.FamilyReview;
import dev.outpatient.portal.StoreStatus;
import dev.outpatient.scheduling.Conflicts;
import dev.outpatient.scheduling.ExplainedTime.Reason;
import dev.outpatient.shared.Actor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All that waits for an admin. The overview fetches it when it is open, as it looks through all that is booked. */
@Controller
class NeedsPage {

    /** So many offices and doctors with appointments that no longer fit are listed unasked, the soonest first. */
    private static final int MOST = 6;

    private static final String PATH = "/admin/needs";
    private static final String STATUS = "/admin/status";

    /**
     * Something that waits.
     *
     * @param code of the message that says so, which is told the count and the name
     * @param page where something can be done about it
     */
    public record Need(String code, long count, @Nullable String name, String page) {}

    private final EmergencyAccesses emergencies;
    private final FamilyReview families;
    private final Conflicts conflicts;
    private final StoreStatus stores;

    NeedsPage(EmergencyAccesses emergencies, FamilyReview families, Conflicts conflicts, StoreStatus stores) {
        this.emergencies = emergencies;
        this.families = families;
        this.conflicts = conflicts;
        this.stores = stores;
    }

    /** @param all whether all offices and doctors are listed */
    @GetMapping(PATH)
    String list(Actor actor, @RequestParam(defaultValue = "false") boolean all, Model model) {
        List<Need> needs = new ArrayList<>();
        add(needs, "nav.emergencies", emergencies.countWaiting(), "/admin/emergencies");
        add(needs, "family.review.waiting", families.countWaiting(), "/admin/family");
        List<Conflicts.Several> unfit = conflicts.soon(actor);
        int shown = all ? unfit.size() : MOST;
        unfit.stream().limit(shown).map(NeedsPage::need).forEach(needs::add);
        add(
                needs,
                "needs.more",
                unfit.stream()
                        .skip(shown)
                        .mapToLong(Conflicts.Several::appointments)
                        .sum(),
                PATH + "?all=true");
        StoreStatus.Status status = stores.get(actor);
        add(needs, "needs.mails-failed", status.mailsFailed(), STATUS);
        add(needs, "needs.mails-late", status.mails().late() ? status.mails().count() : 0, STATUS);
        add(needs, "needs.logs-late", status.logs().late() ? status.logs().count() : 0, STATUS);
        add(needs, "needs.logs-refused", status.setAside(), STATUS);
        add(needs, "needs.documents", status.documentsUp() ? 0 : 1, STATUS);
        model.addAttribute("needs", needs);
        return "admin-needs";
    }

    private static void add(List<Need> needs, String code, long count, String page) {
        if (count > 0) {
            needs.add(new Need(code, count, null, page));
        }
    }

    private static Need need(Conflicts.Several unfit) {
        return unfit.reason() == Reason.CLOSURE
                ? new Need(
                        "needs.closure",
                        unfit.appointments(),
                        unfit.name(),
                        "/admin/offices/" + unfit.id() + "#conflicts")
                : new Need(
                        "needs.time-off",
                        unfit.appointments(),
                        unfit.name(),
                        "/admin/doctors/" + unfit.id() + "/hours#conflicts");
    }
}
