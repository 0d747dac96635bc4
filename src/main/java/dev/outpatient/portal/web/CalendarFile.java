package dev.outpatient.portal.web;

import dev.outpatient.scheduling.Appointment;
import dev.outpatient.scheduling.AppointmentStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * An appointment as a file that calendars take (RFC 5545). Its times are UTC, so it needs no description of a time zone.
 * Whoever takes it in again after a change has one entry still: its name stays, and the higher sequence wins.
 */
final class CalendarFile {

    /** Octets of a line, without its end. */
    private static final int LONGEST = 75;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder lines = new StringBuilder();

    private CalendarFile() {}

    /**
     * @param host makes the name of the entry one that no other clinic uses
     * @param page where the appointment is shown
     */
    static byte[] of(
            Appointment appointment,
            String host,
            Instant now,
            String summary,
            String place,
            String about,
            String page) {
        boolean off = appointment.status() == AppointmentStatus.CANCELLED;
        return new CalendarFile()
                .line("BEGIN", "VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//Outpatient//Outpatient//EN")
                .line("CALSCALE", "GREGORIAN")
                .line("BEGIN", "VEVENT")
                .line("UID", "appointment-" + appointment.id() + "@" + host)
                .line("SEQUENCE", Integer.toString(appointment.version()))
                .line("DTSTAMP", UTC.format(now))
                .line("DTSTART", UTC.format(appointment.time().start()))
                .line("DTEND", UTC.format(appointment.time().end()))
                .line("STATUS", off ? "CANCELLED" : "CONFIRMED")
                .line("CLASS", "PRIVATE")
                .line("SUMMARY", escaped(summary))
                .line("LOCATION", escaped(place))
                .line("DESCRIPTION", escaped(about))
                .line("URL", page)
                .line("END", "VEVENT")
                .line("END", "VCALENDAR")
                .lines
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private CalendarFile line(String name, String value) {
        lines.append(folded(name + ":" + value)).append("\r\n");
        return this;
    }

    /** Where a line goes on, the next begins with a space, which counts. No character is torn apart. */
    static String folded(String line) {
        StringBuilder folded = new StringBuilder();
        int used = 0;
        for (int at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            String character = Character.toString(line.codePointAt(at));
            int octets = character.getBytes(StandardCharsets.UTF_8).length;
            if (used + octets > LONGEST) {
                folded.append("\r\n ");
                used = 1;
            }
            folded.append(character);
            used += octets;
        }
        return folded.toString();
    }

    /** As text stands in a value: no line ends by itself, and nothing in it ends the value. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replaceAll("\r\n|[\r\n\u2028\u2029]", "\\\\n")
                .replaceAll("\\p{Cntrl}", "");
    }
}
