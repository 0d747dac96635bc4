package dev.outpatient.directory;

/** A doctor works in an office. */
public record Workplace(Doctor doctor, Office office) {}
