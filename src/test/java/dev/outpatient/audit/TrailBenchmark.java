package dev.outpatient.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outpatient.Engine;
import dev.outpatient.Outpatient;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Reference;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** How long a page of the trail takes on the embedded stores, and how fast records are delivered, sealed and verified. */
class TrailBenchmark {

    private static final int RECORDS = Integer.getInteger("benchmark.logs", 100_000);
    private static final int PEOPLE = 2_000;
    private static final int ASKS = Integer.getInteger("benchmark.asks", 200);
    private static final double SLOWEST_MS = 300;
    private static final Actor ADMIN = Actor.admin(1);

    @Test
    void pagesOfALongTrail() {
        try (ConfigurableApplicationContext program = new SpringApplicationBuilder(Outpatient.class)
                .logStartupInfo(false)
                .run(
                        "--server.port=0",
                        "--outpatient.data=" + Engine.newDirectory("trail-benchmark"),
                        "--logging.file.name=target/test-logs/trail-benchmark.json")) {
            fill(program);
            LogSearch search = program.getBean(LogSearch.class);
            Random random = new Random(42);
            ask("newest", () -> search.search(ADMIN, LogFilter.ALL, null, 20));
            ask(
                    "somewhere in the middle",
                    () -> search.search(ADMIN, LogFilter.ALL, Long.toString(1 + random.nextInt(RECORDS)), 20));
            ask(
                    "of one person",
                    () -> search.search(
                            ADMIN, new LogFilter(null, person(random), null, null, null, null, null, null), null, 20));
            ask("on one patient", () -> search.search(ADMIN, LogFilter.about(person(random)), null, 20));
            ask(
                    "of one appointment",
                    () -> search.search(
                            ADMIN,
                            new LogFilter(
                                    null,
                                    null,
                                    null,
                                    Reference.of(new AppointmentId(1 + random.nextInt(RECORDS)))
                                            .toObjectId(),
                                    null,
                                    null,
                                    null,
                                    null),
                            null,
                            20));
            ask(
                    "a text that none has",
                    () -> search.search(
                            ADMIN, new LogFilter(null, null, null, null, null, null, null, "nowhere"), null, 20));
            ask(
                    "of a time, with a text that none has",
                    () -> search.search(
                            ADMIN,
                            new LogFilter(
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    Instant.EPOCH,
                                    Instant.now(clock(program)),
                                    "nowhere"),
                            null,
                            20));
            ask(
                    "what a patient sees",
                    () -> search.accessLog(Actor.of(new PatientId(1 + random.nextInt(PEOPLE))), null, 50));
        }
    }

    private static void fill(ConfigurableApplicationContext program) {
        AuditTrail trail = program.getBean(AuditTrail.class);
        long begin = System.nanoTime();
        TransactionTemplate transaction = program.getBean(TransactionTemplate.class);
        for (int done = 0; done < RECORDS; done += 1_000) {
            int first = done;
            transaction.executeWithoutResult(status -> {
                for (int i = first; i < first + 1_000; i++) {
                    PatientId patient = new PatientId(1 + i % PEOPLE);
                    Actor actor = i % 3 == 0 ? Actor.of(patient) : Actor.admin(1 + i % 7);
                    trail.info(
                            actor,
                            "record.read",
                            "Read the record",
                            Reference.of(patient),
                            Reference.of(new AppointmentId(1 + i)));
                }
            });
        }
        begin = tell("written", begin);
        OutboxRepository outbox = program.getBean(OutboxRepository.class);
        while (outbox.count() > 0) {
            program.getBean(LogDelivery.class).deliver();
        }
        begin = tell("delivered", begin);
        program.getBean(Sealing.class).seal();
        begin = tell("sealed", begin);
        assertThat(TrailCheck.run(program.getBean(TrailStores.class).open()).findings())
                .isEmpty();
        tell("verified", begin);
    }

    private static long tell(String what, long begin) {
        long now = System.nanoTime();
        System.out.printf(Locale.ROOT, "  %,d records %s in %.1f s%n", RECORDS, what, (now - begin) / 1e9);
        return now;
    }

    private static void ask(String what, Runnable question) {
        for (int i = 0; i < ASKS / 4; i++) {
            question.run();
        }
        long[] took = new long[ASKS];
        for (int i = 0; i < ASKS; i++) {
            long begin = System.nanoTime();
            question.run();
            took[i] = System.nanoTime() - begin;
        }
        Arrays.sort(took);
        double p95 = took[ASKS * 95 / 100] / 1e6;
        System.out.printf(Locale.ROOT, "  %s: p50 %.1f, p95 %.1f ms%n", what, took[ASKS / 2] / 1e6, p95);
        assertThat(p95).as(what).isLessThan(SLOWEST_MS);
    }

    private static Reference person(Random random) {
        return Reference.of(new PatientId(1 + random.nextInt(PEOPLE)));
    }

    private static Clock clock(ConfigurableApplicationContext program) {
        return program.getBean(Clock.class);
    }
}
