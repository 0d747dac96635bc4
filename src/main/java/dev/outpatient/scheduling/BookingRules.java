package dev.outpatient.scheduling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How soon and how far ahead patients may book.
 *
 * @param notice a visit starts at least this much from now
 * @param horizon and at most this much
 */
@ConfigurationProperties("outpatient.booking")
record BookingRules(
        @DefaultValue("1h") Duration notice,
        @DefaultValue("90d") Duration horizon) {}
