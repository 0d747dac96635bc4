package dev.outpatient.scheduling.web;

/**
 * What a page needs in order to follow its day.
 *
 * @param page its own address
 * @param changes that of the stream
 * @param version of what the page shows
 */
public record LiveDay(String page, String changes, String version) {}
