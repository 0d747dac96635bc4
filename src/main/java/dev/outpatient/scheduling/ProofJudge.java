package dev.outpatient.scheduling;

import dev.outpatient.scheduling.Attempt.Answer;
import dev.outpatient.scheduling.Attempt.Deed;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.Scene.Contended;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what clients were told against the appointments that are there afterwards. */
final class ProofJudge {

    /** An appointment as its row has it. */
    record Row(long id, PatientId patient, DoctorId doctor, OfficeId office, TimeRange time, boolean cancelled) {}

    /**
     * What became of a scene.
     *
     * @param perTime how many appointments lie in each contended time
     * @param faults what must not be, in words
     */
    record Verdict(List<Integer> perTime, List<String> faults) {}

    /** An appointment as somebody was told. */
    private record Told(PatientId patient, DoctorId doctor, OfficeId office, Instant start, boolean cancelled) {

        static Told of(Attempt done) {
            return new Told(done.patient(), done.doctor(), done.office(), done.start(), done.deed() == Deed.CANCEL);
        }
    }

    private ProofJudge() {}

    /**
     * @param held the appointments that were booked before the scene, by the client
     * @param answers of all clients, also those of other scenes
     * @param rows all appointments of the scratch clinic in the days of the round
     */
    static Verdict judge(Scene scene, Map<Integer, Long> held, List<Answer> answers, List<Row> rows) {
        List<String> faults = new ArrayList<>();
        Map<Long, Told> told = new HashMap<>();
        scene.before().forEach(attempt -> told.put(held.getOrDefault(attempt.client(), 0L), Told.of(attempt)));
        Map<Integer, Answer> byClient = answers.stream().collect(Collectors.toMap(Answer::client, answer -> answer));
        Set<Long> done = new HashSet<>();
        for (Attempt attempt : scene.attempts()) {
            Answer answer = byClient.get(attempt.client());
            if (answer == null) {
                faults.add("client " + attempt.client() + " never got an answer");
            } else if (answer.word().equals(attempt.deed().done())) {
                told.put(answer.appointment(), Told.of(attempt));
                if (!done.add(answer.appointment())) {
                    faults.add("appointment " + answer.appointment() + " was given or changed twice");
                }
            } else if (answer.isError()) {
                faults.add("client " + answer.client() + " met an error: " + answer.detail());
            } else if (!scene.kind().refusals().contains(answer.word())) {
                faults.add("client " + answer.client() + " was refused for " + answer.word());
            }
        }
        compare(scene, told, rows, faults);
        return new Verdict(count(scene, rows, faults), faults);
    }

    private static void compare(Scene scene, Map<Long, Told> told, List<Row> rows, List<String> faults) {
        Set<PatientId> patients = new HashSet<>();
        scene.before().forEach(attempt -> patients.add(attempt.patient()));
        scene.attempts().forEach(attempt -> patients.add(attempt.patient()));
        Map<Long, Told> missing = new HashMap<>(told);
        for (Row row : rows) {
            if (!patients.contains(row.patient())) {
                continue;
            }
            Told expected = missing.remove(row.id());
            Told found = new Told(
                    row.patient(), row.doctor(), row.office(), row.time().start(), row.cancelled());
            if (expected == null) {
                faults.add("appointment " + row.id() + " is there, but nobody was told");
            } else if (!expected.equals(found)) {
                faults.add("appointment " + row.id() + " is " + found + ", but somebody was told " + expected);
            }
        }
        missing.keySet().forEach(id -> faults.add("appointment " + id + " was acknowledged, but is not there"));
    }

    private static List<Integer> count(Scene scene, List<Row> rows, List<String> faults) {
        List<Integer> perTime = new ArrayList<>();
        for (Contended contended : scene.contended()) {
            int count = (int) rows.stream()
                    .filter(row -> !row.cancelled() && row.time().overlaps(contended.time()))
                    .filter(row -> contended.owner().equals(Owner.of(row.doctor()))
                            || contended.owner().equals(Owner.of(row.patient())))
                    .count();
            perTime.add(count);
            if (count < contended.least() || count > contended.most()) {
                faults.add(contended.owner() + " has " + count + " appointments from "
                        + contended.time().start() + " to " + contended.time().end());
            }
        }
        return perTime;
    }
}
