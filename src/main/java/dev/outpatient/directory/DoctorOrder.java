package dev.outpatient.directory;

/** What the list of doctors may be sorted by. */
public enum DoctorOrder {
    NAME,
    SPECIALTY,
    LICENSE
}
