package dev.outpatient.directory;

import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.OncePerRequest;
import dev.outpatient.shared.Page;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What everybody may look up: doctors, offices, specialties and who works where. */
@Service
@Transactional(readOnly = true)
public class Directory {

    /** The offices of these doctors, as a page has read them. */
    private record OfficesOf(Set<DoctorId> doctors) {}

    private record Suggested(List<String> specialties, Instant until) {}

    private static final Duration SUGGESTED = Duration.ofMinutes(1);

    private final DoctorRepository doctors;
    private final OfficeRepository offices;
    private final Clock clock;

    /** The first office stays the first, and keeps its zone. */
    private volatile @Nullable ZoneId zone;

    private volatile @Nullable Suggested suggested;

    Directory(DoctorRepository doctors, OfficeRepository offices, Clock clock) {
        this.doctors = doctors;
        this.offices = offices;
        this.clock = clock;
    }

    /** @throws Problem.NotFound when there is no such doctor */
    public Doctor getDoctor(DoctorId id) {
        return Optional.ofNullable(doctorsById(List.of(id)).get(id)).orElseThrow(() -> Problem.NotFound.of("doctor"));
    }

    /**
     * Doctors by name, then id.
     *
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.Invalid when the cursor is none of ours
     */
    public Page<Doctor> searchDoctors(DoctorFilter filter, @Nullable String after, int limit) {
        return Page.cut(
                remembered(doctors.search(filter, NameCursor.parse(after), limit + 1), Doctor::id),
                limit,
                d -> new NameCursor(d.name(), d.id().value()).toString());
    }

    /** All doctors that the filter lets through, by id. */
    public List<Doctor> listDoctors(DoctorFilter filter) {
        return remembered(
                OncePerRequest.get(filter, () -> doctors.search(filter, null, Integer.MAX_VALUE)), Doctor::id);
    }

    /** The ids of all doctors that the filter lets through, in no order. */
    public List<DoctorId> listDoctorIds(DoctorFilter filter) {
        return doctors.searchIds(filter);
    }

    public List<String> listSpecialties() {
        return doctors.listSpecialties();
    }

    /** The specialties as they were a minute ago at most, to be suggested while somebody types. */
    public List<String> suggestSpecialties() {
        Suggested known = suggested;
        Instant now = clock.instant();
        if (known == null || !now.isBefore(known.until())) {
            known = new Suggested(doctors.listSpecialties(), now.plus(SUGGESTED));
            suggested = known;
        }
        return known.specialties();
    }

    /** @throws Problem.NotFound when there is no such office */
    public Office getOffice(OfficeId id) {
        return Optional.ofNullable(officesById(List.of(id)).get(id)).orElseThrow(() -> Problem.NotFound.of("office"));
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

    /**
     * Offices of whose name, city or state each word is a part, by name, then id.
     *
     * @param words null or blank does not narrow
     * @param after the cursor of the page before, or null for the first
     * @throws Problem.Invalid when the cursor is none of ours, or there are too many words
     */
    public Page<Office> findOffices(@Nullable String words, @Nullable String after, int limit) {
        SearchedWords.check(words);
        return Page.cut(
                offices.search(words, null, null, NameCursor.parse(after), limit + 1),
                limit,
                o -> new NameCursor(o.name(), o.id().value()).toString());
    }

    /** By which clock things are told that belong to no office: that of the first one, or UTC without any. */
    public ZoneId zone() {
        ZoneId known = zone;
        if (known == null) {
            known = offices.findFirstZone().orElse(null);
            zone = known;
        }
        return known == null ? ZoneOffset.UTC : known;
    }

    public List<Office> listOffices() {
        return remembered(offices.search(null, null, null, Integer.MAX_VALUE), Office::id);
    }

    /** The ids of the offices in a place, in no order; what is null does not narrow. */
    public List<OfficeId> listOfficeIds(@Nullable String city, @Nullable String state) {
        return offices.searchIds(city, state);
    }

    public Map<OfficeId, Office> officesById(Collection<OfficeId> ids) {
        return byId(ids, Office.class, offices::byId);
    }

    public Map<DoctorId, Doctor> doctorsById(Collection<DoctorId> ids) {
        return byId(ids, Doctor.class, doctors::byId);
    }

    /** The offices each of the doctors works in; a doctor without one is absent. */
    public Map<DoctorId, List<Office>> officesOf(Collection<DoctorId> doctorIds) {
        Map<DoctorId, List<Office>> found =
                OncePerRequest.get(new OfficesOf(Set.copyOf(doctorIds)), () -> offices.ofDoctors(doctorIds));
        found.values().forEach(several -> remembered(several, Office::id));
        return found;
    }

    /** What a page has read of the doctors or the offices is not read again for another part of it. */
    private static <K, V> Map<K, V> byId(Collection<K> ids, Class<V> kind, Function<Collection<K>, Map<K, V>> read) {
        Map<K, V> known = OncePerRequest.map(kind);
        List<K> missing =
                ids.stream().filter(id -> !known.containsKey(id)).distinct().toList();
        if (!missing.isEmpty()) {
            known.putAll(read.apply(missing));
        }
        Map<K, V> found = new HashMap<>();
        for (K id : ids) {
            V one = known.get(id);
            if (one != null) {
                found.put(id, one);
            }
        }
        return found;
    }

    private static <K, V> List<V> remembered(List<V> read, Function<V, K> id) {
        if (!read.isEmpty()) {
            Map<K, V> known = OncePerRequest.map(read.getFirst().getClass());
            read.forEach(one -> known.put(id.apply(one), one));
        }
        return read;
    }

    public boolean worksAt(DoctorId doctor, OfficeId office) {
        return offices.worksAt(doctor, office);
    }
}
