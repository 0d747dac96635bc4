package dev.outpatient.directory;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What everybody may look up: doctors, offices, specialties and who works where. */
@Service
@Transactional(readOnly = true)
public class Directory {

    private final DoctorRepository doctors;
    private final OfficeRepository offices;

    Directory(DoctorRepository doctors, OfficeRepository offices) {
        this.doctors = doctors;
        this.offices = offices;
    }

    /** @throws Problem.NotFound when there is no such doctor */
    public Doctor getDoctor(DoctorId id) {
        return doctors.find(id).orElseThrow(() -> Problem.NotFound.of("doctor"));
    }

    /**
     * Doctors by name, then id.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.Invalid when the cursor is none of ours
     */
    public Page<Doctor> searchDoctors(DoctorFilter filter, @Nullable String after, int limit) {
        return Page.cut(
                doctors.search(filter, NameCursor.parse(after), limit + 1),
                limit,
                d -> new NameCursor(d.name(), d.id().value()).toString());
    }

    /** All doctors that the filter lets through, by id. */
    public List<Doctor> listDoctors(DoctorFilter filter) {
        return doctors.search(filter, null, Integer.MAX_VALUE);
    }

    /** The ids of all doctors that the filter lets through, in no order. */
    public List<DoctorId> listDoctorIds(DoctorFilter filter) {
        return doctors.searchIds(filter);
    }

    public List<String> listSpecialties() {
        return doctors.listSpecialties();
    }

    /** @throws Problem.NotFound when there is no such office */
    public Office getOffice(OfficeId id) {
        return offices.find(id).orElseThrow(() -> Problem.NotFound.of("office"));
    }

    /**
     * Offices by name, then id.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.Invalid when the cursor is none of ours
     */
    public Page<Office> searchOffices(
            @Nullable String city, @Nullable String state, @Nullable String after, int limit) {
        return Page.cut(
                offices.search(city, state, NameCursor.parse(after), limit + 1),
                limit,
                o -> new NameCursor(o.name(), o.id().value()).toString());
    }

    /** By which clock things are told that belong to no office: that of the first one, or UTC without any. */
    public ZoneId zone() {
        return offices.findFirstZone().orElse(ZoneOffset.UTC);
    }

    public List<Office> listOffices() {
        return offices.search(null, null, null, Integer.MAX_VALUE);
    }

    /** The ids of the offices in a place, in no order; what is null does not narrow. */
    public List<OfficeId> listOfficeIds(@Nullable String city, @Nullable String state) {
        return offices.searchIds(city, state);
    }

    public Map<OfficeId, Office> officesById(Collection<OfficeId> ids) {
        return offices.byId(ids);
    }

    public Map<DoctorId, Doctor> doctorsById(Collection<DoctorId> ids) {
        return doctors.byId(ids);
    }

    /** The offices each of the doctors works in; a doctor without one is absent. */
    public Map<DoctorId, List<Office>> officesOf(Collection<DoctorId> doctorIds) {
        return offices.ofDoctors(doctorIds);
    }

    public boolean worksAt(DoctorId doctor, OfficeId office) {
        return offices.worksAt(doctor, office);
    }
}
