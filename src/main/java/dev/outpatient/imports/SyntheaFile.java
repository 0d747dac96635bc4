package dev.outpatient.imports;

import java.util.List;
import java.util.Optional;

/** One of the files: what its rows say, and how they become records of ours. */
interface SyntheaFile<R extends SourceRow> {

    /** The file's name without its extension. */
    String name();

    /** Whether there is no import without it; without one that is not needed, there is nothing of it to take in. */
    default boolean isNeeded() {
        return true;
    }

    /** The columns that are read; a file may have others too. */
    List<String> columns();

    /** Called before the first row of each run. */
    default void begin() {}

    /**
     * @return the row, or empty when it is not of a class that is taken in
     * @throws RejectedRow when the row can't be taken, whatever the databases hold
     */
    Optional<R> read(Row row);

    /**
     * Takes in the rows that are not there yet, in their order. Runs in a transaction, and once more when that was
     * rolled back.
     *
     * @param rows a few hundred, no two with the same key
     */
    BatchResult take(List<R> rows);
}
