package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Office;
import dev.outpatient.scheduling.Closure;

/** An office that is closed on a date, and why. */
public record ClosedOffice(Office office, Closure closure) {}
