package dev.outpatient.scheduling.benchmark;

import dev.outpatient.Engine;
import dev.outpatient.Outpatient;
import dev.outpatient.PageClient;
import dev.outpatient.audit.Delivered;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** How long the demo, on its embedded stores, takes for a page while ten are asked for at once. */
class PagesBenchmark {

    private static final int AT_ONCE = 10;
    private static final int ASKS = Integer.getInteger("benchmark.page-asks", 100);
    private static final int WARM_UP = Integer.getInteger("benchmark.page-warm-up", 300);
    private static final int ROUNDS = 10;
    private static final double SLOWEST_MS = 50;
    private static final String PASSWORD = "outpatient-demo";

    /** By who asks; the first is nobody. */
    private static final Map<String, List<String>> PAGES = pages();

    private static Map<String, List<String>> pages() {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put("", List.of("/", "/?q=cardiology", "/doctors", "/doctors/1", "/offices", "/sign-in"));
        pages.put("patient@demo.test", List.of("/appointments", "/prescriptions", "/account"));
        pages.put("doctor@demo.test", List.of("/day", "/week", "/prescriptions", "/hours", "/feedback"));
        pages.put(
                "admin@demo.test",
                List.of(
                        "/admin",
                        "/admin/day",
                        "/admin/appointments",
                        "/admin/reports",
                        "/admin/staff",
                        "/admin/logs"));
        return pages;
    }

    private record Asked(String who, String path, List<PageClient> clients) {

        /** By all clients at once. */
        Latencies ask(int times) throws InterruptedException, ExecutionException {
            Latencies all = new Latencies(clients.size() * times);
            try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
                List<Future<Latencies>> asked = clients.stream()
                        .map(client -> threads.submit(() -> PagesBenchmark.ask(client, path, times)))
                        .toList();
                for (Future<Latencies> one : asked) {
                    all.addAll(one.get());
                }
            }
            return all;
        }
    }

    @Test
    void eachMainPage() throws Exception {
        try (ConfigurableApplicationContext program = new SpringApplicationBuilder(Outpatient.class)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(
                        "--server.port=0",
                        "--outpatient.abuse-limits.enabled=false",
                        "--outpatient.data=" + Engine.newDirectory("pages-benchmark"),
                        "--logging.file.name=target/test-logs/pages-benchmark.json")) {
            String url = "http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port");
            Report.title("Pages of the demo, %d at once, each asked %d times after %d"
                    .formatted(AT_ONCE, AT_ONCE * ASKS, AT_ONCE * WARM_UP));
            List<Asked> pages = new ArrayList<>();
            PAGES.forEach((email, paths) -> {
                List<PageClient> clients = clients(url, email);
                paths.forEach(path ->
                        pages.add(new Asked(email.isEmpty() ? "visitor" : email.replaceAll("@.*", ""), path, clients)));
            });
            // All pages in turn, as people use them: what they share is compiled for all of them, not for one.
            for (int round = 0; round < ROUNDS; round++) {
                for (Asked page : pages) {
                    page.ask(Math.ceilDiv(WARM_UP, ROUNDS));
                    Delivered.now(program);
                }
            }
            for (Asked page : pages) {
                // Each page has its own records of the trail delivered while it is asked for, not those of the one
                // before.
                Delivered.now(program);
                Latencies took = page.ask(ASKS);
                Report.line("  %-8s %-22s %s", page.who(), page.path(), took);
                Report.atMost(page.who() + " " + page.path() + ", p95", took.percentile(95), SLOWEST_MS, " ms");
            }
            pages.forEach(page -> page.clients().forEach(PageClient::close));
        }
    }

    /** Each with a session of its own, as each would have a browser of its own. */
    private static List<PageClient> clients(String url, String email) {
        List<PageClient> clients = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            PageClient client = new PageClient(url);
            if (!email.isEmpty()) {
                client.submit("/sign-in", Map.of("email", email, "password", PASSWORD));
            }
            clients.add(client);
        }
        return clients;
    }

    private static Latencies ask(PageClient client, String page, int times) {
        Latencies took = new Latencies(times);
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            HttpResponse<byte[]> answer = client.bytes(page, "Accept-Encoding", "gzip");
            took.add(System.nanoTime() - start);
            if (answer.statusCode() != 200) {
                throw new AssertionError(page + " answered " + answer.statusCode());
            }
        }
        return took;
    }
}
