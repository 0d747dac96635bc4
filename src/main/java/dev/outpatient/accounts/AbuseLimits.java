package dev.outpatient.accounts;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a stranger may try. An address may be a whole clinic's, so what is counted by address is generous.
 *
 * @param enabled false for load tests only
 * @param failures how many sign-ins may fail from an address in an hour, before they are heard one at a time
 * @param requests how many registrations, and how many password resets, an address may ask for in ten minutes
 * @param searches how many searches a node answers for an address in a minute
 */
@ConfigurationProperties("outpatient.abuse-limits")
public record AbuseLimits(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("50") int failures,
        @DefaultValue("100") int requests,
        @DefaultValue("1200") int searches) {}
