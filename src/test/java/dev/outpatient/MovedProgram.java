package dev.outpatient;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A program of a test's own, with the abuse limits as they are outside of tests, behind a proxy that may say who asks and
 * whether by TLS. Its clock is moved by the test, and it counts the statements that web requests send to the database.
 */
public final class MovedProgram implements AutoCloseable {

    /** Stands still until a test moves it. */
    public static final class MovedClock extends Clock {

        private final Instant start = Clock.systemUTC().instant();
        private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

        public void move(Duration by) {
            ahead.updateAndGet(before -> before.plus(by));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return start.plus(ahead.get());
        }
    }

    /** The setting that fills the clinic with the invented people. */
    static final String DEMO_DATA = "--outpatient.demo-data=true";
    /** Of the invented people. */
    static final String DEMO_PASSWORD = "outpatient-demo";

    private final ConfigurableApplicationContext program;
    private final MovedClock clock;
    private final CountedStatements statements;

    private MovedProgram(ConfigurableApplicationContext program, MovedClock clock, CountedStatements statements) {
        this.program = program;
        this.clock = clock;
        this.statements = statements;
    }

    static MovedProgram start(Engine engine, String... settings) {
        return start(engine.settings(), new MovedClock(), settings);
    }

    /** Another node over the same database, by the same clock. */
    static MovedProgram start(List<String> database, MovedClock clock, String... settings) {
        CountedStatements statements = new CountedStatements();
        List<String> all = new ArrayList<>(database);
        all.add("--server.port=0");
        all.add("--server.forward-headers-strategy=native");
        if (!List.of(settings).contains(DEMO_DATA)) {
            all.add("--outpatient.demo-data=false");
        }
        all.add("--outpatient.data=" + Engine.newDirectory("moved"));
        all.add("--logging.level.ch.vorburger=error");
        all.add("--logging.file.name=target/test-logs/moved.json");
        all.addAll(List.of(settings));
        ConfigurableApplicationContext program = new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean("movedClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
                    beans.registerBean("countedStatements", BeanPostProcessor.class, () -> new BeanPostProcessor() {
                        @Override
                        public Object postProcessAfterInitialization(Object bean, String name) {
                            return bean instanceof DataSource source ? statements.of(source) : bean;
                        }
                    });
                })
                .run(all.toArray(String[]::new));
        return new MovedProgram(program, clock, statements);
    }

    ConfigurableApplicationContext context() {
        return program;
    }

    <T> T bean(Class<T> type) {
        return program.getBean(type);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    String url() {
        return "http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port");
    }

    MovedClock clock() {
        return clock;
    }

    void move(Duration by) {
        clock.move(by);
    }

    /** What web requests have asked the database since this was last called. */
    List<String> statements() {
        return statements.taken();
    }

    Browsing browser() {
        return new Browsing(url());
    }

    @Override
    public void close() {
        program.close();
    }
}
