package dev.outpatient.scheduling;

import com.zaxxer.hikari.HikariDataSource;
import dev.outpatient.scheduling.Attempt.Answer;
import dev.outpatient.scheduling.CalendarCheck.Result;
import dev.outpatient.scheduling.CalendarCheck.Scope;
import dev.outpatient.scheduling.ProofJudge.Row;
import dev.outpatient.scheduling.ProofJudge.Verdict;
import dev.outpatient.scheduling.ScratchClinic.Made;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.TimeRange;
import jakarta.annotation.PreDestroy;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Proves on the stores at hand that no time is given away twice: many clients want, move and cancel the same times at the
 * same moment, and after each round what they were told is held against the rows. Uses people and offices of its own,
 * which it takes away again, also when it fails or is stopped.
 */
@Component
class BookingProof {

    /** The rounds fit between tomorrow and the furthest day that can be booked. */
    static final int MOST_ROUNDS = 240;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int FAULTS_SHOWN = 20;

    private final ScratchClinic scratch;
    private final ProofRepository rows;
    private final CalendarCheck check;
    private final Booking booking;
    private final DataSource connections;
    private final Clock clock;

    private final List<ProofClients> groups = new ArrayList<>();
    private @Nullable Made made;
    private List<LocalDate> days = List.of();

    BookingProof(
            ScratchClinic scratch,
            ProofRepository rows,
            CalendarCheck check,
            Booking booking,
            DataSource connections,
            Clock clock) {
        this.scratch = scratch;
        this.rows = rows;
        this.check = check;
        this.booking = booking;
        this.connections = connections;
        this.clock = clock;
    }

    /** Those of this process: of one that leads a proof, or joins another. */
    synchronized ProofClients localClients() {
        try {
            // All clients queue for the few connections; that a slow machine lets them wait proves nothing.
            connections
                    .unwrap(HikariDataSource.class)
                    .getHikariConfigMXBean()
                    .setConnectionTimeout(PATIENCE.toMillis());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        LocalClients clients = new LocalClients(booking);
        groups.add(clients);
        return clients;
    }

    /**
     * Runs the rounds and prints what came of them.
     *
     * @param settings what each of the other processes is started with; none for a proof in this process alone
     * @return whether everything was as it must be
     */
    boolean run(int clients, int rounds, List<List<String>> settings, PrintWriter out) {
        List<String> faults = new ArrayList<>();
        try {
            Made clinic = begin(clients, rounds, settings);
            ProofTable table = new ProofTable();
            for (int round = 0; round < rounds; round++) {
                int number = round + 1;
                RoundKind kind = ProofScenes.kind(round);
                round(clinic, kind, round, table)
                        .forEach(fault -> faults.add("round " + number + ", " + kind.words() + ": " + fault));
            }
            table.print(out);
            check(clinic, out, faults);
        } finally {
            end();
        }
        out.println("What the proof made is removed; its log records stay.");
        faults.stream().limit(FAULTS_SHOWN).forEach(out::println);
        if (faults.size() > FAULTS_SHOWN) {
            out.println("and " + (faults.size() - FAULTS_SHOWN) + " more");
        }
        out.println(faults.isEmpty() ? "No time was given away twice." : "FAILED.");
        return faults.isEmpty();
    }

    private synchronized Made begin(int clients, int rounds, List<List<String>> settings) {
        LocalDate first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(2);
        days = first.datesUntil(first.plusDays((long) rounds * ProofScenes.DAYS))
                .toList();
        Made clinic = scratch.make(clients);
        made = clinic;
        localClients();
        List<ProcessClients> others =
                settings.stream().map(ProcessClients::start).toList();
        groups.addAll(others);
        others.forEach(ProcessClients::awaitStart);
        return clinic;
    }

    private List<String> round(Made clinic, RoundKind kind, int round, ProofTable table) {
        LocalDate day = days.get(round * ProofScenes.DAYS);
        TimeRange range = TimeRange.of(day.atStartOfDay().toInstant(ZoneOffset.UTC), Duration.ofDays(ProofScenes.DAYS));
        List<Scene> scenes = new ProofScenes(clinic, day).plan(kind, new Random(round));
        Map<Integer, Long> held = prepare(scenes);
        List<Attempt> attempts = scenes.stream()
                .flatMap(scene -> scene.attempts().stream())
                .map(attempt -> attempt.holder() < 0
                        ? attempt
                        : attempt.of(new AppointmentId(held.getOrDefault(attempt.holder(), 0L))))
                .toList();
        deal(attempts);
        long start = System.nanoTime();
        groups.forEach(ProofClients::go);
        List<Answer> answers =
                groups.stream().flatMap(group -> group.answers().stream()).toList();
        Duration time = Duration.ofNanos(System.nanoTime() - start);

        List<Row> found = rows.list(clinic, range);
        List<String> faults = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (Scene scene : scenes) {
            Verdict verdict = ProofJudge.judge(scene, held, answers, found);
            verdicts.add(verdict);
            faults.addAll(verdict.faults());
        }
        int overlaps = rows.countOverlaps(clinic, range);
        if (overlaps > 0) {
            faults.add(overlaps + " pairs of appointments overlap");
        }
        table.add(kind, answers, verdicts, time);
        return faults;
    }

    /** Books what is there before the round. */
    private Map<Integer, Long> prepare(List<Scene> scenes) {
        List<Attempt> before =
                scenes.stream().flatMap(scene -> scene.before().stream()).toList();
        Map<Integer, Long> held = new HashMap<>();
        ProofClients local = groups.getFirst();
        local.prepare(before);
        local.go();
        for (Answer answer : local.answers()) {
            if (answer.appointment() == 0) {
                throw new IllegalStateException("Can't book what is there before a round: " + answer);
            }
            held.put(answer.client(), answer.appointment());
        }
        return held;
    }

    /** To each process its share, of every scene. */
    private void deal(List<Attempt> attempts) {
        for (int g = 0; g < groups.size(); g++) {
            List<Attempt> share = new ArrayList<>();
            for (int i = g; i < attempts.size(); i += groups.size()) {
                share.add(attempts.get(i));
            }
            groups.get(g).prepare(share);
        }
    }

    private void check(Made clinic, PrintWriter out, List<String> faults) {
        Result result = check.run(
                new Scope(days.getFirst(), days.getLast(), clinic.owners()),
                false,
                difference -> faults.add("calendar: " + difference),
                (day, soFar) -> {});
        if (result.agrees()) {
            out.printf(Locale.ROOT, "Bitmaps and appointments agree: %,d rows checked.%n", result.rows());
        }
    }

    /** Called at the end of a run, and by the end of the program when that comes first, before the stores are closed. */
    @PreDestroy
    synchronized void end() {
        groups.forEach(ProofClients::close);
        groups.clear();
        Made clinic = made;
        if (clinic != null) {
            made = null;
            scratch.remove(clinic, days);
        }
    }
}
