package dev.outpatient.audit;

import com.mongodb.MongoException;
import dev.outpatient.audit.SigningKeys.Purpose;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code verify-logs}. */
@Component
@Command(
        name = "verify-logs",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Recomputes the trail and names what was altered, is missing or was inserted.",
            "",
            "Without options it reads the two stores; the clinic may run meanwhile. With --export it reads a file that"
                    + " export-logs wrote, on any machine: it asks for no store and no setting and writes nothing. Keep the keys, or their fingerprint, where nobody who can write to the stores"
                    + " can change them: an export that is checked with the keys it brings shows only that it fits itself.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The trail is as it was written.",
            "1:It is not, or a store failed.",
            "2:The options or the file can't be used."
        })
class VerifyLogsCommand implements Callable<Integer> {

    private static final int CAN_NOT_BE_USED = 2;

    private final @Nullable TrailStores stores;
    private final @Nullable SigningKeys keys;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--export", paramLabel = "FILE", description = "Check this export instead of the stores.")
    private @Nullable Path export;

    @Option(names = "--keys", paramLabel = "FILE", description = "With --export: trust these keys only.")
    private @Nullable Path trusted;

    @Option(
            names = "--fingerprint",
            paramLabel = "HEX",
            description = "With --export: trust the keys in it only if they have this fingerprint.")
    private @Nullable String fingerprint;

    @Option(names = "--show-keys", description = "Print the public keys and their fingerprint, and check nothing.")
    private boolean showKeys;

    /** @param stores null, as the keys, where only an export is to be checked */
    VerifyLogsCommand(@Nullable TrailStores stores, @Nullable SigningKeys keys) {
        this.stores = stores;
        this.keys = keys;
    }

    @Override
    public Integer call() {
        if (export == null && (trusted != null || fingerprint != null)) {
            throw new ParameterException(spec.commandLine(), "--keys and --fingerprint belong to --export.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            if (showKeys) {
                out.print(TrailFile.keyLines(Objects.requireNonNull(keys).list(Purpose.SEAL)));
                err.println("Fingerprint " + fingerprint(ours()));
                return 0;
            }
            return export == null ? checkStores(out) : checkFile(export, out, err);
        } catch (DataAccessException e) {
            err.println("Stopped: " + e.getMostSpecificCause().getMessage());
            return 1;
        } catch (MongoException e) {
            err.println("Stopped: " + e.getMessage());
            return 1;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return CAN_NOT_BE_USED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int checkStores(PrintWriter out) {
        TrailSource source = Objects.requireNonNull(stores).open();
        int code = tell(TrailCheck.run(source), out);
        out.println("Head: record " + source.head().seq() + ", " + source.head().hash());
        out.println("Keys: fingerprint " + fingerprint(ours()));
        return code;
    }

    private int checkFile(Path file, PrintWriter out, PrintWriter err) throws IOException {
        try (TrailFile source = TrailFile.open(file, trusted == null ? null : TrailFile.readKeys(trusted))) {
            String found = fingerprint(source.keys());
            if (fingerprint != null && !fingerprint.equalsIgnoreCase(found)) {
                out.println("The keys of the export have another fingerprint: " + found);
                return 1;
            }
            int code = tell(TrailCheck.run(source), out);
            if (trusted == null && fingerprint == null) {
                err.println("The keys came with the file. This shows that it fits itself, not who wrote it.");
            }
            out.println(
                    "Head: record " + source.head().seq() + ", " + source.head().hash());
            out.println("Keys: fingerprint " + found);
            return code;
        }
    }

    private static int tell(TrailCheck.Result result, PrintWriter out) {
        result.findings().forEach(out::println);
        String looked =
                String.format(Locale.ROOT, "%,d records and %,d seals checked: ", result.records(), result.seals());
        out.println(looked + (result.findings().isEmpty() ? "as they were written." : "see above."));
        return result.findings().isEmpty() ? 0 : 1;
    }

    private Map<String, PublicKey> ours() {
        Map<String, PublicKey> ours = new TreeMap<>();
        Objects.requireNonNull(keys).list(Purpose.SEAL).forEach(half -> ours.put(half.kid(), half.key()));
        return ours;
    }

    /** Of all keys together, in the order of their names. It changes when the next key is made, once a year. */
    private static String fingerprint(Map<String, PublicKey> keys) {
        StringBuilder lines = new StringBuilder();
        new TreeMap<>(keys)
                .forEach((kid, key) -> lines.append(kid)
                        .append(' ')
                        .append(Base64.getEncoder().encodeToString(key.getEncoded()))
                        .append('\n'));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
