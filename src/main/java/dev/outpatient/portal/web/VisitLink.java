package dev.outpatient.portal.web;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be done with a visit, on a page.
 *
 * @param word names it for scripts and paths, such as {@code no-show}
 * @param isStep whether pressing it is enough; the others lead to a page that asks
 * @param href where that is sent, or where it leads
 * @param question the dialog of the page that asks as well; null when there is none
 * @param version of the visit as it was seen
 * @param said Move
 * @param label says whose visit it is too, as a bare word says little when it is heard
 */
public record VisitLink(
        String word, boolean isStep, String href, @Nullable String question, int version, String said, String label) {}
