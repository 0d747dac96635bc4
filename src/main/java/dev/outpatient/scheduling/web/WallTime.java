package dev.outpatient.scheduling.web;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody means who points at a time on a wall. */
final class WallTime {

    private WallTime() {}

    /**
     * @param preferred the offset that is meant where the clocks repeat the time; without one it is the first
     * @return empty where the clocks skip the time
     */
    static Optional<OffsetDateTime> resolve(LocalDateTime wall, ZoneId zone, @Nullable ZoneOffset preferred) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
        if (offsets.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                wall.atOffset(preferred != null && offsets.contains(preferred) ? preferred : offsets.getFirst()));
    }
}
