package dev.outpatient.scheduling;

import dev.outpatient.scheduling.BusyDays.Key;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.TimeRange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in visits that were agreed elsewhere, many at a time. Working hours and notice don't matter for them; that
 * nobody is in two places at once does.
 */
@Service
public class VisitRecords {

    /** What became of a visit. */
    public sealed interface Outcome {

        record Taken(AppointmentId id) implements Outcome {}

        /** The doctor has another visit in that time. */
        record DoctorBusy() implements Outcome {}

        /** The patient has another visit in that time. */
        record PatientBusy() implements Outcome {}
    }

    private final CalendarRepository calendar;
    private final AppointmentRepository appointments;
    private final Clock clock;

    VisitRecords(CalendarRepository calendar, AppointmentRepository appointments, Clock clock) {
        this.calendar = calendar;
        this.appointments = appointments;
        this.clock = clock;
    }

    /**
     * Takes the visits in their order; one that overlaps an earlier one of its doctor or patient is left out.
     *
     * @param visits a few hundred at most: their calendar rows stay locked until the transaction ends
     * @return an outcome per visit, in the same order
     */
    @Transactional
    public List<Outcome> record(Actor actor, List<Visit> visits) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("record visits");
        }
        List<TimeRange> times =
                visits.stream().map(v -> Ticks.round(v.startsAt(), v.length())).toList();
        BusyDays days = calendar.lock(keys(visits, times));
        List<Visit> taken = new ArrayList<>();
        List<TimeRange> takenTimes = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            Outcome outcome = claim(days, visit, times.get(i));
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Taken) {
                taken.add(visit);
                takenTimes.add(times.get(i));
            }
        }
        calendar.save(days);
        var ids = appointments
                .insertAll(taken, takenTimes, actor, clock.instant())
                .iterator();
        outcomes.replaceAll(outcome -> outcome instanceof Outcome.Taken ? new Outcome.Taken(ids.next()) : outcome);
        return outcomes;
    }

    private static Outcome claim(BusyDays days, Visit visit, TimeRange time) {
        if (visit.status() != AppointmentStatus.CANCELLED) {
            Owner doctor = Owner.of(visit.doctorId());
            Owner patient = Owner.of(visit.patientId());
            if (!days.isFree(doctor, time)) {
                return new Outcome.DoctorBusy();
            }
            if (!days.isFree(patient, time)) {
                return new Outcome.PatientBusy();
            }
            days.occupy(doctor, time);
            days.occupy(patient, time);
        }
        return new Outcome.Taken(new AppointmentId(0));
    }

    private static SortedSet<Key> keys(List<Visit> visits, List<TimeRange> times) {
        SortedSet<Key> keys = new TreeSet<>();
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            keys.addAll(BusyDays.keys(times.get(i), List.of(Owner.of(visit.doctorId()), Owner.of(visit.patientId()))));
        }
        return keys;
    }
}
