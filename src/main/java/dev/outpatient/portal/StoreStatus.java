package dev.outpatient.portal;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import dev.outpatient.audit.LogBacklog;
import dev.outpatient.mail.Mail;
import dev.outpatient.mail.MailBacklog;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Backlog;
import dev.outpatient.shared.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** How the stores do and what waits between them, for admins and for the metrics. */
@Service
public class StoreStatus {

    /** Delivery is a matter of seconds; what waits for longer is worth a look. */
    private static final Duration PATIENCE = StoreCheck.PATIENCE;

    /** For so long one is told of a mail that could not be sent. */
    private static final Duration TOLD = Duration.ofDays(7);

    private static final Logger log = LoggerFactory.getLogger(StoreStatus.class);

    /**
     * What waits, in whole minutes.
     *
     * @param late whether it waits for longer than it should
     */
    public record Waiting(long count, long minutes, boolean late) {}

    /**
     * The size of the embedded document store.
     *
     * @param limit up to where it was measured
     * @param near whether it is time to think of a MongoDB
     */
    public record Size(long megabytes, long limit, boolean near) {}

    /**
     * Everything at one moment.
     *
     * @param documentsUp whether MongoDB or the embedded store answers
     * @param documents the size of the embedded store, or null with a MongoDB
     * @param setAside log records that MongoDB refused
     * @param mailsFailed mails that could not be sent in the last week
     * @param mailSent whether there is a mail server
     * @param clockSeconds by how much the clocks of this node and of the database differ
     * @param version of the program, or null where it was not packed
     */
    public record Status(
            boolean databaseEmbedded,
            boolean documentsUp,
            @Nullable Size documents,
            Waiting logs,
            long setAside,
            Waiting mails,
            long mailsFailed,
            boolean mailSent,
            long clockSeconds,
            @Nullable String version,
            Instant at) {

        /** Whether nothing asks for somebody. */
        public boolean good() {
            return documentsUp
                    && !logs.late()
                    && !mails.late()
                    && setAside == 0
                    && mailsFailed == 0
                    && clockSeconds <= 2
                    && (documents == null || !documents.near());
        }
    }

    private final MongoDatabase documents;
    private final ObjectProvider<EmbeddedDatabase> embeddedDatabase;
    private final ObjectProvider<EmbeddedDocuments> embeddedDocuments;
    private final LogBacklog logs;
    private final MailBacklog mails;
    private final Mail mail;
    private final StoreCheckRepository rows;
    private final Clock clock;

    StoreStatus(
            MongoDatabase documents,
            ObjectProvider<EmbeddedDatabase> embeddedDatabase,
            ObjectProvider<EmbeddedDocuments> embeddedDocuments,
            LogBacklog logs,
            MailBacklog mails,
            Mail mail,
            StoreCheckRepository rows,
            Clock clock) {
        this.documents = documents;
        this.embeddedDatabase = embeddedDatabase;
        this.embeddedDocuments = embeddedDocuments;
        this.logs = logs;
        this.mails = mails;
        this.mail = mail;
        this.rows = rows;
        this.clock = clock;
    }

    /** @throws Problem.Forbidden when the actor is no admin */
    public Status get(Actor actor) {
        if (!actor.isAdmin()) {
            throw Problem.Forbidden.to("see how the stores do");
        }
        Instant now = clock.instant();
        return new Status(
                embeddedDatabase.stream().findAny().isPresent(),
                answers(),
                size().orElse(null),
                waiting(logs.waiting(), now),
                logs.setAside(),
                waiting(mails.waiting(), now),
                mails.countFailed(now.minus(TOLD)),
                mail.isSent(),
                Math.abs(Duration.between(rows.now(), now).toSeconds()),
                StoreStatus.class.getPackage().getImplementationVersion(),
                now);
    }

    /** Of the embedded document store; empty with a MongoDB. */
    Optional<Size> size() {
        return embeddedDocuments.stream().findAny().map(store -> {
            long bytes = store.size();
            return new Size(bytes >> 20, EmbeddedDocuments.MEASURED >> 20, bytes >= EmbeddedDocuments.NEAR);
        });
    }

    private static Waiting waiting(Backlog backlog, Instant now) {
        Duration age = backlog.age(now);
        return new Waiting(backlog.count(), age.toMinutes(), age.compareTo(PATIENCE) > 0);
    }

    private boolean answers() {
        try {
            documents.runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException e) {
            log.warn("The document store does not answer: {}", e.getMessage());
            return false;
        }
    }
}
