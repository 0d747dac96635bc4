package dev.outpatient.prescriptions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of prescriptions.
 *
 * @param next the cursor of the page that follows, or null on the last one
 * @param unreadable how many more belong on this page, whose documents can't be read: whoever reads the list must not take
 *     it for all that there is
 */
public record PrescriptionList(
        List<Prescription> items, @Nullable String next, int unreadable) {}
