package dev.outpatient.portal;

import dev.outpatient.accounts.AbuseLimits;
import dev.outpatient.accounts.FirstAdmin;
import dev.outpatient.mail.PublicUrl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the console says once the clinic runs: where it is, and how to get in. */
@Component
@Profile("!command")
class Startup {

    private final FirstAdmin firstAdmin;
    private final ObjectProvider<DemoMode> demo;
    private final PublicUrl address;
    private final AbuseLimits limits;
    private final StoreStatus stores;

    Startup(
            FirstAdmin firstAdmin,
            ObjectProvider<DemoMode> demo,
            PublicUrl address,
            AbuseLimits limits,
            StoreStatus stores) {
        this.firstAdmin = firstAdmin;
        this.demo = demo;
        this.address = address;
        this.limits = limits;
        this.stores = stores;
    }

    @EventListener
    void onReady(ApplicationReadyEvent event) {
        String url = address.base();
        StringBuilder text = new StringBuilder("\nOutpatient runs at " + url + "\n");
        if (demo.stream().anyMatch(DemoMode::isOn)) {
            text.append("""
                      Demo data; sign in as patient@demo.test, doctor@demo.test or admin@demo.test,
                      password outpatient-demo
                    """);
        } else {
            firstAdmin
                    .invite()
                    .ifPresent(token -> text.append("  Create the first admin, once, within a day: ")
                            .append(url)
                            .append("/setup?token=")
                            .append(token)
                            .append("\n"));
        }
        if (!limits.enabled()) {
            text.append("  Abuse limits are off (outpatient.abuse-limits.enabled=false): for load tests only\n");
        }
        stores.size()
                .filter(StoreStatus.Size::near)
                .ifPresent(size -> text.append("  The embedded document store holds ")
                        .append(size.megabytes())
                        .append(" MB; it was tried up to ")
                        .append(size.limit())
                        .append(" MB. Time for a MongoDB: docs/running.md\n"));
        System.out.println(text);
    }
}
