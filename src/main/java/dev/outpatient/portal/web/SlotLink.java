package dev.outpatient.portal.web;

import org.jspecify.annotations.Nullable;

/**
 * A free time on a page.
 *
 * @param href where it is booked; null if it is there to be read only
 * @param label says day, doctor and place too, as a bare time says little when it is heard; null without a link
 * @param clock 9:30 am
 */
public record SlotLink(@Nullable String href, @Nullable String label, String clock) {}
