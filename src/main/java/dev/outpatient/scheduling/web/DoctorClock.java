package dev.outpatient.scheduling.web;

import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Office;
import dev.outpatient.shared.DoctorId;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;

/** The clock that a doctor's time off is entered and told by: that of the first office, as time off is in none. */
@Component
class DoctorClock {

    private final Directory directory;
    private final Clock clock;

    DoctorClock(Directory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** The clinic's own for a doctor who works nowhere. */
    ZoneId of(DoctorId doctor) {
        return directory.officesOf(List.of(doctor)).getOrDefault(doctor, List.of()).stream()
                .findFirst()
                .map(Office::timeZone)
                .orElseGet(clock::getZone);
    }
}
