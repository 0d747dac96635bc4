package dev.outpatient.portal;

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

    Startup(FirstAdmin firstAdmin, ObjectProvider<DemoMode> demo, PublicUrl address) {
        this.firstAdmin = firstAdmin;
        this.demo = demo;
        this.address = address;
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
        System.out.println(text);
    }
}
