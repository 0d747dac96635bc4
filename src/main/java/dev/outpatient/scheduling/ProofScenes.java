package dev.outpatient.scheduling;

import dev.outpatient.scheduling.Attempt.Deed;
import dev.outpatient.scheduling.BusyDays.Owner;
import dev.outpatient.scheduling.Scene.Contended;
import dev.outpatient.scheduling.ScratchClinic.Made;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.OfficeId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Plans the rounds of a proof. Each has days of its own, so that the calendar rows are not there yet. The visits of the
 * second office begin in the middle of those of the first.
 */
final class ProofScenes {

    /** The least clients of a scene. */
    static final int FEWEST = 2;

    /** How many days a round takes. */
    static final int DAYS = 3;

    static final Duration VISIT = Duration.ofMinutes(30);
    static final Duration HALF = Duration.ofMinutes(15);

    /** How many appointments of one doctor there are at most before a round. */
    private static final int MOST_BEFORE = 40;

    private static final List<RoundKind> KINDS = java.util.Arrays.stream(RoundKind.values())
            .filter(k -> k != RoundKind.MIXED)
            .toList();

    private final Made clinic;
    private final LocalDate day;

    /** @param day the first of the days of the round, in UTC */
    ProofScenes(Made clinic, LocalDate day) {
        this.clinic = clinic;
        this.day = day;
    }

    static RoundKind kind(int round) {
        return RoundKind.values()[round % RoundKind.values().length];
    }

