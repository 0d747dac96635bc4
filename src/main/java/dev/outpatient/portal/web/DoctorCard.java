package dev.outpatient.portal.web;

import dev.outpatient.directory.Doctor;
import dev.outpatient.directory.Office;
import dev.outpatient.feedback.Rating;
import dev.outpatient.scheduling.DayTimes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A doctor in a list, with the next free times.
 *
 * @param rating null when nobody has rated, or the ratings can't be had
 * @param days the next free times, perhaps none
 * @param zoned whether the list spans time zones, so that each time needs its own
 */
public record DoctorCard(
        Doctor doctor, List<Office> offices, @Nullable Rating rating, List<DayTimes> days, boolean zoned) {}
