package dev.outpatient.accounts.web;

import dev.outpatient.accounts.Invitations.Invitation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as the API tells it.
 *
 * @param sentTo the address it goes to by mail, or null when there is no mail
 * @param link what to hand over when there is no mail, shown this once; else null
 */
record InvitationAnswer(@Nullable String sentTo, @Nullable String link, Instant expiresAt) {

    static InvitationAnswer of(Invitation invitation) {
        return new InvitationAnswer(invitation.sentTo(), invitation.url(), invitation.expiresAt());
    }
}
