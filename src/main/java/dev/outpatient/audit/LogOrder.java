package dev.outpatient.audit;

/** In which order the trail is read: by the numbers of its records, which are given as they are written. */
public enum LogOrder {
    NEWEST,
    OLDEST
}
