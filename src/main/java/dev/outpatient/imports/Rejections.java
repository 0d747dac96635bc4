package dev.outpatient.imports;

import java.util.List;

/** Where each row is listed that was not taken. */
interface Rejections {

    void write(String file, List<Rejection> rejected);
}
