package dev.outpatient.patients;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Rows;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How admins find patients, and take away whom they found. The trail tells of each search, but not what was typed. */
@Service
@Transactional
public class PatientLists {

    private static final int MOST_WORDS = 8;

    private final PatientSearchRepository patients;
    private final AuditTrail trail;

    PatientLists(PatientSearchRepository patients, AuditTrail trail) {
        this.patients = patients;
        this.trail = trail;
    }

    /**
     * Nobody for an empty search.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when it has too many words
     */
    public Rows<Patient> search(Actor actor, PatientFilter filter, Listing<PatientOrder> listing) {
        check(actor, filter);
        if (filter.isEmpty()) {
            return Rows.none();
        }
        trail.info(actor, "patients.searched", "Searched all patients by " + by(filter));
        return patients.list(filter, listing);
    }

    /**
     * All who are found, to take away.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when they are more than a file may hold
     */
    public List<Patient> export(Actor actor, PatientFilter filter, Listing<PatientOrder> listing) {
        check(actor, filter);
        if (filter.isEmpty()) {
            return List.of();
        }
        List<Patient> all = patients.list(filter, listing.whole()).forFile();
        trail.warning(actor, "patients.exported", "Exported " + all.size() + " patients of a search by " + by(filter));
        return all;
    }

    private static String by(PatientFilter filter) {
        String words = filter.words() == null || filter.words().isBlank()
                ? ""
                : switch (filter.kind()) {
                    case NAME -> "name";
                    case EMAIL -> "e-mail";
                    case PHONE -> "phone";
                };
        return filter.born() == null ? words : (words.isEmpty() ? "" : words + " and ") + "birthday";
    }

    private static void check(Actor actor, PatientFilter filter) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("search all patients");
        }
        if (filter.words() != null && filter.words().strip().split("\\s+").length > MOST_WORDS) {
            throw Problem.Invalid.field("q", "Use at most " + MOST_WORDS + " words.");
        }
    }
}
