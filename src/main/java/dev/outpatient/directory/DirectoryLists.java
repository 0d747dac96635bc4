package dev.outpatient.directory;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.WorkplaceRepository.Association;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.Listing;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Rows;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The directory as admins leaf through it, sort it and take it away as a file. */
@Service
@Transactional
public class DirectoryLists {

    private final OfficeListRepository offices;
    private final OfficeRepository places;
    private final DoctorListRepository doctors;
    private final DoctorRepository people;
    private final WorkplaceRepository workplaces;
    private final AuditTrail trail;

    DirectoryLists(
            OfficeListRepository offices,
            OfficeRepository places,
            DoctorListRepository doctors,
            DoctorRepository people,
            WorkplaceRepository workplaces,
            AuditTrail trail) {
        this.offices = offices;
        this.places = places;
        this.doctors = doctors;
        this.people = people;
        this.workplaces = workplaces;
        this.trail = trail;
    }

    /** @throws Problem.Forbidden when the actor is no admin */
    @Transactional(readOnly = true)
    public Rows<OfficeLine> offices(Actor actor, OfficeFilter filter, Listing<OfficeOrder> listing) {
        requireAdmin(actor);
        return offices.list(filter, listing);
    }

    /**
     * The offices of the whole list, to take away.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when they are more than a file may hold
     */
    public List<OfficeLine> exportOffices(Actor actor, OfficeFilter filter, Listing<OfficeOrder> listing) {
        requireAdmin(actor);
        List<OfficeLine> all = offices.list(filter, listing.whole()).forFile();
        trail.info(actor, "directory.exported", "Exported the list of offices");
        return all;
    }

    /** @throws Problem.Forbidden when the actor is no admin */
    @Transactional(readOnly = true)
    public Rows<DoctorLine> doctors(Actor actor, DoctorFilter filter, Listing<DoctorOrder> listing) {
        requireAdmin(actor);
        return withOffices(doctors.list(filter, listing));
    }

    /**
     * The doctors of the whole list, to take away.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when they are more than a file may hold
     */
    public List<DoctorLine> exportDoctors(Actor actor, DoctorFilter filter, Listing<DoctorOrder> listing) {
        requireAdmin(actor);
        List<DoctorLine> all =
                withOffices(doctors.list(filter, listing.whole())).forFile();
        trail.info(actor, "directory.exported", "Exported the list of doctors");
        return all;
    }

    /**
     * Who works where.
     *
     * @throws Problem.Forbidden when the actor is no admin
     */
    @Transactional(readOnly = true)
    public Rows<Workplace> workplaces(Actor actor, WorkplaceFilter filter, Listing<WorkplaceOrder> listing) {
        requireAdmin(actor);
        return named(workplaces.list(filter, listing));
    }

    /**
     * Who works where, all of the list, to take away.
     *
     * @throws Problem.Forbidden when the actor is no admin
     * @throws Problem.Invalid when they are more than a file may hold
     */
    public List<Workplace> exportWorkplaces(Actor actor, WorkplaceFilter filter, Listing<WorkplaceOrder> listing) {
        requireAdmin(actor);
        List<Workplace> all = named(workplaces.list(filter, listing.whole())).forFile();
        trail.info(actor, "directory.exported", "Exported the list of who works where");
        return all;
    }

    /** Doctors and offices are never removed, so none that is in the list is missing. */
    private Rows<Workplace> named(Rows<Association> found) {
        Map<DoctorId, Doctor> doctorsById =
                people.byId(found.items().stream().map(Association::doctor).toList());
        Map<OfficeId, Office> officesById =
                places.byId(found.items().stream().map(Association::office).toList());
        return found.map(one -> new Workplace(
                Objects.requireNonNull(doctorsById.get(one.doctor())),
                Objects.requireNonNull(officesById.get(one.office()))));
    }

    private Rows<DoctorLine> withOffices(Rows<DoctorLine> lines) {
        Map<DoctorId, List<Office>> offices = places.ofDoctors(
                lines.items().stream().map(line -> line.doctor().id()).toList());
        return lines.map(line -> new DoctorLine(
                line.doctor(),
                line.details(),
                offices.getOrDefault(line.doctor().id(), List.of())));
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("list the directory");
        }
    }
}
