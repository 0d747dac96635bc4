package dev.outpatient.portal.web;

import dev.outpatient.audit.LogEntry;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.Reference;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the page on which patients see who used their record.
 *
 * @param at at the clinic
 * @param who you, doctor, admin, family or clinic
 * @param name of the doctor, or null
 * @param what the last part of the message's key
 * @param times how often it was done in a row
 */
public record AccessLine(
        OffsetDateTime at, String who, @Nullable String name, String what, boolean warns, int times) {

    /** The actions that have words of their own. */
    private static final Set<String> WORDED = Set.of(
            "record.read",
            "record.read-emergency",
            "record.read-family",
            "record.opened-emergency",
            "record.changed",
            "record.registered",
            "record.refused",
            "record.exported",
            "account.closing-asked",
            "account.closing-taken-back",
            "account.disabled",
            "account.enabled",
            "photo.read",
            "photo.changed",
            "photo.removed",
            "appointment.read",
            "appointment.booked",
            "appointment.moved",
            "appointment.cancelled",
            "appointment.arrived",
            "appointment.completed",
            "appointment.no-show",
            "prescription.read",
            "prescription.read-emergency",
            "prescription.written",
            "prescription.changed",
            "prescription.printed",
            "prescription.printed-emergency",
            "prescriptions.read",
            "prescriptions.read-emergency",
            "allergies.read",
            "allergies.read-emergency",
            "allergy.recorded",
            "allergy.removed",
            "feedback.given",
            "feedback.answered",
            "feedback.hidden");

    private static final String EMERGENCY = "-emergency";

    /** In the same order; what one person did several times in a row on one day is one line. */
    static List<AccessLine> of(List<LogEntry> entries, Map<Reference, String> doctors, Actor patient, ZoneId zone) {
        List<AccessLine> lines = new ArrayList<>();
        for (LogEntry entry : entries) {
            AccessLine line = of(entry, doctors, patient, zone);
            AccessLine before = lines.isEmpty() ? null : lines.getLast();
            if (before != null && before.isSame(line)) {
                lines.set(lines.size() - 1, before.again());
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    private static AccessLine of(LogEntry entry, Map<Reference, String> doctors, Actor patient, ZoneId zone) {
        Reference user = entry.user();
        String name = user == null ? null : doctors.get(user);
        String who;
        if (patient.reference().equals(user)) {
            who = "you";
        } else if (name != null) {
            who = "doctor";
        } else {
            who = user == null
                    ? "clinic"
                    : switch (user.kind()) {
                        case ADMIN -> "admin";
                        case PATIENT -> "family";
                        default -> "clinic";
                    };
        }
        String action = entry.action();
        boolean refused = !entry.outcome().equals("ok");
        String what = refused ? "record.refused" : action != null && WORDED.contains(action) ? action : "other";
        return new AccessLine(
                entry.createdAt().atZone(zone).toOffsetDateTime(),
                who,
                name,
                what,
                refused || what.endsWith(EMERGENCY),
                1);
    }

    private boolean isSame(AccessLine other) {
        return who.equals(other.who)
                && Objects.equals(name, other.name)
                && what.equals(other.what)
                && at.toLocalDate().equals(other.at.toLocalDate());
    }

    private AccessLine again() {
        return new AccessLine(at, who, name, what, warns, times + 1);
    }
}
