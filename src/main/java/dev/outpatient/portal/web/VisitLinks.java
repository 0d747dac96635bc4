package dev.outpatient.portal.web;

import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.scheduling.VisitAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Says of visits what can be done with them. The templates know it as {@code #visits}. A day has a hundred of these buttons
 * and links, and each needs its address, its word and whose visit it is, which a template says in ten expressions.
 */
@Component
public class VisitLinks {

    /** The others are of the day on which somebody comes, or does not. */
    private static final Set<VisitAction> OF_APPOINTMENTS = EnumSet.of(VisitAction.MOVE, VisitAction.CANCEL);
    /** A dialog of the page asks first. */
    private static final Set<VisitAction> ASKED = EnumSet.of(VisitAction.NO_SHOW, VisitAction.CANCEL);

    private final PageTimes times;
    private final MessageSource messages;

    VisitLinks(PageTimes times, MessageSource messages) {
        this.times = times;
        this.messages = messages;
    }

    /**
     * The likeliest in front, the rest in a menu.
     *
     * @param back the page to go on to afterwards
     * @param shown how many the line has room for; with more, all but one go into the menu, or all when it has none
     */
    public VisitMenu menu(AppointmentView view, List<VisitAction> actions, String back, int shown) {
        String clock = times.clock(view.startsAt(), view.office().timeZone());
        String then = "?continue=" + UriUtils.encode(back, StandardCharsets.UTF_8);
        List<VisitLink> links =
                actions.stream().map(action -> link(view, action, then, clock)).toList();
        // What takes back a slip is nobody's next step.
        int next = (int)
                actions.stream().filter(action -> action != VisitAction.UNDO).count();
        int buttons = links.size() <= shown ? next : Math.min(shown, 1);
        return new VisitMenu(
                links.subList(0, buttons),
                links.subList(buttons, links.size()),
                say("visit.more", view.patientName(), clock));
    }

    private VisitLink link(AppointmentView view, VisitAction action, String then, String clock) {
        String word = action.word();
        String said = say("visit." + word);
        String path = (OF_APPOINTMENTS.contains(action) ? "/appointments/" : "/day/")
                + view.appointment().id() + "/" + word;
        return new VisitLink(
                word,
                action.isStep(),
                PageModel.contextPath() + path + (action.isStep() ? "" : then),
                ASKED.contains(action) ? word : null,
                view.appointment().version(),
                said,
                say("visit.label", said, view.patientName(), clock));
    }

    private String say(String key, Object... with) {
        return messages.getMessage(key, with, LocaleContextHolder.getLocale());
    }
}
