/**
 * Benchmarks of searching and booking on a real MariaDB, each figure printed as a share of its limit. They run with
 * {@code ./mvnw -Pbenchmark verify} only, for they take minutes.
 */
@NullMarked
package dev.outpatient.scheduling.benchmark;

import org.jspecify.annotations.NullMarked;
