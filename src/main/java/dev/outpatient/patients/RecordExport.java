package dev.outpatient.patients;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Everything that the clinic keeps about a patient, for the patient. */
@Service
public class RecordExport {

    private final List<PersonalData> kept;
    private final AuditTrail trail;

    RecordExport(List<PersonalData> kept, AuditTrail trail) {
        this.kept = kept;
        this.trail = trail;
    }

    /**
     * What is kept about the actor, by section, each newest first; the sections in a fixed order.
     *
     * @throws Problem.Forbidden when the actor is no patient
     * @throws Problem.Unavailable when a store is away: half an export would look like a whole one
     */
    public Map<String, List<?>> of(Actor actor) {
        if (actor.role() != Role.PATIENT) {
            throw Problem.Forbidden.to("export a record that is not your own");
        }
        PatientId patient = new PatientId(actor.id());
        Map<String, List<?>> sections = new LinkedHashMap<>();
        kept.forEach(part -> sections.put(part.section(), part.export(patient)));
        trail.info(actor, "record.exported", "Exported the own record", Reference.of(patient));
        return sections;
    }
}
