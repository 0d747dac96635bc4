package dev.outpatient.directory.web;

import dev.outpatient.directory.DoctorDetails;
import dev.outpatient.shared.Specialties;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whom an admin invites. */
public record StaffForm(
        @NotNull(message = "{staff.kind.missing}") @Nullable Kind kind,

        @NotBlank(message = "{staff.name.missing}") @Size(max = 255, message = "{field.long}")
        String name,

        @NotBlank(message = "{staff.email.missing}")
        @Email(message = "{field.email.wrong}")
        @Size(max = 255, message = "{field.long}")
        String email,

        @Size(max = 100, message = "{field.long}") @Nullable String specialty) {

    /** What the invited is to be. */
    public enum Kind {
        DOCTOR,
        ADMIN
    }

    static final StaffForm EMPTY = new StaffForm(Kind.DOCTOR, "", "", "");

    boolean lacksSpecialty() {
        return kind == Kind.DOCTOR && (specialty == null || specialty.isBlank());
    }

    DoctorDetails doctor() {
        return new DoctorDetails(name, null, email, null, specialty == null ? "" : Specialties.kept(specialty), null);
    }
}
