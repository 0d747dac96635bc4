package dev.outpatient.scheduling;

import dev.outpatient.patients.CareRelation;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import org.springframework.stereotype.Component;

/** A patient is in the care of the doctors with whom there is, or was, an appointment that was not cancelled. */
@Component
class CareByAppointment implements CareRelation {

    private final AppointmentRepository appointments;

    CareByAppointment(AppointmentRepository appointments) {
        this.appointments = appointments;
    }

    @Override
    public boolean inCare(DoctorId doctor, PatientId patient) {
        return appointments.existsBetween(doctor, patient);
    }
}
