package dev.outpatient.directory;

/** What the list of offices may be sorted by. */
public enum OfficeOrder {
    NAME,
    CITY,
    STATE,
    DOCTORS
}
