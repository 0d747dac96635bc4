package dev.outpatient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The demo's clinic for the journeys of each role, started once for all their classes. How many journeys there were and
 * how long they took is printed when the last one is over.
 */
final class Journeys implements BeforeAllCallback {

    /** Everybody's who came with the demo. */
    static final String PASSWORD = "outpatient-demo";

    private static final Namespace NAMESPACE = Namespace.create(Journeys.class);

    private static volatile @Nullable Demo current;

    /** Ends with the run. */
    private static final class Demo implements AutoCloseable {

        private final ConfigurableApplicationContext program;
        private final Map<String, List<Cookie>> sessions = new ConcurrentHashMap<>();
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicLong nanos = new AtomicLong();

        Demo() {
            program = new SpringApplicationBuilder(Outpatient.class, SentDocuments.class)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    .run(
                            "--server.port=0",
                            "--outpatient.abuse-limits.enabled=false",
                            // Whoever registers goes the way of a clinic that sends mail.
                            "--outpatient.demo-confirms-registrations=true",
                            "--outpatient.data=" + Engine.newDirectory("journeys"),
                            "--logging.file.name=target/test-logs/journeys.json");
        }

        String url() {
            return "http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port");
        }

        @Override
        public void close() {
            System.out.printf(
                    "%d journeys in %.1f s%n",
                    count.get(), Duration.ofNanos(nanos.get()).toMillis() / 1000.0);
            program.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // First, as without a browser there is nothing to start the demo for.
        Chromium.start();
        current = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Demo.class, key -> new Demo(), Demo.class);
    }

    static <T> T bean(Class<T> type) {
        return demo().program.getBean(type);
    }

    /** For people and places of one's own, so that no journey depends on another. */
    static ClinicFixture clinic() {
        return new ClinicFixture(demo().program);
    }

    /** A journey, which is counted; what the browser itself finds wrong fails it. */
    static void walk(Window window, Consumer<Walk> journey) {
        count(() -> visit(window, journey));
    }

    /** The same without JavaScript. */
    static void walkWithoutScripts(Window window, Consumer<Walk> journey) {
        count(() -> visit(window.context().setJavaScriptEnabled(false), window, journey));
    }

    /** The same by somebody who signed in before, unless this is the first time. */
    static void walkAs(String email, String password, Window window, Consumer<Walk> journey) {
        count(() -> visit(window.context(), window, walk -> {
            BrowserContext context = walk.page().context();
            List<Cookie> known = demo().sessions.get(email);
            if (known == null) {
                walk.signIn(email, password);
                demo().sessions.put(email, context.cookies());
            } else {
                context.addCookies(known);
            }
            journey.accept(walk);
        }));
    }

    /** Somebody else's part in a journey. */
    static void visit(Window window, Consumer<Walk> part) {
        visit(window.context(), window, part);
    }

    private static void visit(Browser.NewContextOptions options, Window window, Consumer<Walk> way) {
        try (BrowserContext context = Chromium.start().visit(options)) {
            Page page = context.newPage();
            List<String> complaints = Chromium.complaints(page);
            way.accept(new Walk(demo().url(), window, page));
            assertThat(page.locator("html")).hasAttribute("lang", window.language());
            Chromium.fits(page, page.url());
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    private static void count(Runnable journey) {
        long begin = System.nanoTime();
        journey.run();
        demo().count.incrementAndGet();
        demo().nanos.addAndGet(System.nanoTime() - begin);
    }

    private static Demo demo() {
        return Objects.requireNonNull(current);
    }
}
