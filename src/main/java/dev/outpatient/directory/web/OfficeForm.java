package dev.outpatient.directory.web;

import dev.outpatient.directory.Office;
import dev.outpatient.directory.OfficeDetails;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An office as an admin types it.
 *
 * @param version the one that was read; null for an office that is new
 */
public record OfficeForm(
        @NotBlank(message = "{office.name.missing}") @Size(max = 255, message = "{field.long}") @Nullable
        String name,

        @Size(max = 255, message = "{field.long}") @Nullable String address,

        @Size(max = 50, message = "{field.long}") @Nullable String city,

        @Size(max = 20, message = "{field.long}") @Nullable String state,

        @Size(max = 20, message = "{field.long}") @Nullable String phone,
        @Nullable String timeZone,
        @Nullable Integer version) {

    /** Those with the name of a place; the others are older names for the same or have no clock changes. */
    private static final Pattern PLACE =
            Pattern.compile("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+");

    static final List<String> TIME_ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(PLACE.asMatchPredicate())
            .sorted()
            .toList();

    static OfficeForm empty(ZoneId zone) {
        return new OfficeForm(null, null, null, null, null, zone.getId(), null);
    }

    /** Without the time zone, which stays as it was promised. */
    static OfficeForm of(Office office) {
        OfficeDetails details = office.details();
        return new OfficeForm(
                details.name(),
                details.address(),
                details.city(),
                details.state(),
                details.phone(),
                null,
                office.version());
    }

    /** The zone that was typed, if there is one of the name, or one alone whose city was typed: "Chicago", "new york". */
    Optional<ZoneId> zone() {
        String typed = timeZone == null ? "" : timeZone.strip();
        if (ZoneId.getAvailableZoneIds().contains(typed)) {
            return Optional.of(ZoneId.of(typed));
        }
        String city = "/" + typed.replace(' ', '_').toLowerCase(Locale.ROOT);
        List<String> there = TIME_ZONES.stream()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).endsWith(city))
                .toList();
        return there.size() == 1 ? Optional.of(ZoneId.of(there.getFirst())) : Optional.empty();
    }

    OfficeDetails details(ZoneId zone) {
        return new OfficeDetails(
                name == null ? "" : name.strip(),
                Texts.orNull(address),
                Texts.orNull(city),
                Texts.orNull(state),
                Texts.orNull(phone),
                zone);
    }
}
