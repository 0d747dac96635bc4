package dev.outpatient.portal.web;

import dev.outpatient.accounts.SignedIn;
import dev.outpatient.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;

/** Tells the trail of a request that was refused to somebody who is signed in. */
final class Refused {

    private Refused() {}

    /** Without the query, which may hold what was typed. What is not there and what is not theirs answer alike. */
    static void tell(AuditTrail trail, HttpServletRequest request) {
        SignedIn.current()
                .ifPresent(who -> trail.refusedRequest(
                        who.actor(), "Refused or not there: " + request.getMethod() + " " + LoggedPath.of(request)));
    }
}
