package dev.outpatient.imports;

import java.util.List;

/** What became of the rows of a batch: each of them was taken, was there already, or is among the rejected. */
record BatchResult(int taken, int alreadyThere, List<Rejection> rejected) {}
