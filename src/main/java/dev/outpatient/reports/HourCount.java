package dev.outpatient.reports;

import java.time.DayOfWeek;

/** How many visits began in an hour of the week, 0 to 23, by the clock on the office's wall. */
public record HourCount(DayOfWeek day, int hour, long visits) {}
