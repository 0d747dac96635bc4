package dev.outpatient.scheduling.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Pages of a day that follow what happens.
 *
 * @param streams how many a node keeps open at once; with 0 the pages show what was there when they were loaded
 */
@ConfigurationProperties("outpatient.live")
public record LiveSettings(@DefaultValue("500") int streams) {}
