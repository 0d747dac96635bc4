package dev.outpatient.scheduling.web;

import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import org.jspecify.annotations.Nullable;

/** Whose hours a page is about, and its address: doctors have their own, admins one for each doctor. */
public record HoursPlace(DoctorId doctor, String path) {

    static final String OWN = "/hours";
    static final String OF_DOCTOR = "/admin/doctors/{id}/hours";

    /** @param id null on a doctor's own page */
    static HoursPlace of(@Nullable Long id, Actor actor) {
        return id == null
                ? new HoursPlace(new DoctorId(actor.id()), OWN)
                : new HoursPlace(new DoctorId(id), "/admin/doctors/" + id + "/hours");
    }
}
