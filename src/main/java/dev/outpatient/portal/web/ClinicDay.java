package dev.outpatient.portal.web;

import dev.outpatient.directory.Office;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;

/** What day it is for a clinic. The server may stand in another part of the world than its offices. */
final class ClinicDay {

    private ClinicDay() {}

    /** The date on the wall of the office where it is earliest; without offices that of the server. */
    static LocalDate today(Collection<Office> offices, Clock clock) {
        return offices.stream()
                .map(office -> LocalDate.now(clock.withZone(office.timeZone())))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> LocalDate.now(clock));
    }
}
