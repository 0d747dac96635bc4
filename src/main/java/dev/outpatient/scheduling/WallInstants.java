package dev.outpatient.scheduling;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * When a range that is told by the clock on a wall begins and ends. Where the clocks jump, it covers whatever the wall
 * shows: what occurs twice counts twice, what is skipped is no time.
 */
public final class WallInstants {

    private WallInstants() {}

    /** The first moment at which the clock shows a time; where it is skipped, the moment of the jump. */
    public static Instant start(LocalDateTime wall, ZoneId zone) {
        return instant(wall, zone, true);
    }

    /**
     * The last moment at which the clock has not come to a time; where it is skipped, the moment of the jump. What ends as
     * the clocks first come to the hour that they will show again has nothing of its second time.
     */
    public static Instant end(LocalDateTime wall, ZoneId zone) {
        return instant(wall, zone, false);
    }

    private static Instant instant(LocalDateTime wall, ZoneId zone, boolean first) {
        ZoneOffsetTransition jump = zone.getRules().getTransition(wall);
        if (jump == null) {
            return wall.toInstant(zone.getRules().getOffset(wall));
        }
        if (jump.isGap()) {
            return jump.getInstant();
        }
        boolean before = first || wall.equals(jump.getDateTimeAfter());
        return wall.toInstant(before ? jump.getOffsetBefore() : jump.getOffsetAfter());
    }
}
