package dev.outpatient.portal;

import dev.outpatient.patients.PatientDetails;
import java.time.LocalDate;
import java.time.Period;

/** A patient of the demo clinic. */
record DemoPatient(PatientDetails details, LocalDate bornOn, boolean woman, DemoRegion region) {

    /** In full years. */
    int ageOn(LocalDate date) {
        return Period.between(bornOn, date).getYears();
    }
}
