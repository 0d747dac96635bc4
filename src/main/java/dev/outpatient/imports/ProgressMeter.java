package dev.outpatient.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Shows how much of a file has been read. */
interface ProgressMeter {

    ProgressMeter SILENT = (bytes, file) -> bytes;

    /** The same bytes, counted while they are read. */
    InputStream watch(InputStream bytes, Path file) throws IOException;
}
