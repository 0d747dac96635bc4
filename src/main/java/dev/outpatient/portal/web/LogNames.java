package dev.outpatient.portal.web;

import dev.outpatient.accounts.Staff;
import dev.outpatient.accounts.Staff.Member;
import dev.outpatient.audit.LogEntry;
import dev.outpatient.directory.Directory;
import dev.outpatient.patients.Patients;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Reference;
import dev.outpatient.shared.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the people of a page of the trail are called. Who is gone has no name any more. */
@Component
class LogNames {

    private static final int MOST = 8;

    private final Directory directory;
    private final Patients patients;
    private final Staff staff;

    LogNames(Directory directory, Patients patients, Staff staff) {
        this.directory = directory;
        this.patients = patients;
        this.staff = staff;
    }

    /** Of everybody, for an admin. */
    Map<Reference, String> all(Actor admin, List<LogEntry> entries) {
        Map<Reference, String> names = doctors(entries);
        patients.byId(ids(entries, Reference.Kind.PATIENT, PatientId::new))
                .forEach((id, patient) -> names.put(Reference.of(id), patient.name()));
        if (!ids(entries, Reference.Kind.ADMIN, Long::valueOf).isEmpty()) {
            staff.list(admin, Role.ADMIN)
                    .forEach(member -> names.put(member.account().reference(), member.name()));
        }
        return names;
    }

    /** Of the doctors only: a patient is told of an admin, not of which. */
    Map<Reference, String> doctors(List<LogEntry> entries) {
        Map<Reference, String> names = new HashMap<>();
        directory
                .doctorsById(ids(entries, Reference.Kind.DOCTOR, DoctorId::new))
                .forEach((id, doctor) -> names.put(Reference.of(id), doctor.name()));
        return names;
    }

    /** Who has the part of a name; the one who has all of it alone, if there is one. */
    List<Member> find(Actor admin, String name) {
        List<Member> found = staff.searchEverybody(admin, name, MOST);
        List<Member> exact = found.stream()
                .filter(member -> member.name().equalsIgnoreCase(name))
                .toList();
        return exact.size() == 1 ? exact : found;
    }

    /** What one person is called, or null for somebody who is gone. */
    @Nullable
    String find(Actor admin, Actor person) {
        try {
            return staff.get(admin, person).name();
        } catch (Problem.NotFound e) {
            return null;
        }
    }

    private static <T> Set<T> ids(List<LogEntry> entries, Reference.Kind kind, LongFunction<T> id) {
        return entries.stream()
                .flatMap(entry -> Stream.of(entry.user(), entry.subject()))
                .filter(Objects::nonNull)
                .filter(person -> person.kind() == kind)
                .map(person -> id.apply(person.id()))
                .collect(Collectors.toSet());
    }
}
