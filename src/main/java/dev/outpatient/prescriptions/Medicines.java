package dev.outpatient.prescriptions;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Suggests medicines while a doctor types: what the doctor prescribes most, then what the clinic does. */
@Service
public class Medicines {

    private static final int MOST = 12;

    private final MedicineRepository medicines;

    Medicines(MedicineRepository medicines) {
        this.medicines = medicines;
    }

    /**
     * @param typed the beginning of a name or of a word in it; empty for the doctor's favourites
     * @throws Problem.Forbidden when the actor is no doctor
     */
    @Transactional(readOnly = true)
    public List<Suggestion> search(Actor actor, String typed) {
        if (actor.role() != Role.DOCTOR) {
            throw Problem.Forbidden.to("search medicines");
        }
        return medicines.search(new DoctorId(actor.id()), typed, MOST);
    }
}
