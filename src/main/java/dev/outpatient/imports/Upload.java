package dev.outpatient.imports;

import org.springframework.core.io.InputStreamSource;

/**
 * A file that somebody sent.
 *
 * @param name as the sender calls it, which may be anything
 */
public record Upload(String name, InputStreamSource content) {}
