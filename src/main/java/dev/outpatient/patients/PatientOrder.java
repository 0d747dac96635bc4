package dev.outpatient.patients;

/** What a list of patients may be sorted by. */
public enum PatientOrder {
    NAME,
    BORN,
    CITY
}
