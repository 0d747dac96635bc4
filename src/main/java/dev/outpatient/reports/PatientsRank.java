package dev.outpatient.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A doctor's place by how many patients came. Who is level shares a place, and as many places after it are nobody's.
 *
 * @param rank from 1 on
 */
public record PatientsRank(int rank, PatientsSeen seen) {

    /**
     * From the most on; who saw nobody has no place.
     *
     * @param counted in the order in which those who are level are to be named
     */
    static List<PatientsRank> of(List<PatientsSeen> counted) {
        List<PatientsSeen> ordered = counted.stream()
                .filter(one -> one.patientsSeen() > 0)
                .sorted(Comparator.comparingLong(PatientsSeen::patientsSeen).reversed())
                .toList();
        List<PatientsRank> ranks = new ArrayList<>();
        for (PatientsSeen one : ordered) {
            boolean level = !ranks.isEmpty() && ranks.getLast().seen.patientsSeen() == one.patientsSeen();
            ranks.add(new PatientsRank(level ? ranks.getLast().rank : ranks.size() + 1, one));
        }
        return List.copyOf(ranks);
    }

    public boolean isFirst() {
        return rank == 1;
    }
}
