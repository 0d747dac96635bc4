package dev.outpatient.portal.web;

import dev.outpatient.mail.Mail;
import dev.outpatient.accounts.HalfSignIn;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.portal.DemoMode;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What the layout of every page needs to know. The templates know it as {@code #page}; it is no model attribute, so that
 * an error page, which no controller prepared, has the same header as any other.
 */
@Component
class PageModel {

    private final ObjectProvider<DemoMode> demo;
    private final EmergencyAccesses emergencies;
    private final Mail mail;

    PageModel(ObjectProvider<DemoMode> demo, EmergencyAccesses emergencies, Mail mail) {
        this.demo = demo;
        this.emergencies = emergencies;
        this.mail = mail;
    }

    /** How many times a record was opened in an emergency that no admin has looked at yet. */
    public int emergenciesWaiting() {
        return emergencies.countWaiting();
    }

    public Viewer viewer() {
        return Viewer.current();
    }

    /** Whether the program shows invented people whose passwords everybody may know. */
    public boolean isDemo() {
        return demo.stream().anyMatch(DemoMode::isOn);
    }

    /** Whether messages are shown on a page of ours instead of being sent. */
    public boolean hasInbox() {
        return mail.hasInbox();
    }

    /** Whether who looks has accounts of other roles to change to. */
    public boolean isSwitchable() {
        var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        return HalfSignIn.hasSeveral(attributes.getRequest());
    }

    /** Tells which entry of the navigation the page belongs to. */
    public String path() {
        var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        return Objects.requireNonNullElse(attributes.getRequest().getServletPath(), "");
    }
}
