package dev.outpatient.directory;

import dev.outpatient.accounts.AccountChanges;
import dev.outpatient.accounts.AccountLetters;
import dev.outpatient.accounts.Avatars;
import dev.outpatient.accounts.RequestKey;
import dev.outpatient.accounts.RequestKeys;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How admins keep the directory: doctors, offices and who works where. */
@Service
@Transactional
public class DirectoryAdministration {

    private final DoctorRepository doctors;
    private final OfficeRepository offices;
    private final RequestKeys requestKeys;
    private final AccountChanges changes;
    private final AccountLetters letters;
    private final Avatars avatars;
    private final AuditTrail trail;
    private final Clock clock;

    DirectoryAdministration(
            DoctorRepository doctors,
            OfficeRepository offices,
            RequestKeys requestKeys,
            AccountChanges changes,
            AccountLetters letters,
            Avatars avatars,
            AuditTrail trail,
            Clock clock) {
        this.doctors = doctors;
        this.offices = offices;
        this.requestKeys = requestKeys;
        this.changes = changes;
        this.letters = letters;
        this.avatars = avatars;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * @param passwordHash what the doctor signs in with, encoded, or null for one who can't sign in yet. Only the
     *     operator, who makes the demo, may give one: everybody else is invited and sets the own password.
     * @throws Problem.Invalid when another doctor has the e-mail
     */
    public DoctorId addDoctor(Actor actor, DoctorDetails doctor, @Nullable String passwordHash) {
        requireAdmin(actor);
        if (passwordHash != null && !actor.equals(Actor.OPERATOR)) {
            throw Problem.Forbidden.to("choose a password for somebody else");
        }
        checkAvatarUrl(null, doctor.avatarUrl());
        DoctorId id = doctors.insert(doctor.normalized(), passwordHash, clock.instant());
        trail.info(actor, "Added doctor " + id);
        return id;
    }

    /**
     * The same for a request that may come twice; the doctor can't sign in yet.
     *
     * @param key what makes a repeated request answer as the first one did, or null
     */
    public DoctorId addDoctor(Actor actor, DoctorDetails doctor, @Nullable RequestKey key) {
        return requestKeys.findCreated(actor, key).map(DoctorId::new).orElseGet(() -> {
            DoctorId id = addDoctor(actor, doctor, (String) null);
            requestKeys.created(actor, key, id.value());
            return id;
        });
    }

    /**
     * When the e-mail changes, the address before is told.
     *
     * @param version the version that was read, or null to change whatever is there
     * @throws Problem.NotFound when there is no such doctor
     * @throws Problem.Stale when it has another version by now
     * @throws Problem.Invalid when another doctor has the e-mail, or the photo is another one of ours
     */
    public void changeDoctor(Actor actor, DoctorId id, DoctorDetails doctor, @Nullable Integer version) {
        requireAdmin(actor);
        DoctorDetails before = doctors.findDetails(id).orElseThrow(() -> Problem.NotFound.of("doctor"));
        DoctorDetails after = doctor.normalized();
        checkAvatarUrl(before.avatarUrl(), after.avatarUrl());
        if (!doctors.update(id, after, version, clock.instant())) {
            throw Problem.Stale.version();
        }
        trail.info(actor, "Changed doctor " + id);
        if (!Objects.equals(before.avatarUrl(), after.avatarUrl())) {
            avatars.forget(Actor.of(id));
        }
        if (!Objects.equals(before.email(), after.email())) {
            changes.secretChanged(Actor.of(id));
            // Whoever has the mailbox can have a new password sent there, and so be the doctor.
            trail.warning(
                    actor,
                    "account.email-changed",
                    "Changed the e-mail by which doctor " + id + " signs in",
                    Reference.of(id));
            if (before.email() != null && letters.areSent()) {
                letters.emailChanged(before.email(), LocaleContextHolder.getLocale(), before.name());
            }
        }
    }

    /**
     * Where the clinic reaches a doctor, by the doctor alone; the rest of what is kept of doctors is for admins to change.
     *
     * @param phone null or blank for none
     * @throws Problem.Forbidden when the actor is no doctor
     */
    public void changeOwnPhone(Actor actor, @Nullable String phone) {
        if (actor.role() != Role.DOCTOR) {
            throw Problem.Forbidden.to("change a doctor's phone");
        }
        DoctorId id = new DoctorId(actor.id());
        doctors.updatePhone(id, phone == null || phone.isBlank() ? null : phone.strip(), clock.instant());
        trail.info(actor, "Changed doctor " + id);
    }

    /** @throws Problem.NotFound when there is no such doctor, or the actor is neither this doctor nor an admin */
    @Transactional(readOnly = true)
    public DoctorDetails getDoctorDetails(Actor actor, DoctorId id) {
        if (!actor.is(id) && !actor.isAdmin()) {
            throw Problem.NotFound.of("doctor");
        }
        return doctors.findDetails(id).orElseThrow(() -> Problem.NotFound.of("doctor"));
    }

    /** The number of a doctor's license, for what the doctor signs; empty when it is not known. Nobody else is shown it. */
    @Transactional(readOnly = true)
    public Optional<String> findLicenseNumber(DoctorId id) {
        return doctors.findDetails(id).map(DoctorDetails::licenseNumber);
    }

    public OfficeId addOffice(Actor actor, OfficeDetails office) {
        requireAdmin(actor);
        OfficeId id = offices.insert(office, clock.instant());
        trail.info(actor, "Added office " + id);
        return id;
    }

    /**
     * The same for a request that may come twice.
     *
     * @param key what makes a repeated request answer as the first one did, or null
     */
    public OfficeId addOffice(Actor actor, OfficeDetails office, @Nullable RequestKey key) {
        return requestKeys.findCreated(actor, key).map(OfficeId::new).orElseGet(() -> {
            OfficeId id = addOffice(actor, office);
            requestKeys.created(actor, key, id.value());
            return id;
        });
    }

    /**
     * The time zone stays: appointments are promised in it.
     *
     * @param version the version that was read, or null to change whatever is there
     * @throws Problem.NotFound when there is no such office
     * @throws Problem.Stale when it has another version by now
     * @throws Problem.Invalid when the time zone differs
     */
    public void changeOffice(Actor actor, OfficeId id, OfficeDetails office, @Nullable Integer version) {
        requireAdmin(actor);
        Office before = offices.find(id).orElseThrow(() -> Problem.NotFound.of("office"));
        if (!before.timeZone().equals(office.timeZone())) {
            throw Problem.Invalid.field(
                    "timeZone", "It can't change: appointments are promised by the clock on this office's wall.");
        }
        if (!offices.update(id, office, version, clock.instant())) {
            throw Problem.Stale.version();
        }
        trail.info(actor, "Changed office " + id);
    }

    /** Lets the doctor work in the office; nothing happens if it is so already. */
    public void assign(Actor actor, DoctorId doctor, OfficeId office) {
        requireAdmin(actor);
        requireBoth(doctor, office);
        if (!offices.worksAt(doctor, office)) {
            offices.assign(doctor, office, clock.instant());
            trail.info(actor, "Doctor " + doctor + " works in office " + office);
        }
    }

    /**
     * Lets the doctor no longer work in the office; nothing happens if it is so already.
     *
     * @throws StillHasHours when the doctor has working hours in the office
     */
    public void unassign(Actor actor, DoctorId doctor, OfficeId office) {
        requireAdmin(actor);
        requireBoth(doctor, office);
        try {
            offices.unassign(doctor, office);
        } catch (DataIntegrityViolationException e) {
            throw StillHasHours.of(doctor, office);
        }
        trail.info(actor, "Doctor " + doctor + " no longer works in office " + office);
    }

    private void requireBoth(DoctorId doctor, OfficeId office) {
        if (doctors.find(doctor).isEmpty()) {
            throw Problem.NotFound.of("doctor");
        }
        if (offices.find(office).isEmpty()) {
            throw Problem.NotFound.of("office");
        }
    }

    /** A photo of ours comes by being sent, so an address of ours is the one that is there, and no other's. */
    private static void checkAvatarUrl(@Nullable String before, @Nullable String after) {
        if (after != null && after.startsWith("/") && !after.equals(before)) {
            throw Problem.Invalid.field("avatarUrl", "Use an address with https, or the one that is there.");
        }
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("change the directory");
        }
    }
}
