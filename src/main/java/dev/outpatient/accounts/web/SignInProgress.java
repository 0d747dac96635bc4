package dev.outpatient.accounts.web;

import dev.outpatient.accounts.HalfSignIn;
import dev.outpatient.accounts.HomePages;
import dev.outpatient.accounts.KnownDevices;
import dev.outpatient.accounts.SecondFactors;
import dev.outpatient.accounts.Sessions;
import dev.outpatient.accounts.SignIn;
import dev.outpatient.accounts.SignedIn;
import dev.outpatient.shared.Actor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Leads a sign-in that was begun from step to step: as whom, the second factor, or setting one up; then it is done. */
@Component
class SignInProgress {

    /** Where those go who have begun nothing, or took too long. */
    static final String AGAIN = "redirect:/sign-in?again";

    private final SignIn signIn;
    private final Sessions sessions;
    private final SecondFactors factors;
    private final KnownDevices devices;
    private final HomePages homes;
    private final Clock clock;

    SignInProgress(
            SignIn signIn,
            Sessions sessions,
            SecondFactors factors,
            KnownDevices devices,
            HomePages homes,
            Clock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.factors = factors;
        this.devices = devices;
        this.homes = homes;
        this.clock = clock;
    }

    Optional<HalfSignIn> find(HttpServletRequest request) {
        return HalfSignIn.find(request, clock.instant());
    }

    /** The sign-in of somebody who is to show a second factor now. */
    Optional<HalfSignIn> findAtCode(HttpServletRequest request) {
        return find(request).filter(HalfSignIn::isChosen).filter(half -> factors.has(actor(half)));
    }

    /** The sign-in of somebody who must set a second factor up now. Who has one can't add another by the password alone. */
    Optional<HalfSignIn> findAtSetUp(HttpServletRequest request) {
        return find(request)
                .filter(HalfSignIn::isChosen)
                .filter(half -> !factors.has(actor(half))
                        && factors.requiredOf().contains(actor(half).role()));
    }

    /** To the page of what is still to be done; when nothing is, signs in. */
    String goOn(HttpServletRequest request, HttpServletResponse response, HalfSignIn half) {
        half.keep(request);
        if (!half.isChosen()) {
            return "redirect:/sign-in/role";
        }
        if (factors.has(actor(half))) {
            return "redirect:/sign-in/code";
        }
        if (factors.requiredOf().contains(actor(half).role())) {
            return "redirect:/sign-in/set-up";
        }
        return "redirect:" + finish(request, response, half);
    }

    /** Signs in, as everything was proven. @return where to go */
    String finish(HttpServletRequest request, HttpServletResponse response, HalfSignIn half) {
        HalfSignIn.forget(request);
        SignedIn who = half.chosen();
        if (!signIn.isOpen(who.actor())) {
            // Disabled between one step and the next.
            return "/sign-in?again";
        }
        sessions.openProven(request, response, who);
        HalfSignIn.tellSeveral(request, half.several());
        signIn.signedIn(who.actor(), half.email());
        devices.signedIn(request, who.actor());
        return half.next().equals("/") ? homes.of(who.actor()) : half.next();
    }

    private static Actor actor(HalfSignIn half) {
        return half.chosen().actor();
    }
}
