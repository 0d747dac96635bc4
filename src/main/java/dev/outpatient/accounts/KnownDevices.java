package dev.outpatient.accounts;

import dev.outpatient.audit.AuditTrail;
import dev.outpatient.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The browsers in which people have signed in, each known by a cookie that opens nothing. A sign-in in one that is not
 * known is told to the person, by mail where there is mail, except the very first.
 */
@Service
public class KnownDevices {

    private final KnownDeviceRepository devices;
    private final SignIn signIn;
    private final AccountLetters letters;
    private final AuditTrail trail;
    private final Clock clock;

    KnownDevices(KnownDeviceRepository devices, SignIn signIn, AccountLetters letters, AuditTrail trail, Clock clock) {
        this.devices = devices;
        this.signIn = signIn;
        this.letters = letters;
        this.trail = trail;
        this.clock = clock;
    }

    /** Call when somebody has signed in by the browser of the current request. */
    @Transactional
    public void signedIn(HttpServletRequest request, Actor actor) {
        String sent = DeviceCookie.read(request);
        String device = sent == null ? DeviceCookie.give() : sent;
        if (device == null) {
            return;
        }
        String hash = RandomSecret.hash(device);
        if (devices.seen(actor, hash, clock.instant())) {
            return;
        }
        boolean first = !devices.hasAny(actor);
        if (devices.add(actor, hash, clock.instant()) && !first) {
            trail.warning(actor, "Signed in on a new device");
            Credential account = signIn.get(actor);
            if (account.email() != null && letters.areSent()) {
                letters.newDevice(account.email(), LocaleContextHolder.getLocale(), account.name());
            }
        }
    }
}
