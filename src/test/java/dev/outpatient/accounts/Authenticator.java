package dev.outpatient.accounts;

import dev.outpatient.Engine;
import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.SecretBox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody's phone with an authenticator app, set up some minutes ago, so that each of its codes is still unused. */
public final class Authenticator {

    private final String secret;

    private Authenticator(String secret) {
        this.secret = secret;
    }

    public static Authenticator of(Engine engine, Actor actor) {
        return of(engine.program(), actor);
    }

    public static Authenticator of(ApplicationContext program, Actor actor) {
        Clock clock = program.getBean(Clock.class);
        Instant before = clock.instant().minus(Duration.ofMinutes(10));
        SecondFactors factors = at(program, before);
        String secret = new TransactionTemplate(
                        program.getBean(org.springframework.transaction.PlatformTransactionManager.class))
                .execute(status -> {
                    String begun = factors.beginApp(actor);
                    if (!factors.confirmApp(actor, OneTimeCodes.code(begun, before))) {
                        throw new IllegalStateException("The app was not taken");
                    }
                    return begun;
                });
        return new Authenticator(java.util.Objects.requireNonNull(secret));
    }

    /** For a secret that a page shows. */
    public static Authenticator with(String secret) {
        return new Authenticator(secret.replace(" ", ""));
    }

    public String code(Instant moment) {
        return OneTimeCodes.code(secret, moment);
    }

    static SecondFactors at(ApplicationContext program, Instant moment) {
        return new SecondFactors(
                program.getBean(SecondFactorRepository.class),
                program.getBean(SecretBox.class),
                program.getBean(AuditTrail.class),
                Clock.fixed(moment, ZoneOffset.UTC));
    }
}
