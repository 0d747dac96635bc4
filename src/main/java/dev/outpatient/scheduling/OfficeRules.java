package dev.outpatient.scheduling;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.Directory;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import org.springframework.stereotype.Service;

/** What each office asks of patients who book. Everybody may know it; admins set it. */
@Service
public class OfficeRules {

    private final RulesRepository rules;
    private final Schedules schedules;
    private final ScheduleStamps stamps;
    private final Directory directory;
    private final RetriedTransaction transaction;
    private final AuditTrail trail;

    OfficeRules(
            RulesRepository rules,
            Schedules schedules,
            ScheduleStamps stamps,
            Directory directory,
            RetriedTransaction transaction,
            AuditTrail trail) {
        this.rules = rules;
        this.schedules = schedules;
        this.stamps = stamps;
        this.directory = directory;
        this.transaction = transaction;
        this.trail = trail;
    }

    /** @throws Problem.NotFound when there is no such office */
    public BookingRules get(OfficeId office) {
        directory.getOffice(office);
        return schedules.current().rules(office);
    }

    /**
     * Appointments that stand are not touched.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.NotFound when there is no such office
     * @throws Problem.Invalid naming each rule that can't be
     */
    public void set(Actor actor, OfficeId office, BookingRules wanted) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("set the rules of an office");
        }
        directory.getOffice(office);
        wanted.check();
        transaction.run(() -> {
            stamps.changed(office);
            rules.put(office, wanted);
            trail.info(actor, "Set the booking rules of office " + office);
            return office;
        });
    }
}
