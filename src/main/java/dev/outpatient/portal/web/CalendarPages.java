package dev.outpatient.portal.web;

import dev.outpatient.directory.OfficeDetails;
import dev.outpatient.mail.PublicUrl;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.Appointments;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.AppointmentId;
import dev.outpatient.shared.Role;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** An appointment for a calendar of one's own. Calendars are shared and synchronized: why somebody comes stays here. */
@Controller
class CalendarPages {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final Appointments appointments;
    private final PublicUrl address;
    private final MessageSource messages;
    private final Clock clock;

    CalendarPages(Appointments appointments, PublicUrl address, MessageSource messages, Clock clock) {
        this.appointments = appointments;
        this.address = address;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/appointments/{id}/calendar.ics")
    ResponseEntity<byte[]> file(@PathVariable long id, Actor actor, Locale language) {
        AppointmentView view = appointments.get(actor, new AppointmentId(id));
        String page = address.of("/booked/" + id);
        byte[] file = CalendarFile.of(
                view.appointment(),
                address.host(),
                clock.instant(),
                summary(view, actor, language),
                place(view),
                about(view, page, language),
                page);
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("appointment-" + id + ".ics")
                                .build()
                                .toString())
                .body(file);
    }

    private String summary(AppointmentView view, Actor actor, Locale language) {
        String doctor = view.doctor().name();
        if (actor.is(view.appointment().patientId())) {
            return say("calendar.summary", language, doctor);
        }
        return actor.role() == Role.PATIENT
                ? say("calendar.summary.for", language, view.patientName(), doctor)
                : say("calendar.summary.doctor", language);
    }

    private static String place(AppointmentView view) {
        OfficeDetails office = view.office().details();
        return Stream.of(office.name(), office.address(), office.city(), office.state())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    private String about(AppointmentView view, String page, Locale language) {
        String phone = view.office().details().phone();
        String look = say("calendar.about", language, page);
        return phone == null ? look : look + "\n" + say("calendar.phone", language, phone);
    }

    private String say(String key, Locale language, Object... values) {
        return messages.getMessage(key, values, language);
    }
}
