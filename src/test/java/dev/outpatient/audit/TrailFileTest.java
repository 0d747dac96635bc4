package dev.outpatient.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import dev.outpatient.ChildProgram;
import dev.outpatient.Engine;
import dev.outpatient.Outpatient;
import dev.outpatient.audit.SigningKeys.Purpose;
import dev.outpatient.shared.Actor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine;

/** The commands, and what MongoDB refuses, in a program of their own, as a purge takes away what others would read. */
@Execution(ExecutionMode.SAME_THREAD)
class TrailFileTest {

    private static ConfigurableApplicationContext program;

    private final Path directory = Engine.newDirectory("trail-files");
    private final StringWriter said = new StringWriter();

    @BeforeAll
    static void start() {
        program = new SpringApplicationBuilder(Outpatient.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--outpatient.demo-data=false",
                        "--outpatient.data=" + Engine.newDirectory("trail"),
                        "--logging.file.name=target/test-logs/trail.json");
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void twoSealsAndATail() {
        write("Signed in", "Signed out", "Read the record");
        Delivered.sealed(program);
        write("Saw the photo", "Booked the appointment");
        Delivered.sealed(program);
        write("Moved the appointment");
        Delivered.now(program);
    }

    @Test
    void anExportIsCheckedWithoutTheStores() throws IOException {
        Path file = export();
        Path keys = Files.writeString(
                directory.resolve("keys"),
                TrailFile.keyLines(program.getBean(SigningKeys.class).list(Purpose.SEAL)));
        assertThat(run("verify-logs", "--export", file.toString())).isZero();
        assertThat(said.toString()).contains("as they were written", "not who wrote it");
        assertThat(run("verify-logs", "--export", file.toString(), "--keys", keys.toString()))
                .isZero();
        String text = said.toString();
        String fingerprint =
                text.substring(text.lastIndexOf("fingerprint ") + 12).strip();
        assertThat(run("verify-logs", "--export", file.toString(), "--fingerprint", fingerprint))
                .isZero();
        assertThat(run("verify-logs", "--export", file.toString(), "--fingerprint", "00"))
                .isEqualTo(1);
        assertThat(run("verify-logs", "--keys", keys.toString())).isEqualTo(2);
        assertThat(run("verify-logs", "--export", keys.toString())).isEqualTo(2);
    }

    /** Nor without a clinic: no database answers, nothing is made in the directory, whatever the settings say. */
    @Test
    void anExportIsCheckedWhereThereIsNothingElse() throws Exception {
        Path file = export();
        Path elsewhere = Engine.newDirectory("elsewhere");
        String[] dead = {
            "--spring.datasource.url=jdbc:mysql://127.0.0.1:1/outpatient",
            "--spring.mongodb.uri=mongodb://127.0.0.1:1/outpatient"
        };
        try (ChildProgram check =
                ChildProgram.start(elsewhere, "verify-logs", "--export", file.toString(), dead[0], dead[1])) {
            assertThat(check.awaitExit()).as(check.output()).isZero();
            assertThat(check.output().lines()).hasSize(4).first().asString().endsWith("as they were written.");
        }
        List<String> lines = Files.readAllLines(file);
        lines.set(lines.size() - 1, lines.getLast().replace("Moved the appointment", "Loved the appointment"));
        Files.write(file, lines);
        try (ChildProgram check = ChildProgram.start(elsewhere, "verify-logs", "--export=" + file)) {
            assertThat(check.awaitExit()).isEqualTo(1);
            assertThat(check.output()).contains("was altered");
        }
        try (ChildProgram check = ChildProgram.start(elsewhere, "verify-logs", "--export", "no-such-file")) {
            assertThat(check.awaitExit()).isEqualTo(2);
        }
        try (Stream<Path> left = Files.list(elsewhere)) {
            assertThat(left).allMatch(path -> path.getFileName().toString().startsWith("output-"));
        }
    }

    @Test
    void whatIsChangedInAnExportIsNamed() throws IOException {
        List<String> lines = Files.readAllLines(export());
        int six = lines.size() - 1;
        int five = lines.size() - 2;
        long last = program.getBean(TrailStores.class).open().head().seq() - 1;
        List<String> altered = new ArrayList<>(lines);
        altered.set(five, lines.get(five).replace("Booked the appointment", "Hooked the appointment"));
        assertThat(findings(altered)).contains("Record " + (last - 1) + " was altered.");
        List<String> altered2 = new ArrayList<>(lines);
        altered2.set(six, lines.get(six).replace("Moved the appointment", "Loved the appointment"));
        assertThat(findings(altered2)).contains("Record " + last + " was altered.");
        assertThat(findings(lines.subList(0, five)))
                .contains("Records " + (last - 1) + " to " + last + " are missing.");
        List<String> twice = new ArrayList<>(lines);
        twice.add(lines.get(six));
        assertThat(findings(twice)).contains("A record was inserted or stands elsewhere");
        List<String> head = new ArrayList<>(lines);
        head.set(0, lines.getFirst().replace("\"seq\": " + last + ",", "\"seq\": " + (last - 1) + ","));
        assertThat(findings(head)).contains("The head of the export was altered");
    }

    @Test
    void aPurgeLeavesWhatIsCheckableAndIsToldItself() {
        long records = program.getBean(TrailStores.class).open().head().sealedSeq();
        assertThat(run("purge-logs", "--older-than", "1d")).isEqualTo(2);
        assertThat(run("purge-logs", "--older-than", "old")).isEqualTo(2);
        assertThat(run("purge-logs", "--older-than", "10y")).isZero();
        assertThat(said.toString()).contains("0 records purged");
        assertThat(run("verify-logs")).isZero();

        long purged = program.getBean(LogPurge.class)
                .purge(program.getBean(Clock.class).instant().plus(Duration.ofDays(1)));
        assertThat(purged).isPositive();
        Delivered.sealed(program);
        assertThat(run("verify-logs")).isZero();
        TrailHead head = program.getBean(TrailStores.class).open().head();
        assertThat(head.purge().seq()).isEqualTo(records);
        assertThat(program.getBean(LogSearch.class)
                        .search(Actor.admin(1), LogFilter.ALL, null, 100)
                        .items())
                .extracting(LogEntry::action)
                .contains("trail.purged");
        assertThat(program.getBean(LogSearch.class)
                        .search(Actor.admin(1), LogFilter.ALL, null, 100)
                        .items())
                .allMatch(entry -> entry.seq() > records);

        // Who says that more was purged has no signature for it.
        TrailHead.Purge more = new TrailHead.Purge(
                head.sealedSeq(),
                head.sealedHash(),
                head.seal(),
                head.sealHash(),
                head.purge().kid(),
                head.purge().signature());
        program.getBean(TrailRepository.class).purge(more);
        assertThat(run("verify-logs")).isEqualTo(1);
        assertThat(said.toString()).contains("were purged was altered");
        program.getBean(TrailRepository.class).purge(head.purge());
    }

    /** As on two nodes: while the one has decided and not written yet, the other removes more. */
    @Test
    void aPurgeTakesNothingBackThatAnotherHasSigned() {
        TrailSource trail = program.getBean(TrailStores.class).open();
        long first = trail.head().purge().seal() + 1;
        assertThat(trail.head().seal()).as("two seals").isGreaterThan(first);
        Seal second = Seal.from(
                Objects.requireNonNull(trail.seals(first + 1, first + 1).get(first + 1)));
        LogPurge other = program.getBean(LogPurge.class);
        AtomicBoolean quicker = new AtomicBoolean();
        TransactionTemplate late = new TransactionTemplate(program.getBean(PlatformTransactionManager.class)) {
            @Override
            public <T> T execute(TransactionCallback<T> work) {
                if (quicker.compareAndSet(false, true)) {
                    other.purge(program.getBean(Clock.class).instant().plus(Duration.ofDays(1)));
                }
                return super.execute(work);
            }
        };
        long removed = new LogPurge(
                        program.getBean(TrailRepository.class),
                        program.getBean(TrailStores.class),
                        program.getBean(SigningKeys.class),
                        program.getBean(AuditTrail.class),
                        program.getBean(MongoDatabase.class),
                        late)
                .purge(second.createdAt());
        assertThat(quicker).isTrue();
        assertThat(removed).isZero();
        TrailHead head = program.getBean(TrailStores.class).open().head();
        assertThat(head.purge().seal()).isGreaterThan(first);
        Delivered.sealed(program);
        assertThat(run("verify-logs")).as(said.toString()).isZero();
    }

    @Test
    void aRecordThatMongoRefusesHoldsUpNoneBehindIt() {
        LogDelivery delivery = new LogDelivery(
                program.getBean(OutboxRepository.class),
                program.getBean(TrailRepository.class),
                refusing(program.getBean(MongoDatabase.class), "Prescribed"),
                program.getBean(TransactionTemplate.class),
                program.getBean(Clock.class));
        OutboxRepository outbox = program.getBean(OutboxRepository.class);
        long before = outbox.countSetAside();
        // As long as this thread holds its lock the program's own delivery does not come in between.
        synchronized (program.getBean(LogDelivery.class)) {
            write("Marked as arrived", "Prescribed", "Marked as no-show");
            delivery.deliver();
        }
        assertThat(outbox.countSetAside()).isEqualTo(before + 1);
        assertThat(outbox.count()).isZero();
        Delivered.now(program);
        assertThat(run("verify-logs")).isZero();
    }

    private static MongoDatabase refusing(MongoDatabase database, String message) {
        return (MongoDatabase) proxy(MongoDatabase.class, (method, args) -> {
            Object found = method.invoke(database, args);
            return found instanceof MongoCollection<?> collection ? refusing(collection, message) : found;
        });
    }

    private static MongoCollection<?> refusing(MongoCollection<?> collection, String message) {
        return (MongoCollection<?>) proxy(MongoCollection.class, (method, args) -> {
            if (!method.getName().equals("insertMany")) {
                return method.invoke(collection, args);
            }
            List<?> documents = (List<?>) args[0];
            List<BulkWriteError> refused = new ArrayList<>();
            List<Object> taken = new ArrayList<>();
            for (int i = 0; i < documents.size(); i++) {
                if (((Document) documents.get(i)).getString("message").equals(message)) {
                    refused.add(new BulkWriteError(121, "Document failed validation", new BsonDocument(), i));
                } else {
                    taken.add(documents.get(i));
                }
            }
            if (!taken.isEmpty()) {
                method.invoke(collection, taken, new InsertManyOptions().ordered(false));
            }
            if (!refused.isEmpty()) {
                throw new MongoBulkWriteException(
                        BulkWriteResult.unacknowledged(), refused, null, new ServerAddress(), Set.of());
            }
            return null;
        });
    }

    private interface Call {
        @Nullable
        Object with(Method method, Object[] args) throws ReflectiveOperationException;
    }

    private static Object proxy(Class<?> type, Call call) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            try {
                return call.with(method, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private static void write(String... messages) {
        for (String message : messages) {
            program.getBean(AuditTrail.class).info(Actor.admin(1), message);
        }
    }

    private Path export() {
        Path file = directory.resolve("trail-" + System.nanoTime() + ".jsonl");
        assertThat(run("export-logs", file.toString())).isZero();
        Delivered.now(program);
        return file;
    }

    private String findings(List<String> lines) throws IOException {
        Path file = Files.write(directory.resolve("altered-" + System.nanoTime()), lines);
        assertThat(run("verify-logs", "--export", file.toString())).isEqualTo(1);
        return said.toString();
    }

    private int run(String... words) {
        said.getBuffer().setLength(0);
        PrintWriter out = new PrintWriter(said);
        CommandLine line = new CommandLine(new Commands()).setOut(out).setErr(out);
        // Each time anew: what an option was set to stays in the command.
        for (Class<?> command : List.of(VerifyLogsCommand.class, ExportLogsCommand.class, PurgeLogsCommand.class)) {
            line.addSubcommand(program.getAutowireCapableBeanFactory().createBean(command));
        }
        line.getSubcommands().values().forEach(command -> command.setOut(out).setErr(out));
        return line.execute(words);
    }

    @CommandLine.Command(name = "outpatient")
    private static final class Commands {}
}
