package dev.outpatient;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Listens to what the program sends to MongoDB, so that tests can hold it against what a real one takes. */
@TestConfiguration(proxyBeanMethods = false)
public class SentDocuments implements CommandListener {

    /** A document on its way into a collection. */
    public record Sent(String collection, BsonDocument document) {}

    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final List<Sent> inserted = new CopyOnWriteArrayList<>();
    private static final Set<BsonDocument> commands = ConcurrentHashMap.newKeySet();

    @Bean
    static MongoClientSettingsBuilderCustomizer listening() {
        return settings -> settings.addCommandListener(new SentDocuments());
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (!isThePrograms()) {
            return;
        }
        BsonDocument command = event.getCommand().clone();
        if (event.getCommandName().equals("insert")) {
            String collection = command.getString("insert").getValue();
            for (BsonValue document : command.getArray("documents")) {
                inserted.add(new Sent(collection, document.asDocument()));
            }
        } else {
            commands.add(command);
        }
    }

    /** The driver calls this on the thread of who sends; tests send queries of their own through the same client. */
    private static boolean isThePrograms() {
        return WALKER.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                .filter(type -> type.getName().startsWith("dev.outpatient.") && type != SentDocuments.class)
                .findFirst()
                .map(type -> !type.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()
                        .contains("/test-classes/"))
                .orElse(true));
    }

    /** Every document that any program of this JVM has sent so far. */
    public static List<Sent> inserted() {
        return List.copyOf(inserted);
    }

    /** Every other command. */
    public static Set<BsonDocument> commands() {
        return Set.copyOf(commands);
    }
}
