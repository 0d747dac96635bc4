package dev.outpatient.portal;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The embedded document server alone, for a test to kill. Arguments: a file, and a port if it matters. */
public final class DocumentServerMain {

    private DocumentServerMain() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedDocuments documents =
                new EmbeddedDocuments(Path.of(args[0]), args.length == 1 ? 0 : Integer.parseInt(args[1]));
        System.out.println("serves " + documents.uri());
        TimeUnit.MINUTES.sleep(5);
    }
}
