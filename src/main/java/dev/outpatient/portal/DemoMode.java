package dev.outpatient.portal;

import dev.outpatient.accounts.Admins;
import dev.outpatient.mail.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Whether this is a clinic of made-up people to try the program with. Demo data goes into embedded stores that are
 * empty, before the first page is served; a store that somebody configured gets none.
 */
@Component
@Profile("!command")
public class DemoMode implements SmartInitializingSingleton {

    static final String ADMIN = "admin@demo.test";

    private static final Logger log = LoggerFactory.getLogger(DemoMode.class);

    private final boolean embedded;
    private final DemoClinic clinic;
    private final Admins admins;
    private final Mail mail;
    private boolean on;

    DemoMode(Environment settings, DemoClinic clinic, Admins admins, Mail mail) {
        this.embedded = settings.getProperty(StoreSettings.DATABASE) == null
                && settings.getProperty(StoreSettings.DOCUMENTS) == null
                && settings.getProperty("outpatient.demo-data", Boolean.class, true);
        this.clinic = clinic;
        this.admins = admins;
        this.mail = mail;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (embedded && clinic.isEmpty()) {
            long start = System.nanoTime();
            clinic.load();
            log.info("Demo data loaded in {} ms", (System.nanoTime() - start) / 1_000_000);
        }
        on = embedded && admins.has(ADMIN);
        if (on) {
            mail.openInbox();
        }
    }

    public boolean isOn() {
        return on;
    }
}
