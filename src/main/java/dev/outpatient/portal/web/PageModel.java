package dev.outpatient.portal.web;

import dev.outpatient.accounts.HalfSignIn;
import dev.outpatient.accounts.OwnSessions;
import dev.outpatient.accounts.SessionLimits;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.mail.Mail;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.portal.DemoMode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
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
    private final SessionLimits limits;
    private final Clock clock;

    PageModel(
            ObjectProvider<DemoMode> demo,
            EmergencyAccesses emergencies,
            Mail mail,
            SessionLimits limits,
            Clock clock) {
        this.demo = demo;
        this.emergencies = emergencies;
        this.mail = mail;
        this.limits = limits;
        this.clock = clock;
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

    /** How many seconds the viewer may do nothing before being signed out; 0 for a visitor. */
    public long idleSeconds() {
        return SignedIn.current()
                .map(who -> limits.idle(who.actor().role()).toSeconds())
                .orElse(0L);
    }

    /** How many seconds are left until the viewer has to sign in again in any case; 0 for a visitor. */
    public long leftSeconds() {
        return OwnSessions.left(request().getSession(false), limits, clock)
                .map(Duration::toSeconds)
                .orElse(0L);
    }

    /** How many seconds to wait, on the page that says so. */
    public long waitSeconds() {
        return request().getAttribute(TooManyPage.SECONDS) instanceof Long seconds ? seconds : 60;
    }

    /** Whether who looks has accounts of other roles to change to. */
    public boolean isSwitchable() {
        return HalfSignIn.hasSeveral(request());
    }

    /** Tells which entry of the navigation the page belongs to. */
    public String path() {
        return Objects.requireNonNullElse(request().getServletPath(), "");
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
