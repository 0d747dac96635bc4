package dev.outpatient.scheduling;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Problem.Invalid.FieldError;
import dev.outpatient.shared.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The weekly hours of doctors. They are public: free times follow from them. */
@Service
public class Hours {

    private static final int LONGEST_VISIT = 8 * 60;

    private final HoursRepository hours;
    private final Directory directory;
    private final AuditTrail trail;

    Hours(HoursRepository hours, Directory directory, AuditTrail trail) {
        this.hours = hours;
        this.directory = directory;
        this.trail = trail;
    }

    /** A doctor's hours by day and start. */
    @Transactional(readOnly = true)
    public List<WorkingHours> get(DoctorId doctor) {
        return hours.list(List.of(doctor));
    }

    /** Those who work on some day in the part of the day. */
    @Transactional(readOnly = true)
    public Set<DoctorId> doctorsWorking(PartOfDay part) {
        return hours.doctorsWorking(part);
    }

    /**
     * Replaces a doctor's week. Appointments that stand are not touched.
     *
     * @throws Problem.NotFound when there is no such doctor, or the actor is another one
     * @throws Problem.Invalid naming each range that can't be, such as {@code [2].endTime}
     */
    @Transactional
    public void replace(Actor actor, DoctorId doctor, List<WorkingHours> week) {
        if (!actor.is(doctor) && !actor.isAdmin()) {
            throw Problem.NotFound.of("doctor");
        }
        directory.getDoctor(doctor);
        Map<OfficeId, Office> offices = directory.officesOf(List.of(doctor)).getOrDefault(doctor, List.of()).stream()
                .collect(Collectors.toMap(Office::id, o -> o));
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < week.size(); i++) {
            check(week, i, offices, errors);
        }
        if (!errors.isEmpty()) {
            throw Problem.Invalid.fields(errors);
        }
        hours.replace(doctor, week);
        trail.info(actor, "Changed the working hours", Reference.of(doctor));
    }

    private static void check(List<WorkingHours> week, int i, Map<OfficeId, Office> offices, List<FieldError> errors) {
        WorkingHours range = week.get(i);
        String at = "[" + i + "].";
        if (!offices.containsKey(range.officeId())) {
            errors.add(new FieldError(at + "officeId", "The doctor does not work in this office."));
            return;
        }
        if (!isOnGrid(range.startMinute()) || range.startTime().getSecond() != 0) {
            errors.add(new FieldError(at + "startTime", "Use a time on the five minutes."));
        }
        if (!isOnGrid(range.endMinute()) || range.endTime().getSecond() != 0) {
            errors.add(new FieldError(at + "endTime", "Use a time on the five minutes."));
        }
        if (range.visitMinutes() < Ticks.MINUTES
                || range.visitMinutes() > LONGEST_VISIT
                || !isOnGrid(range.visitMinutes())) {
            errors.add(new FieldError(at + "visitMinutes", "Use 5 to " + LONGEST_VISIT + " minutes, in fives."));
        } else if (range.startMinute() + range.visitMinutes() > range.endMinute()) {
            errors.add(new FieldError(at + "endTime", "It leaves no time for a visit after the start."));
        }
        if (range.validFrom() != null
                && range.validTo() != null
                && range.validTo().isBefore(range.validFrom())) {
            errors.add(new FieldError(at + "validTo", "It comes before validFrom."));
        }
        for (int j = 0; j < i; j++) {
            if (range.overlaps(week.get(j))) {
                errors.add(new FieldError(at + "startTime", "It overlaps the range [" + j + "]."));
            }
        }
    }

    private static boolean isOnGrid(int minutes) {
        return minutes % Ticks.MINUTES == 0;
    }
}
