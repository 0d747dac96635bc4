package dev.outpatient.directory;

import java.util.List;

/** A doctor in the list of admins, with what only they see, and the offices. */
public record DoctorLine(Doctor doctor, DoctorDetails details, List<Office> offices) {}
