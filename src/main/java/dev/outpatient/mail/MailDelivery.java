package dev.outpatient.mail;

import dev.outpatient.mail.MailRepository.Kept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Hands messages to the mail server, each once, whichever nodes there are. A message is claimed in a transaction of its
 * own before the server hears of it; so what was claimed by a node that died may have been sent, and is not sent again.
 * What the server certainly did not take is tried again, after pauses that grow to an hour.
 */
@Component
class MailDelivery {

    /** Longer than the mail server may keep a node waiting, by the timeouts in application.yaml. */
    static final Duration CLAIM = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(MailDelivery.class);
    private static final int BATCH = 50;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(30);

    private final MailRepository outbox;
    private final MailPost post;
    private final boolean sends;
    private final Clock clock;

    MailDelivery(MailRepository outbox, MailPost post, ObjectProvider<JavaMailSender> sender, Clock clock) {
        this.outbox = outbox;
        this.post = post;
        this.sends = sender.stream().findAny().isPresent();
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void deliver() {
        if (!sends) {
            return;
        }
        List<Kept> due = outbox.listDue(clock.instant(), BATCH);
        for (Kept message : due) {
            if (outbox.claim(message.id(), clock.instant())) {
                deliver(message);
            }
        }
    }

    /** What was claimed and never finished: its node died, and nobody knows how far it got. */
    @Scheduled(fixedDelay = 60_000)
    void giveUpClaims() {
        Instant now = clock.instant();
        outbox.giveUp(now.minus(CLAIM), now)
                .forEach(id -> log.error(
                        "Mail {}: the node that was sending it stopped. It may have arrived; it is not sent again.",
                        id));
    }

    @Scheduled(fixedDelay = 3_600_000)
    void removeOld() {
        outbox.removeDone(clock.instant().minus(KEPT));
    }

    private void deliver(Kept message) {
        if (!clock.instant().isBefore(message.uselessAt())) {
            log.warn("Mail {}: given up after {} tries", message.id(), message.tries());
            outbox.finish(message.id(), MailState.FAILED, clock.instant());
            return;
        }
        MailPost.Outcome outcome = post.send(message);
        switch (outcome.result()) {
            case TAKEN -> outbox.finish(message.id(), MailState.SENT, clock.instant());
            case REFUSED -> {
                log.warn("Mail {}: refused for good: {}", message.id(), outcome.reason());
                outbox.finish(message.id(), MailState.FAILED, clock.instant());
            }
            case UNKNOWN -> {
                log.error("Mail {}: it may have arrived; it is not sent again: {}", message.id(), outcome.reason());
                outbox.finish(message.id(), MailState.UNKNOWN, clock.instant());
            }
            case NOT_NOW -> release(message, outcome.reason());
        }
    }

    private void release(Kept message, @Nullable String reason) {
        Duration pause = pause(message.tries());
        log.warn("Mail {}: next try in {}: {}", message.id(), pause, reason);
        outbox.release(message.id(), clock.instant().plus(pause));
    }

    /** @param tries how many there were before the one that has just failed */
    static Duration pause(int tries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
