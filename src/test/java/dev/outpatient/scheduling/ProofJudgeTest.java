package dev.outpatient.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.scheduling.Attempt.Answer;
import dev.outpatient.scheduling.ProofJudge.Row;
import dev.outpatient.scheduling.ProofJudge.Verdict;
import dev.outpatient.scheduling.ScratchClinic.Made;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The judge of the proof sees what a broken calendar would do. */
class ProofJudgeTest {

    private static final Made CLINIC = new Made(
            List.of(new OfficeId(1), new OfficeId(2)),
            LongStream.range(1, 5).mapToObj(DoctorId::new).toList(),
            LongStream.range(1, 21).mapToObj(PatientId::new).toList());

    private final ProofScenes scenes = new ProofScenes(CLINIC, LocalDate.of(2026, 6, 1));

    @Test
    void oneWinnerIsRight() {
        Scene scene = scene(RoundKind.ONE_TIME);
        Verdict verdict = ProofJudge.judge(scene, Map.of(), answers(scene, 1), rows(scene, 1));
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.perTime()).containsExactly(1);
    }

    @Test
    void aTimeGivenAwayTwice() {
        for (RoundKind kind : List.of(RoundKind.ONE_TIME, RoundKind.OVERLAP, RoundKind.ONE_PATIENT)) {
            Scene scene = scene(kind);
            Verdict verdict = ProofJudge.judge(scene, Map.of(), answers(scene, 2), rows(scene, 2));
            assertThat(verdict.perTime()).containsExactly(2);
            assertThat(verdict.faults()).singleElement().asString().contains("has 2 appointments from 2026-06-01T");
        }
    }

    @Test
    void aTimeThatNobodyGot() {
        Scene scene = scene(RoundKind.ONE_TIME);
        assertThat(ProofJudge.judge(scene, Map.of(), answers(scene, 0), List.of())
                        .faults())
                .singleElement()
                .asString()
                .contains("has 0 appointments");
    }

    @Test
    void anAcknowledgedBookingThatIsNotThere() {
        Scene scene = scene(RoundKind.CANCEL);
        long held = 90;
        List<Answer> answers = new ArrayList<>();
        for (Attempt attempt : scene.attempts()) {
            boolean books = attempt.deed() == Attempt.Deed.BOOK;
            answers.add(new Answer(attempt.client(), books ? "slot-taken" : "invalid-transition", 0, ""));
        }
        answers.set(0, new Answer(scene.attempts().getFirst().client(), "cancelled", held, ""));
        answers.set(5, new Answer(scene.attempts().get(5).client(), "booked", 7, ""));
        Map<Integer, Long> before = Map.of(scene.before().getFirst().client(), held);
        List<Row> rows = List.of(row(held, scene.before().getFirst(), false));
        assertThat(ProofJudge.judge(scene, before, answers, rows).faults())
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("appointment 90 is ") && fault.contains("somebody was told"))
                .contains("appointment 7 was acknowledged, but is not there");
    }

    @Test
    void aBookingThatNobodyWasTold() {
        Scene scene = scene(RoundKind.ONE_TIME);
        assertThat(ProofJudge.judge(scene, Map.of(), answers(scene, 0), rows(scene, 1))
                        .faults())
                .containsExactly("appointment 1 is there, but nobody was told");
    }

    @Test
    void anAppointmentMovedTwiceFromOneVersion() {
        Scene scene = scene(RoundKind.RACE);
        Attempt one = scene.attempts().getFirst();
        Attempt other = scene.attempts().getLast();
        List<Answer> answers = new ArrayList<>();
        scene.attempts()
                .forEach(attempt -> answers.add(
                        attempt == one || attempt == other
                                ? new Answer(attempt.client(), "moved", 90, "")
                                : new Answer(attempt.client(), "stale", 0, "")));
        Map<Integer, Long> before = Map.of(scene.before().getFirst().client(), 90L);
        assertThat(ProofJudge.judge(scene, before, answers, List.of(row(90, other, false)))
                        .faults())
                .containsExactly("appointment 90 was given or changed twice");
    }

    @Test
    void errorsAndOtherRefusals() {
        Scene scene = scene(RoundKind.ONE_TIME);
        List<Answer> answers = answers(scene, 1);
        int client = scene.attempts().get(5).client();
        answers.set(5, new Answer(client, Answer.ERROR, 0, "deadlock found"));
        int another = scene.attempts().get(6).client();
        answers.set(6, new Answer(another, "not-bookable", 0, ""));
        answers.remove(7);
        assertThat(ProofJudge.judge(scene, Map.of(), answers, rows(scene, 1)).faults())
                .containsExactly(
                        "client " + client + " met an error: deadlock found",
                        "client " + another + " was refused for not-bookable",
                        "client " + scene.attempts().get(7).client() + " never got an answer");
    }

    @Test
    void aMixedRoundHasAllKindsAndEachClientOnce() {
        List<Scene> mixed = scenes.plan(RoundKind.MIXED, new Random(1));
        assertThat(mixed).hasSize(RoundKind.values().length - 1);
        assertThat(mixed.stream().flatMap(s -> s.attempts().stream()).map(Attempt::client))
                .doesNotHaveDuplicates()
                .hasSize(CLINIC.patients().size());
    }

    @Test
    void travelsAsALine() {
        for (RoundKind kind : RoundKind.values()) {
            for (Scene scene : scenes.plan(kind, new Random(1))) {
                scene.attempts()
                        .forEach(attempt ->
                                assertThat(Attempt.parse(attempt.toString())).isEqualTo(attempt));
            }
        }
        Answer answer = new Answer(3, Answer.ERROR, 0, "no luck\n at all");
        assertThat(Answer.parse(answer.toString())).isEqualTo(new Answer(3, Answer.ERROR, 0, "no luck at all"));
        assertThat(Answer.parse("3 booked 17 ")).isEqualTo(new Answer(3, "booked", 17, ""));
    }

    private Scene scene(RoundKind kind) {
        return scenes.plan(kind, new Random(1)).getFirst();
    }

    /** The first clients are told that they have it, with the appointments 1, 2 and so on. */
    private static List<Answer> answers(Scene scene, int winners) {
        List<Answer> answers = new ArrayList<>();
        for (Attempt attempt : scene.attempts()) {
            boolean wins = answers.size() < winners;
            answers.add(
                    new Answer(attempt.client(), wins ? "booked" : "slot-taken", wins ? answers.size() + 1 : 0, ""));
        }
        return answers;
    }

    private static List<Row> rows(Scene scene, int winners) {
        List<Row> rows = new ArrayList<>();
        scene.attempts().stream().limit(winners).forEach(attempt -> rows.add(row(rows.size() + 1L, attempt, false)));
        return rows;
    }

    private static Row row(long id, Attempt of, boolean cancelled) {
        return new Row(
                id, of.patient(), of.doctor(), of.office(), TimeRange.of(of.start(), ProofScenes.VISIT), cancelled);
    }
}
