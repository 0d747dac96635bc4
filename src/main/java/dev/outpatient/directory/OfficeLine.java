package dev.outpatient.directory;

/**
 * An office in the list of admins.
 *
 * @param doctors how many work there
 */
public record OfficeLine(Office office, long doctors) {}
