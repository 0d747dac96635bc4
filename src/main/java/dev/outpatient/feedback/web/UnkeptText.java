package dev.outpatient.feedback.web;

import jakarta.servlet.http.HttpServletResponse;
import org.bson.types.ObjectId;

/**
 * An answer or a reason that could not be kept, to stand in its form again.
 *
 * @param about the feedback that it was typed about
 * @param wrong whether the text itself is why, and not the store
 */
public record UnkeptText(ObjectId about, String text, boolean wrong) {

    int status() {
        return wrong ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }
}
