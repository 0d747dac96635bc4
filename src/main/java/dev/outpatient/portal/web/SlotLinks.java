package dev.outpatient.portal.web;

import dev.outpatient.scheduling.Slot;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Says of free times where each is booked. The templates know it as {@code #slots}. Pages have a hundred of them, and each
 * needs the day, the clock, the doctor and the place in one label, which a template says in seven expressions.
 */
@Component
public class SlotLinks {

    private final PageTimes times;
    private final MessageSource messages;

    SlotLinks(PageTimes times, MessageSource messages) {
        this.times = times;
        this.messages = messages;
    }

    /**
     * The same times as links, or without an address when they are only there to be read.
     *
     * @param books whether who looks at them books them
     * @param forPatient the patient for whom somebody books, or null
     */
    public List<SlotLink> of(List<Slot> slots, boolean books, @Nullable Object forPatient) {
        String book = PageModel.contextPath() + "/book?" + (forPatient == null ? "" : "patientId=" + forPatient + "&");
        Locale language = LocaleContextHolder.getLocale();
        return slots.stream()
                .map(slot -> {
                    OffsetDateTime start = slot.startsAt();
                    String clock = times.clock(start, slot.office().timeZone());
                    if (!books) {
                        return new SlotLink(null, null, clock);
                    }
                    String label = messages.getMessage(
                            "slot.label",
                            new Object[] {
                                times.day(start) + ", " + clock,
                                slot.doctor().name(),
                                slot.office().name()
                            },
                            language);
                    return new SlotLink(book + query(slot, start), label, clock);
                })
                .toList();
    }

    /** What the address of a doctor's page is told of the patient for whom somebody books: {@code ?patientId=5}, or nothing. */
    public String patient(@Nullable Object forPatient) {
        return forPatient == null ? "" : "?patientId=" + forPatient;
    }

    private static String query(Slot slot, OffsetDateTime start) {
        // Of what a time is written with, only the plus means something else in an address.
        return "doctorId=" + slot.doctor().id() + "&officeId=" + slot.office().id() + "&startsAt="
                + start.toString().replace("+", "%2B");
    }
}
