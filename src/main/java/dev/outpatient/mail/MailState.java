package dev.outpatient.mail;

import java.util.Locale;

/** How far a message is. */
public enum MailState {
    /** To be sent when its time comes. */
    WAITING,
    /** A node hands it to the mail server at this moment, or died over it. */
    CLAIMED,
    /** The mail server took it. */
    SENT,
    /** It may have arrived: the node died, or the mail server did not answer to the end. Never sent again. */
    UNKNOWN,
    /** The mail server refuses it for good, or it could not be sent for as long as it made sense. */
    FAILED,
    /** Shown in the demo's inbox. */
    INBOX;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
