package dev.outpatient.prescriptions;

/** One medicine of a prescription: its name, how much of it, and how to take it. Dosage and instructions may be empty. */
public record Medication(String name, String dosage, String instructions) {}
