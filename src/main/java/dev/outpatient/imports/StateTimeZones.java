package dev.outpatient.imports;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.springframework.stereotype.Component;

/**
 * The time zone of each state and territory of the United States. One that lies in several has the zone in which most
 * of its people live.
 */
@Component
class StateTimeZones {

    private static final String FILE = "/imports/state-time-zones.properties";

    private final Map<String, ZoneId> zones = new HashMap<>();

    StateTimeZones() {
        Properties lines = new Properties();
        try (InputStreamReader text = new InputStreamReader(
                Objects.requireNonNull(StateTimeZones.class.getResourceAsStream(FILE)), StandardCharsets.UTF_8)) {
            lines.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.stringPropertyNames().forEach(code -> {
            String[] zoneAndName = lines.getProperty(code).split(" ", 2);
            ZoneId zone = ZoneId.of(zoneAndName[0]);
            zones.put(code, zone);
            zones.put(zoneAndName[1].toUpperCase(Locale.ROOT), zone);
        });
    }

    /** @param state its two letters or its name, in any case */
    Optional<ZoneId> find(String state) {
        return Optional.ofNullable(zones.get(state.toUpperCase(Locale.ROOT)));
    }
}
