package dev.outpatient.directory;

import dev.outpatient.shared.DoctorId;
import org.jspecify.annotations.Nullable;

/** A doctor as everybody may see one: no e-mail, phone or license number. */
public record Doctor(DoctorId id, String name, @Nullable String avatarUrl, String specialty, int version) {}
