package dev.outpatient.portal;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/** A document server on loopback that speaks MongoDB's protocol and keeps its documents in one file. */
final class EmbeddedDocuments implements AutoCloseable {

    static final String DATABASE = "outpatient";

    /** Up to this size it was measured, with a million logs; nobody knows what comes behind. See docs/benchmarks.md. */
    static final long MEASURED = 1354L << 20;

    /** From here on the program says that it is time for a MongoDB. */
    static final long NEAR = MEASURED / 5 * 4;

    private final MVStore store;
    private final MongoServer server;
    private final InetSocketAddress address;

    EmbeddedDocuments(Path file) {
        this(file, 0);
    }

    /** @param port to serve on, or 0 for a free one */
    EmbeddedDocuments(Path file, int port) {
        store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(8)
                .open();
        server = new MongoServer(new DurableBackend(store));
        server.bind(new InetSocketAddress("127.0.0.1", port));
        address = server.getLocalAddress();
    }

    /** It is never away, only slow to answer while the machine is busy: so it is waited for longer than a server. */
    String uri() {
        return "mongodb://127.0.0.1:" + address.getPort() + "/" + DATABASE + "?serverSelectionTimeoutMS=20000";
    }

    /** Of the file, in bytes. */
    long size() {
        return store.getFileStore().size();
    }

    @Override
    public void close() {
        server.shutdownNow();
        if (!store.isClosed()) {
            store.close();
        }
    }

    /** What is acknowledged is in the file: each write is committed before it is answered. */
    private static final class DurableBackend extends H2Backend {

        private static final Set<String> READS = Set.of(
                "find",
                "aggregate",
                "count",
                "distinct",
                "getMore",
                "isMaster",
                "ismaster",
                "ping",
                "listCollections",
                "listIndexes",
                "buildInfo",
                "endSessions",
                "killCursors");

        private final MVStore store;

        DurableBackend(MVStore store) {
            super(store);
            this.store = store;
        }

        /** The constructor of the superclass calls this for each database in the file, before a field of this class is set. */
        @Override
        protected MongoDatabase openOrCreateDatabase(String name) {
            MVStore file = getMvStore();
            return new H2Database(name, file, getCursorRegistry()) {
                @Override
                protected Index<Object> openOrCreateUniqueIndex(
                        String collection, String index, List<IndexKey> keys, boolean sparse) {
                    // What is open already is what the server gets from the store, with this order of the keys.
                    file.openMap(
                            name + "." + collection + "._index_" + index,
                            new MVMap.Builder<Object, Object>().keyType(new IndexKeys()));
                    return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
                }
            };
        }

        @Override
        public @Nullable Document handleMessage(MongoMessage message) {
            String command = message.getDocument().keySet().iterator().next();
            if (command.equals("collMod")) {
                // Only ever sent to change a validator, and this server checks none.
                return new Document("ok", 1.0);
            }
            if (command.equals("createIndexes") && !keepUnique(message.getDocument())) {
                return new Document("ok", 1.0);
            }
            if (READS.contains(command)) {
                return super.handleMessage(message);
            }
            synchronized (store) {
                Document answer = super.handleMessage(message);
                store.commit();
                store.sync();
                return answer;
            }
        }

        /**
         * This server uses no other index, but remembers each, and reads all documents for each when it is opened: with
         * a million logs that took minutes.
         *
         * @return whether any is left
         */
        private static boolean keepUnique(Document command) {
            List<Document> unique = ((Collection<?>) command.getOrDefault("indexes", List.of()))
                    .stream()
                            .map(Document.class::cast)
                            .filter(index -> Boolean.TRUE.equals(index.get("unique")))
                            .toList();
            command.put("indexes", unique);
            return !unique.isEmpty();
        }
    }
}
