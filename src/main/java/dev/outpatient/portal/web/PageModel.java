package dev.outpatient.portal.web;

import dev.outpatient.accounts.Avatars;
import dev.outpatient.accounts.HalfSignIn;
import dev.outpatient.accounts.OwnSessions;
import dev.outpatient.accounts.SessionLimits;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.directory.Directory;
import dev.outpatient.directory.Doctor;
import dev.outpatient.feedback.Feedbacks;
import dev.outpatient.mail.Mail;
import dev.outpatient.patients.EmergencyAccesses;
import dev.outpatient.patients.Leaving;
import dev.outpatient.portal.DemoMode;
import dev.outpatient.scheduling.AppointmentView;
import dev.outpatient.shared.Actor;
import dev.outpatient.shared.DoctorId;
import dev.outpatient.shared.PatientId;
import dev.outpatient.shared.Problem;
import dev.outpatient.shared.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What the layout of every page needs to know. The templates know it as {@code #page}; it is no model attribute, so that
 * an error page, which no controller prepared, has the same header as any other.
 */
@Component
public class PageModel {

    private static final Logger log = LoggerFactory.getLogger(PageModel.class);

    private final SingletonSupplier<List<DemoMode>> demo;
    private final EmergencyAccesses emergencies;
    private final Feedbacks feedbacks;
    private final Mail mail;
    private final SessionLimits limits;
    private final Avatars avatars;
    private final Directory directory;
    private final Leaving leaving;
    private final Clock clock;

    PageModel(
            ObjectProvider<DemoMode> demo,
            EmergencyAccesses emergencies,
            Feedbacks feedbacks,
            Mail mail,
            SessionLimits limits,
            Avatars avatars,
            Directory directory,
            Leaving leaving,
            Clock clock) {
        // Made only after this; looked up once.
        this.demo = SingletonSupplier.of(() -> demo.stream().toList());
        this.emergencies = emergencies;
        this.feedbacks = feedbacks;
        this.mail = mail;
        this.limits = limits;
        this.avatars = avatars;
        this.directory = directory;
        this.leaving = leaving;
        this.clock = clock;
    }

    /**
     * How many times a record was opened in an emergency that no admin has looked at yet. Only admins are told, also where
     * a header of theirs is shown to others, as on the style page.
     */
    public int emergenciesWaiting() {
        return viewer().isAdmin() ? emergencies.countWaiting() : 0;
    }

    /** Whether a patient looks at the visit of somebody else of the family, so that it has to say whose it is. */
    public boolean isOfFamily(AppointmentView view) {
        PatientId patient = view.appointment().patientId();
        return SignedIn.current()
                .map(SignedIn::actor)
                .filter(who -> who.role() == Role.PATIENT && !who.is(patient))
                .isPresent();
    }

    /** Which of a patient's visits were rated or wait to be; without the store of feedback none is known of. */
    public Feedbacks.Rated rated(List<AppointmentView> visits) {
        try {
            return feedbacks.listRated(
                    visits.stream().map(AppointmentView::appointment).toList());
        } catch (Problem.Unavailable e) {
            log.warn("No visit is asked about: {}", e.getMessage());
            return Feedbacks.Rated.UNKNOWN;
        }
    }

    public Viewer viewer() {
        return Viewer.current();
    }

    /** Where the header leads somebody from a page. */
    public Navigation navigation(Viewer viewer, String path) {
        return Navigation.of(viewer, path);
    }

    /** On which day the account of the patient who looks closes, or null for who stays. */
    public @Nullable LocalDate closesOn() {
        return SignedIn.current()
                .map(SignedIn::actor)
                .filter(who -> who.role() == Role.PATIENT)
                .flatMap(leaving::find)
                .map(leave -> LocalDate.ofInstant(leave.closesAt(), ZoneOffset.UTC))
                .orElse(null);
    }

    /** Whether who looks at a page books with a doctor. Doctors do with themselves only: the times of others are there to be read. */
    public boolean books(Doctor doctor) {
        return SignedIn.current()
                .map(SignedIn::actor)
                .filter(who -> who.role() == Role.DOCTOR && !who.equals(Actor.of(doctor.id())))
                .isEmpty();
    }

    /** Where the photo of the viewer is, or null without one. */
    public @Nullable String photo() {
        return SignedIn.current().map(who -> photo(who.actor())).orElse(null);
    }

    private @Nullable String photo(Actor viewer) {
        if (viewer.role() != Role.DOCTOR) {
            return avatars.findUrl(viewer).orElse(null);
        }
        // Most pages of a doctor have read this one anyway.
        Doctor doctor =
                directory.doctorsById(List.of(new DoctorId(viewer.id()))).get(new DoctorId(viewer.id()));
        return doctor == null ? null : doctor.avatarUrl();
    }

    /** Whether the program shows invented people whose passwords everybody may know. */
    public boolean isDemo() {
        return demo.obtain().stream().anyMatch(DemoMode::isOn);
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

    /** Whether the page is the answer to a form that was sent, and not to be had by its address. */
    public boolean answersForm() {
        return request().getMethod().equals(HttpMethod.POST.name());
    }

    /** What stands before each path of an address; mostly nothing. */
    static String contextPath() {
        return Objects.requireNonNullElse(request().getContextPath(), "");
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }
}
