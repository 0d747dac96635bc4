package dev.outpatient.portal;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.outpatient.shared.DocumentSchema;
import dev.outpatient.shared.InsertOnce;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * Fills the embedded document store with logs and says at every step how large it is, how fast it takes more, how much
 * memory it holds and how long a page takes. Arguments: a directory, and how many logs.
 */
final class EmbeddedDocumentsBenchmark {

    private static final int BATCH = 500;
    private static final int PAGE = 21;
    private static final int PAGES = 200;

    private EmbeddedDocumentsBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]).resolve("documents.mv");
        int total = Integer.parseInt(args[1]);
        System.out.printf("Heap of %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
        try (EmbeddedDocuments documents = new EmbeddedDocuments(file);
                MongoClient client = MongoClients.create(documents.uri())) {
            MongoCollection<Document> logs =
                    DocumentSchema.load("logs").applyTo(client.getDatabase(EmbeddedDocuments.DATABASE));
            fill(logs, file, total);
        }
        long began = System.nanoTime();
        try (EmbeddedDocuments documents = new EmbeddedDocuments(file);
                MongoClient client = MongoClients.create(documents.uri())) {
            MongoCollection<Document> logs =
                    client.getDatabase(EmbeddedDocuments.DATABASE).getCollection("logs");
            logs.find(Filters.eq("_id", id(total))).first();
            System.out.printf(
                    "Opened again in %d ms; %s%n", (System.nanoTime() - began) / 1_000_000, pages(logs, total));
        }
    }

    private static void fill(MongoCollection<Document> logs, Path file, int total) throws Exception {
        Random random = new Random(7);
        long began = System.nanoTime();
        int step = Math.max(BATCH, total / 10);
        for (int first = 1; first <= total; first += BATCH) {
            List<Document> batch = new ArrayList<>();
            for (int seq = first; seq < first + BATCH; seq++) {
                batch.add(log(seq, random));
            }
            InsertOnce.insert(logs, batch);
            int done = first + BATCH - 1;
            if (done % step == 0) {
                double seconds = (System.nanoTime() - began) / 1e9;
                System.gc();
                Runtime memory = Runtime.getRuntime();
                System.out.printf(
                        "%,d logs: %,d a second since the step before, file %d MB, heap used %d MB, %s%n",
                        done,
                        Math.round(step / seconds),
                        Files.size(file) >> 20,
                        (memory.totalMemory() - memory.freeMemory()) >> 20,
                        pages(logs, done));
                began = System.nanoTime();
            }
        }
    }

    /** As LogSearch reads them: the newest, by their ids; the first after nothing else was read. */
    private static String pages(MongoCollection<Document> logs, int newest) {
        long[] nanos = new long[PAGES];
        for (int i = 0; i < PAGES; i++) {
            int last = newest - i;
            List<ObjectId> ids =
                    LongStream.range(0, PAGE).mapToObj(n -> id(last - n)).toList();
            long before = System.nanoTime();
            logs.find(Filters.in("_id", ids)).into(new ArrayList<>());
            nanos[i] = System.nanoTime() - before;
        }
        Arrays.sort(nanos);
        return String.format(
                "page of %d: p50 %.1f ms, p95 %.1f ms",
                PAGE - 1, nanos[PAGES / 2] / 1e6, nanos[PAGES * 95 / 100] / 1e6);
    }

    private static ObjectId id(long seq) {
        return new ObjectId(String.format("%08x%016x", 9, seq));
    }

    private static Document log(long seq, Random random) {
        return new Document("_id", id(seq))
                .append("seq", seq)
                .append("user_id", id(random.nextInt(20_000)))
                .append("action", "record.read")
                .append("outcome", "ok")
                .append("severity", random.nextInt(50) == 0 ? "warning" : "info")
                .append("message", "Read the record of a patient in care, on the page of the day")
                .append("subject_id", id(random.nextInt(20_000)))
                .append("reference_id", id(random.nextInt(200_000)))
                .append("request_id", Long.toHexString(random.nextLong()))
                .append("address", "192.0.2." + random.nextInt(255))
                .append("node", "clinic-1")
                .append("created_at", Date.from(Instant.EPOCH.plusSeconds(1_700_000_000 + seq)));
    }
}
