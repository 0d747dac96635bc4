package dev.outpatient.portal;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The embedded document server alone, for a test to kill. */
final class DocumentServerMain {

    private DocumentServerMain() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedDocuments documents = new EmbeddedDocuments(Path.of(args[0]));
        System.out.println("serves " + documents.uri());
        TimeUnit.MINUTES.sleep(5);
    }
}
