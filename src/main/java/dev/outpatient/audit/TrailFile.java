package dev.outpatient.audit;

import dev.outpatient.audit.SigningKeys.PublicHalf;
import dev.outpatient.audit.SigningKeys.Purpose;
import dev.outpatient.audit.SigningKeys.Signed;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.json.JsonParseException;
import org.jspecify.annotations.Nullable;

/**
 * A whole trail in a file of JSON lines: first the signed head with the public keys, then the seals, then the records,
 * each in their order. It is written and read as a stream; only the seals are held in memory.
 */
final class TrailFile implements TrailSource, Closeable {

    private static final int FORMAT = 1;
    private static final int WINDOW = 500;

    private final BufferedReader reader;
    private final TrailHead head;
    private final Map<String, PublicKey> keys = new HashMap<>();
    private final Map<Long, String> leaves = new HashMap<>();
    private final Map<Long, Document> seals = new HashMap<>();
    private final List<String> strays = new ArrayList<>();
    /** The record that was read already and belongs to a later window. */
    private @Nullable Document ahead;

    private TrailFile(BufferedReader reader, Document first, @Nullable Map<String, PublicKey> trusted)
            throws IOException {
        this.reader = reader;
        Document signed = first.get("head", Document.class);
        this.head = TrailHead.from(signed);
        first.getList("keys", Document.class)
                .forEach(key -> keys.put(key.getString("kid"), SigningKeys.parse(key.getString("public"))));
        if (trusted != null) {
            keys.clear();
            keys.putAll(trusted);
        }
        first.getList("leaves", Document.class)
                .forEach(leaf -> leaves.put(leaf.get("seq", Number.class).longValue(), leaf.getString("hash")));
        PublicKey key = keys.get(first.getString("kid"));
        if (key == null || !SigningKeys.verify(key, head.content(), TrailCheck.bytes(first.getString("signature")))) {
            strays.add("The head of the export was altered: its signature does not fit, or its key is not trusted.");
        }
        readSeals();
    }

    /**
     * Writes a trail.
     *
     * @throws UncheckedIOException when the writer fails
     */
    static void write(TrailSource source, SigningKeys keys, Writer out) {
        TrailHead head = source.head();
        Signed signed = keys.sign(Purpose.SEAL, head.content());
        line(
                out,
                new Document("trail", FORMAT)
                        .append("head", head.toDocument())
                        .append("kid", signed.kid())
                        .append("signature", Base64.getEncoder().encodeToString(signed.value()))
                        .append(
                                "keys",
                                keys.list(Purpose.SEAL).stream()
                                        .map(half -> new Document("kid", half.kid()).append("public", half.encoded()))
                                        .toList())
                        .append(
                                "leaves",
                                source.leaves().entrySet().stream()
                                        .map(leaf -> new Document("seq", leaf.getKey()).append("hash", leaf.getValue()))
                                        .toList()));
        for (long number = head.purge().seal() + 1; number <= head.seal(); number++) {
            Document seal = source.seals(number, number).get(number);
            if (seal != null) {
                line(out, new Document("seal", seal));
            }
        }
        for (long from = head.purge().seq() + 1; from <= head.seq(); from += WINDOW) {
            long to = Math.min(from + WINDOW - 1, head.seq());
            Map<Long, Document> found = source.records(from, to);
            for (long number = from; number <= to; number++) {
                Document record = found.get(number);
                if (record != null) {
                    line(out, new Document("log", record));
                }
            }
        }
    }

    /**
     * Opens an export.
     *
     * @param trusted the keys to trust, by name, or null to trust those that the file brings
     * @throws IllegalArgumentException when it is no export
     */
    static TrailFile open(Path file, @Nullable Map<String, PublicKey> trusted) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file);
        try {
            String line = reader.readLine();
            return new TrailFile(reader, Document.parse(line == null ? "" : line), trusted);
        } catch (JsonParseException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            reader.close();
            throw new IllegalArgumentException("Not an export of a trail: " + file, e);
        }
    }

    /** The keys that this file is checked with. */
    Map<String, PublicKey> keys() {
        return keys;
    }

    /** The keys that sign seals, one a line: the name, a blank and the key. */
    static String keyLines(List<PublicHalf> halves) {
        StringBuilder lines = new StringBuilder();
        halves.forEach(half ->
                lines.append(half.kid()).append(' ').append(half.encoded()).append('\n'));
        return lines.toString();
    }

    /** @throws IllegalArgumentException when a line is none of {@link #keyLines} */
    static Map<String, PublicKey> readKeys(Path file) throws IOException {
        Map<String, PublicKey> keys = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.strip().split(" ");
            if (parts.length != 2) {
                throw new IllegalArgumentException("Not a file of keys: " + file);
            }
            keys.put(parts[0], SigningKeys.parse(parts[1]));
        }
        return keys;
    }

    @Override
    public TrailHead head() {
        return head;
    }

    @Override
    public Map<Long, String> leaves() {
        return leaves;
    }

    @Override
    public Map<Long, Document> seals(long from, long to) {
        return seals;
    }

    @Override
    public Map<Long, Document> records(long from, long to) {
        Map<Long, Document> found = new HashMap<>();
        try {
            for (Document record = next(); record != null; record = next()) {
                OptionalLong number = TrailNumber.RECORD.from(record.get("_id"));
                if (number.isPresent() && number.getAsLong() > to && number.getAsLong() <= head.seq()) {
                    ahead = record;
                    break;
                }
                if (number.isEmpty()
                        || number.getAsLong() < from
                        || number.getAsLong() > to
                        || found.putIfAbsent(number.getAsLong(), record) != null) {
                    strays.add("A record was inserted or stands elsewhere: " + record.get("_id") + ".");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Override
    public List<String> strays() {
        // Whatever follows the last record.
        records(head.seq() + 1, head.seq());
        seals.keySet().stream()
                .filter(number -> number > head.seal() || number <= head.purge().seal())
                .sorted()
                .forEach(number -> strays.add("A seal was inserted, as seal " + number + "."));
        return strays;
    }

    @Override
    public Optional<PublicKey> key(String kid) {
        return Optional.ofNullable(keys.get(kid));
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private void readSeals() throws IOException {
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            Document line = Document.parse(text);
            Document seal = line.get("seal", Document.class);
            if (seal == null) {
                ahead = line.get("log", Document.class);
                return;
            }
            OptionalLong number = TrailNumber.SEAL.from(seal.get("_id"));
            if (number.isEmpty() || seals.putIfAbsent(number.getAsLong(), seal) != null) {
                strays.add("A seal was inserted: " + seal.get("_id") + ".");
            }
        }
    }

    private @Nullable Document next() throws IOException {
        Document first = ahead;
        if (first != null) {
            ahead = null;
            return first;
        }
        String line = reader.readLine();
        return line == null ? null : Document.parse(line).get("log", Document.class);
    }

    private static void line(Writer out, Document document) {
        try {
            out.write(document.toJson());
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
