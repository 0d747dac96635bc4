package dev.outpatient.portal;

import dev.outpatient.audit.LogBacklog;
import dev.outpatient.mail.MailBacklog;
import dev.outpatient.shared.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What waits in the outboxes and how large the embedded store is, as metrics. Each look asks the database. */
@Component
class StoreMetrics implements MeterBinder {

    private final LogBacklog logs;
    private final MailBacklog mails;
    private final StoreStatus status;
    private final Clock clock;

    StoreMetrics(LogBacklog logs, MailBacklog mails, StoreStatus status, Clock clock) {
        this.logs = logs;
        this.mails = mails;
        this.status = status;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        outbox(registry, "logs", logs::waiting);
        outbox(registry, "mails", mails::waiting);
        Gauge.builder("outpatient.logs.refused", logs, LogBacklog::setAside)
                .description("Log records that MongoDB refused and that stay in MySQL")
                .register(registry);
        if (status.size().isPresent()) {
            Gauge.builder(
                            "outpatient.documents.size",
                            status,
                            s -> s.size()
                                    .map(size -> size.megabytes() * 1024.0 * 1024.0)
                                    .orElse(Double.NaN))
                    .baseUnit("bytes")
                    .description("Size of the embedded document store")
                    .register(registry);
        }
    }

    private void outbox(MeterRegistry registry, String name, Supplier<Backlog> backlog) {
        Gauge.builder("outpatient.outbox.waiting", () -> backlog.get().count())
                .tag("outbox", name)
                .description("What was not delivered yet")
                .register(registry);
        Gauge.builder(
                        "outpatient.outbox.oldest",
                        () -> backlog.get().age(clock.instant()).toMillis() / 1000.0)
                .tag("outbox", name)
                .baseUnit("seconds")
                .description("How long the oldest has waited")
                .register(registry);
    }
}
