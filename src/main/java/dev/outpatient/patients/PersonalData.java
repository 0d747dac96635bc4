package dev.outpatient.patients;

import dev.outpatient.shared.PatientId;
import java.util.List;

/**
 * What one module keeps about a patient: what goes into the patient's own export, what ends with the account, and what
 * goes when the clinic has kept the record for as long as it must. A module that keeps something about patients
 * implements it once for each kind.
 */
public interface PersonalData {

    /** Its name in an export, in camel case; pages word it by the message {@code export.section.NAME}. */
    String section();

    /**
     * All of the patient's, newest first, as records whose parts are texts, numbers, dates, lists and other such records.
     *
     * @throws dev.outpatient.shared.Problem.Unavailable when the store it is in is away
     */
    List<?> export(PatientId patient);

    /** The account closes: what only served its owner ends. May be called again. */
    default void close(PatientId patient) {}

    /** The clinical record goes for good. May be called again. */
    void erase(PatientId patient);
}