    /** All clients in one scene, or all kinds of scenes at once, each with some of them. */
    List<Scene> plan(RoundKind kind, Random random) {
        List<Integer> clients = new ArrayList<>(
                IntStream.range(0, clinic.patients().size()).boxed().toList());
        Collections.shuffle(clients, random);
        if (kind != RoundKind.MIXED) {
            return List.of(scene(kind, clients, 0));
        }
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < KINDS.size(); i++) {
            int from = clients.size() * i / KINDS.size();
            int to = clients.size() * (i + 1) / KINDS.size();
            scenes.add(scene(KINDS.get(i), clients.subList(from, to), i));
        }
        return scenes;
    }

    private Scene scene(RoundKind kind, List<Integer> clients, int number) {
        Instant time = at(0, 2 * number * VISIT.toMinutes());
        DoctorId doctor = clinic.doctors().get(number % clinic.doctors().size());
        return switch (kind) {
            case ONE_TIME -> oneTime(clients, doctor, time);
            case OVERLAP -> overlap(clients, doctor, time);
            case ONE_PATIENT -> onePatient(clients, time);
            case CANCEL -> cancel(clients, doctor, time);
            case MOVE -> move(clients, doctor, time);
            case SWAP -> swap(clients, doctor);
            case SHIFT -> shift(clients, doctor, time);
            case RACE -> race(clients, doctor);
            case MIXED -> throw new IllegalArgumentException("No scene of its own");
        };
    }

    private Scene oneTime(List<Integer> clients, DoctorId doctor, Instant time) {
        List<Attempt> wanted = each(clients, i -> book(clients.get(i), doctor, first(), time));
        return new Scene(RoundKind.ONE_TIME, List.of(), wanted, List.of(one(doctor, time, VISIT)));
    }

    private Scene overlap(List<Integer> clients, DoctorId doctor, Instant time) {
        List<Attempt> wanted = each(
                clients,
                i -> i % 2 == 0
                        ? book(clients.get(i), doctor, first(), time)
                        : book(clients.get(i), doctor, second(), time.plus(HALF)));
        return new Scene(RoundKind.OVERLAP, List.of(), wanted, List.of(one(doctor, time.plus(HALF), HALF)));
    }

    private Scene onePatient(List<Integer> clients, Instant time) {
        PatientId patient = patient(clients.getFirst());
        List<DoctorId> doctors = clinic.doctors();
        // From the last one, where nobody of the other scenes has something at this time.
        List<Attempt> wanted = each(
                clients,
                i -> new Attempt(
                        clients.get(i),
                        Deed.BOOK,
                        i % 4 == 3 ? Actor.OPERATOR : Actor.of(patient),
                        patient,
                        doctors.get(i % doctors.size()),
                        first(),
                        time,
                        -1,
                        0));
        return new Scene(
                RoundKind.ONE_PATIENT,
                List.of(),
                wanted,
                List.of(Contended.exactlyOne(Owner.of(patient), TimeRange.of(time, VISIT))));
    }

    /** The patient and an admin cancel, the others want it: one of them may have it, or came too early. */
    private Scene cancel(List<Integer> clients, DoctorId doctor, Instant time) {
        int holder = clients.getFirst();
        Attempt held = book(holder, doctor, first(), time);
        List<Attempt> wanted = each(
                clients,
                i -> i < 2
                        ? new Attempt(
                                clients.get(i),
                                Deed.CANCEL,
                                i == 0 ? Actor.of(patient(holder)) : Actor.OPERATOR,
                                patient(holder),
                                doctor,
                                first(),
                                time,
                                holder,
                                0)
                        : book(clients.get(i), doctor, first(), time));
        Contended free = new Contended(Owner.of(doctor), TimeRange.of(time, VISIT), 0, 1);
        return new Scene(RoundKind.CANCEL, List.of(held), wanted, List.of(free));
    }

    private Scene move(List<Integer> clients, DoctorId doctor, Instant time) {
        int holders = Math.min((clients.size() + 1) / 2, MOST_BEFORE);
        List<Attempt> before = each(
                clients.subList(0, holders), i -> book(clients.get(i), doctor, first(), at(1, i * VISIT.toMinutes())));
        List<Attempt> wanted = each(
                clients,
                i -> i < holders
                        ? move(clients.get(i), clients.get(i), doctor, first(), time)
                        : book(clients.get(i), doctor, first(), time));
        return new Scene(RoundKind.MOVE, before, wanted, List.of(one(doctor, time, VISIT)));
    }

    /** Nobody gives a time up before the other is to be had, so all stay; the others want what is held. */
    private Scene swap(List<Integer> clients, DoctorId doctor) {
        int holders = Math.min(clients.size() / 2 * 2, MOST_BEFORE);
        List<Attempt> before = each(
                clients.subList(0, holders),
                i -> book(clients.get(i), doctor, first(), at(1 + i % 2, i / 2 * VISIT.toMinutes())));
        List<Attempt> wanted = each(clients, i -> {
            Instant other = before.get((i ^ 1) % holders).start();
            return i < holders
                    ? move(clients.get(i), clients.get(i), doctor, first(), other)
                    : book(clients.get(i), doctor, first(), other);
        });
        List<Contended> contended =
                before.stream().map(held -> one(doctor, held.start(), VISIT)).toList();
        return new Scene(RoundKind.SWAP, before, wanted, contended);
    }

    /** To the second office, half a visit later; others want the visit that this would reach into. */
    private Scene shift(List<Integer> clients, DoctorId doctor, Instant time) {
        int holder = clients.getFirst();
        Attempt held = book(holder, doctor, first(), time);
        Instant next = time.plus(VISIT);
        List<Attempt> wanted = each(
                clients,
                i -> i % 2 == 0
                        ? move(clients.get(i), holder, doctor, second(), time.plus(HALF))
                        : book(clients.get(i), doctor, first(), next));
        return new Scene(RoundKind.SHIFT, List.of(held), wanted, List.of(one(doctor, next, HALF)));
    }

    private Scene race(List<Integer> clients, DoctorId doctor) {
        int holder = clients.getFirst();
        Attempt held = book(holder, doctor, first(), at(1, 23 * 60));
        List<Attempt> wanted = each(
                clients, i -> move(clients.get(i), holder, doctor, first(), at(2, (20 + i % 20) * VISIT.toMinutes())));
        TimeRange anyTime = TimeRange.of(at(0, 0), Duration.ofDays(DAYS));
        return new Scene(
                RoundKind.RACE,
                List.of(held),
                wanted,
                List.of(Contended.exactlyOne(Owner.of(patient(holder)), anyTime)));
    }

    private static Contended one(DoctorId doctor, Instant from, Duration length) {
        return Contended.exactlyOne(Owner.of(doctor), TimeRange.of(from, length));
    }

    /** Every fourth client is an admin who books for a patient. */
    private Attempt book(int client, DoctorId doctor, OfficeId office, Instant start) {
        PatientId patient = patient(client);
        Actor actor = client % 4 == 3 ? Actor.OPERATOR : Actor.of(patient);
        return new Attempt(client, Deed.BOOK, actor, patient, doctor, office, start, -1, 0);
    }

    private Attempt move(int client, int holder, DoctorId doctor, OfficeId office, Instant start) {
        Actor actor = client % 4 == 3 ? Actor.OPERATOR : Actor.of(patient(holder));
        return new Attempt(client, Deed.MOVE, actor, patient(holder), doctor, office, start, holder, 0);
    }

    private static List<Attempt> each(List<Integer> clients, IntFunction<Attempt> attempt) {
        return IntStream.range(0, clients.size()).mapToObj(attempt).toList();
    }

    private PatientId patient(int client) {
        return clinic.patients().get(client);
    }

    private OfficeId first() {
        return clinic.offices().getFirst();
    }

    private OfficeId second() {
        return clinic.offices().getLast();
    }

    private Instant at(int dayOfRound, long minutes) {
        return day.plusDays(dayOfRound).atStartOfDay().plusMinutes(minutes).toInstant(ZoneOffset.UTC);
    }
}
