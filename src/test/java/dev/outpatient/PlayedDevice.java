package dev.outpatient;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** A device that makes and shows passkeys, as laptops and phones have one: Chromium plays it for one page. */
final class PlayedDevice {

    private final CDPSession session;
    private final String id;

    private PlayedDevice(CDPSession session, String id) {
        this.session = session;
        this.id = id;
    }

    /** One whose owner is at hand and shows a finger whenever asked. */
    static PlayedDevice of(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject arguments = new JsonObject();
        arguments.add("options", options);
        return new PlayedDevice(
                session,
                session.send("WebAuthn.addVirtualAuthenticator", arguments)
                        .get("authenticatorId")
                        .getAsString());
    }

    /** From now on somebody presses the button whom the device does not know. */
    void isStolen() {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("authenticatorId", id);
        arguments.addProperty("isUserVerified", false);
        session.send("WebAuthn.setUserVerified", arguments);
    }
}
